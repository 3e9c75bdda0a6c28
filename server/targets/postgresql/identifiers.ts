import type { PhysicalName } from '../../../language/index.ts';
import { columnWords, functionOrTypeWords, reservedWords } from './keywords.ts';

/** NAMEDATALEN - 1; longer names are cut off with a notice (manual, "Identifiers and Key Words"). */
export const identifierBytes = 63;

// Without quotes every letter becomes a small one, so a name that has others needs them.
const plain = /^[a-z_][a-z0-9_$]*$/;

/** The name of a column, table, constraint, role or anything else but a function or type. */
export function identifier(name: string): string {
    return plain.test(name) && !reservedWords.has(name) && !functionOrTypeWords.has(name) ? name : quoted(name);
}

/** The name of a function or type. */
export function callableIdentifier(name: string): string {
    return plain.test(name) && !reservedWords.has(name) && !columnWords.has(name) ? name : quoted(name);
}

export function qualified(name: PhysicalName): string {
    return name.schema === undefined ? identifier(name.name) : `${identifier(name.schema)}.${identifier(name.name)}`;
}

export function qualifiedCallable(name: PhysicalName): string {
    return name.schema === undefined ? callableIdentifier(name.name) : `${identifier(name.schema)}.${callableIdentifier(name.name)}`;
}

export function identifiers(names: readonly string[]): string {
    return names.map(identifier).join(', ');
}

/** A string constant. Needs standard_conforming_strings, which is on by default. */
export function stringLiteral(content: string): string {
    return `'${content.replaceAll("'", "''")}'`;
}

/** A dollar-quoted constant on lines of its own, for source text that has quotes of its own (manual, "Dollar-Quoted String Constants"). */
export function dollarQuoted(content: string, tag = ''): string {
    return dollarQuotedExactly(`\n${content}\n`, tag);
}

/** As it is, without line breaks beside the quotes that are not its own. */
export function dollarQuotedExactly(content: string, tag = ''): string {
    let delimiter = `$${tag}$`;
    // A dollar at the end would be one of the delimiter's.
    for (let number = 1; (content + delimiter).indexOf(delimiter) < content.length; number++) {
        delimiter = `$${tag === '' ? 'body' : tag}${number}$`;
    }
    return delimiter + content + delimiter;
}

function quoted(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}
