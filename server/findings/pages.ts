import { filesOf, type FindingEntry, type FindingRegistry, type Severity } from '../../language/index.ts';

/** The pages about all codes, by file name, and `README.md`, which lists them. */
export function rulePages(registry: FindingRegistry): ReadonlyMap<string, string> {
    const entries = Object.entries(registry).sort(([a], [b]) => a < b ? -1 : 1);
    return new Map([
        ['README.md', overview(entries)],
        ...entries.map(([code, entry]): [string, string] => [`${code}.md`, page(code, entry)]),
    ]);
}

type Entries = readonly (readonly [code: string, entry: FindingEntry])[];

/** What the codes of a family are about, by the beginning of the code. */
const families: readonly (readonly [start: string, title: string])[] = [
    ['ERD0', 'Reading the text, and the names in it'],
    ['ERD1', 'Keys, references, relationships, inheritance'],
    ['ERD2', 'Types and expressions'],
    ['ERD3', 'The database: names, partitions, indexes, access'],
    ['ERD4', 'Imports, what is unused, annotations'],
    ['GEN', 'The engines that the model is for'],
    ['PG', 'PostgreSQL'],
    ['VER', 'Proving on the embedded PostgreSQL'],
];

const severities: Readonly<Record<Severity, string>> = {
    error: 'The model cannot be generated, or is certainly wrong.',
    warning: 'Probably a mistake. It can be dismissed with a reason.',
    information: 'Worth knowing.',
    hint: 'Worth knowing, and shown quietly.',
};

const generated = '<!-- Written by `npm run docs:rules` from the registry of findings. -->\n';

function overview(entries: Entries): string {
    const sections = families.flatMap(([start, title]) => {
        const own = entries.filter(([code]) => code.startsWith(start));
        return own.length === 0 ? [] : [`## ${title}\n\n| Code | | Severity | Quick fix |\n|---|---|---|---|\n${own.map(row).join('\n')}\n`];
    });
    return [
        generated,
        '# Findings\n',
        'Each finding has a code that stays the same over releases. `erd explain CODE` shows its page in a terminal, the editor on hover.\n',
        `${(Object.entries(severities)).map(([severity, meaning]) => `* **${severity}**: ${meaning}`).join('\n')}\n`,
        'A finding that is no error is dismissed where it stands, or in an `annotate` block, with a reason: `@allow("ERD101", "An append-only log")`.\n',
        ...sections,
    ].join('\n');
}

function row([code, { title, severity, fixes }]: Entries[number]): string {
    return `| [${code}](${code}.md) | ${title} | ${severity} | ${fixes.length > 0 ? 'yes' : ''} |`;
}

function page(code: string, entry: FindingEntry): string {
    const { title, severity, explanation, source, example, mended, fixes } = entry;
    return [
        generated,
        `# ${code}: ${title}\n`,
        `*${severity}*. ${severities[severity]} [All findings](README.md)\n`,
        `${explanation.trim()}\n`,
        '## Example\n',
        blocks(example),
        '## Mended\n',
        blocks(mended),
        '## What to do\n',
        fixes.length > 0 ? `${fixes.map(fix => `* ${fix}`).join('\n')}\n` : `There is no quick fix. ${'withoutFix' in entry ? entry.withoutFix : ''}\n`,
        ...'safe' in entry ? ['This is safe: `source.fixAll.erd` does it, on saving where the setting `erd.fixOnSave` is on.\n'] : [],
        ...severity === 'error' ? [] : [`Where it is meant, say so: \`@allow("${code}", "the reason")\`.\n`],
        ...source === undefined ? [] : ['## Source\n', `${source}.\n`],
    ].join('\n');
}

function blocks(example: string): string {
    const files = filesOf(example);
    return [...files].map(([path, text]) => `${files.size > 1 ? `\`${path}\`\n\n` : ''}\`\`\`erd\n${shown(text.trim())}\n\`\`\`\n`).join('\n');
}

/** Characters that cannot be seen, by their numbers. */
function shown(text: string): string {
    return text.replaceAll(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, character =>
        `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`);
}
