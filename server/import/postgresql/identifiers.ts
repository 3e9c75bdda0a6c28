import type { Node, RangeVar } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import { fieldsOf, isFailure, parseExpression, textsOf } from './parser.ts';

const PLAIN = /^[a-z_][a-z0-9_$]*$/;

/** A name as SQL has it: quoted where it would else be another one. Key words are not looked at: for messages, and behind a point. */
export function quoted(name: string): string {
    return PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The name of a column as it may stand anywhere: a key word that means something else there is quoted too. */
export function quotedColumn(name: string): string {
    const bare = parseExpression(name);
    return !isFailure(bare) && textsOf(fieldsOf(bare, 'ColumnRef')?.fields).join('\0') === name ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A carriage return is escaped: as itself it may become a part of another line break. */
export function stringLiteral(text: string): string {
    const quotes = text.replaceAll("'", "''");
    return text.includes('\r') ? `E'${quotes.replaceAll('\\', '\\\\').replaceAll('\r', '\\r')}'` : `'${quotes}'`;
}

/** A qualified name; one with a schema may stand anywhere. */
export function printName({ schema, name }: PhysicalName): string {
    return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** The name that a relation is written with, its schema only where written. */
export function nameOf(relation: RangeVar | undefined): PhysicalName {
    const { schemaname, relname = '' } = relation ?? {};
    return schemaname === undefined ? { name: relname } : { schema: schemaname, name: relname };
}

/** A qualified name in a list of `String`s. The database's own name, which may stand first, says nothing. */
export function nameIn(parts: readonly Node[] | undefined): PhysicalName {
    return nameOfTexts(textsOf(parts));
}

export function nameOfTexts(texts: readonly string[]): PhysicalName {
    const name = texts.at(-1) ?? '';
    const schema = texts.at(-2);
    return schema === undefined ? { name } : { schema, name };
}
