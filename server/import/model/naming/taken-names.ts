import { preludeTexts } from '../../../../language/index.ts';

/** What every model can name without declaring it: the name of something else would hide it. */
const ofPrelude: ReadonlySet<string> = new Set(
    [...preludeTexts.values()].flatMap(text => Array.from(text.matchAll(/\b(?:primitive|function|aggregate|enum|role) (\w+)/g), ([, name]) => name!)),
);

/** The extension that brings a type which the prelude declares. */
const extensionsOfTypes: ReadonlyMap<string, string> = new Map([
    ['vector', 'vector'],
    ...[...preludeTexts.values()].flatMap(text => Array.from(text.matchAll(/^extension "?([\w-]+)"? \{([^}]*)\}/gm))
        .flatMap(([, extension, members]) => Array.from(members!.matchAll(/\bprimitive (\w+)/g), ([, type]): [string, string] => [type!, extension!]))),
]);

export function extensionOfType(type: string): string | undefined {
    return extensionsOfTypes.get(type);
}

/** Names that are given out in one namespace, each once. */
export class TakenNames {
    private readonly taken = new Set<string>();
    private readonly outer: readonly TakenNames[];
    private readonly hidesPrelude: boolean;

    /** A name of the outer ones is not given out either. */
    constructor(options: { readonly outer?: readonly TakenNames[]; readonly hidesPrelude?: boolean } = {}) {
        this.outer = options.outer ?? [];
        this.hidesPrelude = options.hidesPrelude ?? false;
    }

    has(name: string): boolean {
        return this.taken.has(name) || !this.hidesPrelude && ofPrelude.has(name) || this.outer.some(outer => outer.has(name));
    }

    reserve(name: string): void {
        this.taken.add(name);
    }

    /** The first of the candidates that is free, or the last with the first number that makes it so. */
    take(...candidates: readonly string[]): string {
        let name = candidates.find(candidate => !this.has(candidate));
        for (let number = 2; name === undefined; number++) {
            const numbered = `${candidates.at(-1)!}${number}`;
            name = this.has(numbered) ? undefined : numbered;
        }
        this.taken.add(name);
        return name;
    }
}
