import type { Node } from 'libpg-query';
import { quoted } from './identifiers.ts';
import { textsOf, type NodeOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementText } from './statement-text.ts';
import { nodesIn } from './tree-walk.ts';

/** A part of a parse tree that may be a name with a place: of a relation, type or function. */
interface Named {
    readonly relname?: string;
    readonly schemaname?: string;
    readonly names?: readonly Node[];
    readonly funcname?: readonly Node[];
    readonly defnames?: readonly Node[];
    readonly location?: number;
}

/** The schema in which a database without settings looks: what is in it needs no qualification. */
const DEFAULT = 'public';

/**
 * A statement's text, or the part from an offset on, in which what the search path found is named with its schema: a
 * model's text is run without that setting.
 */
export function qualifiedText(tree: unknown, source: StatementText, state: SchemaState, start = 0, end = source.text.length): string {
    const { text } = source;
    if (state.searchPath.every(schema => schema === DEFAULT || schema === '$user')) {
        return text.slice(start, end);
    }
    const insertions = new Map<number, string>();
    const insert = (place: number, schema: string | undefined): void => {
        if (schema !== undefined && schema !== DEFAULT && place >= start && place < end) {
            insertions.set(place, `${quoted(schema)}.`);
        }
    };
    const made = (): string | undefined => state.creationName(undefined, '').schema;
    nodesIn(tree, (kind, fields) => {
        const { relname, schemaname, names, funcname, defnames, location } = fields as Named;
        if (kind === 'CreateRangeStmt') {
            const typeName = textsOf((fields as NodeOf<'CreateRangeStmt'>).typeName);
            insert(typeName.length === 1 ? placeOf(typeName[0]!, source) : -1, made());
        } else if (kind === 'CreateForeignTableStmt') {
            const { relation } = (fields as NodeOf<'CreateForeignTableStmt'>).base ?? {};
            insert(relation?.location !== undefined && relation.schemaname === undefined ? source.offset(relation.location) : -1, made());
        } else if (defnames !== undefined && defnames.length === 1) {
            insert(placeOf(textsOf(defnames)[0] ?? '', source), made());
        } else if (relname !== undefined && schemaname === undefined && location !== undefined) {
            insert(source.offset(location), state.relation({ name: relname })?.name.schema);
        } else if (names?.length === 1 && location !== undefined) {
            const name = { name: textsOf(names)[0] ?? '' };
            insert(source.offset(location), (state.type(name) ?? state.relation(name))?.name.schema);
        } else if (funcname?.length === 1 && location !== undefined) {
            insert(source.offset(location), state.routinesNamed({ name: textsOf(funcname)[0] ?? '' })[0]?.name.schema);
        }
    });
    let qualified = text.slice(start, end);
    for (const [place, schema] of [...insertions].sort(([left], [right]) => right - left)) {
        qualified = qualified.slice(0, place - start) + schema + qualified.slice(place - start);
    }
    return qualified;
}

/** Where a name that the parse tree gives no place first stands; -1 where it is not found. */
function placeOf(name: string, { tokens }: StatementText): number {
    return tokens.find(({ kind, value }) => (kind === 'word' || kind === 'quoted name') && value === name)?.start ?? -1;
}
