/** An expression in 10,000 brackets. */
export function deeplyNested(open: string, close: string): string {
    return `entity A {\n  id: int key check (${open.repeat(10_000)}id > 0${close.repeat(10_000)})\n}\n`;
}

/** An operator 10,000 times. */
export function deepRow(operator: string): string {
    return `entity A {\n  id: int key check (${operator.repeat(10_000)}id > 0)\n}\n`;
}

/** Files of which each imports the next. */
export function chain(length: number): Record<string, string> {
    return Object.fromEntries(Array.from({ length }, (_, i) => [`${i}.erd`, i === length - 1
        ? `entity E${i} {\n  id: int key\n}\n`
        : `import "./${i + 1}.erd"\n\nentity E${i} {\n  id:   int     key\n  next: E${i + 1}?\n}\n`]));
}

/** Files of which each imports the next, and the last the first, with entities that extend each other likewise. */
export function cycle(length: number): Record<string, string> {
    return Object.fromEntries(Array.from({ length }, (_, i) => {
        const next = (i + 1) % length;
        return [`${i}.erd`, `import "./${next}.erd"\n\nentity E${i} extends E${next} {\n  id: int key\n}\n`];
    }));
}

/** A name with a Cyrillic letter, and a text that is not shown in the order in which it is written. */
export const lookalikes = 'entity A {\n  scope: int key\n  s\u0441ope: int\n  note: text? // \u202E)yek (\n}\n';

/** Imports that no file system finds: through a file, through a link to itself, too long. */
export const wrongPaths: readonly string[] = ['./a.erd/b.erd', './loop/b.erd', `./${'b'.repeat(300)}.erd`];
