import type { EngineOptions } from '../../../language/index.ts';
import { stringLiteral } from './identifiers.ts';
import { engine } from './versions.ts';

export type OptionEntry = EngineOptions['entries'][number];

/** What `options postgresql (...)` says; other engines' options are not for us. */
export function entriesOf(options: readonly EngineOptions[]): readonly OptionEntry[] {
    return options.filter(option => option.engine === engine).flatMap(option => option.entries);
}

/** A storage parameter or option of a WITH list. */
export function writeEntry({ name, value }: OptionEntry): string {
    return value === undefined ? name : `${name} = ${writeValue(value)}`;
}

/** ` WITH (fillfactor = 70)`, or nothing. */
export function withClause(entries: readonly OptionEntry[]): string {
    return entries.length === 0 ? '' : ` WITH (${entries.map(writeEntry).join(', ')})`;
}

/** Numbers and words stand as they are, anything else as a string. */
export function writeValue(value: string): string {
    return /^(?:-?\d+(?:\.\d+)?|[a-z_]\w*)$/i.test(value) ? value : stringLiteral(value.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'"));
}

/** The value of a setting, which may be a list: `public, pg_temp`, each element as {@link writeValue} has it unless it is quoted already. */
export function writeSetting(value: string): string {
    const elements = value.match(/(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[^,'"])+/g) ?? [];
    return elements.length === 0 ? "''" : elements.map(element => /^\s*".*"\s*$/s.test(element) ? element.trim() : writeValue(element.trim())).join(', ');
}
