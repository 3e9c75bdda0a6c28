import type { Node, ObjectType } from 'libpg-query';
import { nameOfTexts, quoted } from './identifiers.ts';
import { creationIn, OTHER_KINDS } from './other-names.ts';
import type { OtherKind } from './other-names.ts';
import { fieldsOf, isFailure, parseStatement, textsOf, type NodeOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementText } from './statement-text.ts';
import { nodesIn, sameTree } from './tree-walk.ts';

/** A part of a parse tree that may be a name with a place: of a relation, type or function. */
interface Named {
    readonly relname?: string;
    readonly schemaname?: string;
    readonly names?: readonly Node[];
    readonly funcname?: readonly Node[];
    readonly location?: number;
}

/** The schema in which a database without settings looks: what is in it needs no qualification. */
const DEFAULT = 'public';

/** Whether names mean what they mean to a session without settings. */
export function isDefaultPath(path: readonly string[]): boolean {
    return path.every(schema => schema === DEFAULT || schema === '$user' || schema === 'pg_catalog');
}

/** What an operator of PostgreSQL itself is called: one of that name competes with them by its arguments, wherever it is. */
const BUILT_IN_OPERATORS = new Set(['+', '-', '*', '/', '%', '^', '<', '>', '=', '<=', '>=', '<>', '!=', '||', '~', '~*', '!~', '!~*', '~~', '!~~', '~~*', '!~~*', '@>', '<@', '&&', '&', '|', '#', '->', '->>']);

/** Parts of a definition (DefElem) that name a function. */
const FUNCTION_PARTS = new Set([
    'function', 'procedure', 'restrict', 'join', 'sfunc', 'finalfunc', 'combinefunc', 'serialfunc', 'deserialfunc', 'msfunc', 'minvfunc', 'mfinalfunc',
    'input', 'output', 'receive', 'send', 'analyze', 'subtype_diff', 'canonical', 'handler', 'validator', 'init', 'lexize', 'start', 'gettoken', 'end', 'lextypes', 'headline',
]);

/** A name in a list, of which the parse tree does not tell the place: the schema is to stand at `at` of the list. */
interface ListedName {
    readonly list: Node[];
    readonly at: number;
    readonly schema: string | undefined;
}

/**
 * A statement's text, or the part from an offset on, in which what the search path found is named with its schema: a
 * model's text is run without that setting.
 */
export function qualifiedText(tree: Node | undefined, source: StatementText, state: SchemaState, start = 0, end = source.text.length): string {
    const { text } = source;
    if (tree === undefined || isDefaultPath(state.searchPath)) {
        return text.slice(start, end);
    }
    const changes = new Map<number, { readonly until: number; readonly text: string }>();
    const insert = (place: number, schema: string | undefined): void => {
        if (schema !== undefined && schema !== DEFAULT && place >= start && place < end) {
            changes.set(place, { until: place, text: `${quoted(schema)}.` });
        }
    };
    const made = (): string | undefined => state.creationName(undefined, '').schema;
    const other = (kind: OtherKind, name: string): string | undefined => state.others.schemaOf(kind, name, state.searchPath);
    const routine = (name: string): string | undefined => state.routinesNamed({ name })[0]?.name.schema ?? other('routine', name);
    const typeOrRelation = (name: string): string | undefined => (state.type({ name }) ?? state.relation({ name }))?.name.schema;
    const listed: ListedName[] = [];
    const list = (names: readonly Node[] | undefined, schemaOf: (name: string) => string | undefined, length = 1, at = 0): void => {
        const parts = textsOf(names);
        if (names !== undefined && parts.length === length) {
            listed.push({ list: names as Node[], at, schema: schemaOf(parts[at] ?? '') });
        }
    };
    const creation = creationIn(tree);
    if (creation !== undefined) {
        list(creation.names, made);
    }
    const madeRelation = relationMadeBy(tree);
    nodesIn(tree, (kind, fields) => {
        const { relname, schemaname, names, funcname, location } = fields as Named;
        if (relname !== undefined) {
            if (schemaname === undefined && location !== undefined) {
                insert(source.offset(location), fields === madeRelation ? made() : state.relation({ name: relname })?.name.schema);
            }
        } else if (names?.length === 1 && location !== undefined && location >= 0) {
            insert(source.offset(location), typeOrRelation(textsOf(names)[0] ?? ''));
        } else {
            if (funcname !== undefined && funcname.length === 1 && funcname !== creation?.names) {
                if (location === undefined) {
                    list(funcname, routine);
                } else {
                    insert(source.offset(location), routine(textsOf(funcname)[0] ?? ''));
                }
            }
            switch (kind) {
                case 'DefElem': {
                    const { defname = '', arg, location: place } = fields as NodeOf<'DefElem'>;
                    const [operator = '', ...others] = textsOf(fieldsOf(arg, 'List')?.items);
                    if (creation?.kind === 'operator' && (defname === 'commutator' || defname === 'negator') && others.length === 0) {
                        qualifyOperator(operator, text.indexOf(operator, text.indexOf('=', source.offset(place ?? 0)) + 1), other('operator', operator) ?? made());
                    }
                    const type = FUNCTION_PARTS.has(defname) ? fieldsOf(arg, 'TypeName') : undefined;
                    const name = textsOf(type?.names);
                    if (type?.location !== undefined && name.length === 1) {
                        insert(source.offset(type.location), routine(name[0] ?? ''));
                    }
                    break;
                }
                case 'A_Expr': {
                    const { name, location: place } = fields as NodeOf<'A_Expr'>;
                    const [operator = '', ...rest] = textsOf(name);
                    qualifyOperator(operator, source.offset(place ?? -1), rest.length > 0 || BUILT_IN_OPERATORS.has(operator) ? undefined : other('operator', operator));
                    break;
                }
                case 'TypeCast': {
                    const { arg, typeName } = fields as NodeOf<'TypeCast'>;
                    const constant = fieldsOf(arg, 'A_Const');
                    if (constant?.sval?.sval !== undefined && textsOf(typeName?.names).at(-1) === 'regclass') {
                        insertIntoConstant(constant);
                    }
                    break;
                }
                case 'FuncCall': {
                    const { args } = fields as NodeOf<'FuncCall'>;
                    const constant = fieldsOf(args?.[0], 'A_Const');
                    if (constant?.sval?.sval !== undefined && SEQUENCE_FUNCTIONS.has(textsOf((fields as NodeOf<'FuncCall'>).funcname).at(-1) ?? '')) {
                        insertIntoConstant(constant);
                    }
                    break;
                }
                case 'CollateClause':
                    list((fields as NodeOf<'CollateClause'>).collname, name => other('collation', name));
                    break;
                case 'IndexElem':
                case 'PartitionElem':
                    list((fields as NodeOf<'IndexElem'>).collation, name => other('collation', name));
                    list((fields as NodeOf<'IndexElem'>).opclass, name => other('operator class', name));
                    break;
                case 'ObjectWithArgs':
                    list((fields as NodeOf<'ObjectWithArgs'>).objname, name => routine(name) ?? other('operator', name));
                    break;
                case 'AlterDomainStmt':
                case 'AlterEnumStmt':
                    list((fields as NodeOf<'AlterDomainStmt'>).typeName, typeOrRelation);
                    break;
                case 'AlterStatsStmt':
                    list((fields as NodeOf<'AlterStatsStmt'>).defnames, name => other('statistics', name));
                    break;
                case 'AlterTSConfigurationStmt':
                    list((fields as NodeOf<'AlterTSConfigurationStmt'>).cfgname, name => other('text search configuration', name));
                    break;
                case 'AlterTSDictionaryStmt':
                    list((fields as NodeOf<'AlterTSDictionaryStmt'>).dictname, name => other('text search dictionary', name));
                    break;
                case 'AlterOpFamilyStmt':
                    list((fields as NodeOf<'AlterOpFamilyStmt'>).opfamilyname, name => other('operator family', name));
                    break;
                default:
                    objectsIn(kind, fields).forEach(([type, object]) => listObject(type, object));
            }
        }
    });

    function qualifyOperator(operator: string, place: number, schema: string | undefined): void {
        if (schema !== undefined && schema !== DEFAULT && place >= start && place < end && text.startsWith(operator, place)) {
            changes.set(place, { until: place + operator.length, text: `OPERATOR(${quoted(schema)}.${operator})` });
        }
    }

    /** The name in a constant that means a relation: `'city'::regclass`. */
    function insertIntoConstant(constant: NodeOf<'A_Const'>): void {
        const written = constant.sval?.sval ?? '';
        const name = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
        const place = source.offset(constant.location ?? -1);
        if (!written.includes('.') && text[place] === "'") {
            const schema = state.relation({ name })?.name.schema;
            insert(place + 1, schema);
        }
    }

    /** The name of an object that COMMENT ON, DROP and the like are about, or of the relation that it is on. */
    function listObject(type: ObjectType | undefined, object: Node | undefined): void {
        const items = fieldsOf(object, 'List')?.items;
        const known = type === undefined ? undefined : OTHER_KINDS[type];
        if (items === undefined || type === undefined) {
            return;
        }
        if (type === 'OBJECT_OPCLASS' || type === 'OBJECT_OPFAMILY') {
            list(items, name => other(OTHER_KINDS[type] ?? 'operator class', name), 2, 1);
        } else if (known !== undefined) {
            list(items, name => other(known, name));
        } else if (type === 'OBJECT_DOMCONSTRAINT') {
            list(fieldsOf(items[0], 'TypeName')?.names, typeOrRelation);
        } else if (type === 'OBJECT_TYPE' || type === 'OBJECT_DOMAIN') {
            list(items, typeOrRelation);
        } else {
            const relation = (name: string): string | undefined => state.relation({ name })?.name.schema;
            list(items, relation, ON_RELATIONS.has(type) ? 2 : 1);
        }
    }

    for (const each of listed) {
        const { schema } = each;
        if (schema !== undefined && schema !== DEFAULT) {
            insert(placeIn(tree, source, each), schema);
        }
    }
    let qualified = text.slice(start, end);
    for (const [place, { until, text: replacement }] of [...changes].sort(([left], [right]) => right - left)) {
        qualified = qualified.slice(0, place - start) + replacement + qualified.slice(until - start);
    }
    return qualified;
}

const SEQUENCE_FUNCTIONS = new Set(['nextval', 'currval', 'setval']);
const ON_RELATIONS: ReadonlySet<ObjectType> = new Set(['OBJECT_RULE', 'OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_TABCONSTRAINT', 'OBJECT_COLUMN']);

/** The relation that a statement makes. */
function relationMadeBy(tree: Node): unknown {
    return fieldsOf(tree, 'CreateStmt')?.relation ?? fieldsOf(tree, 'CreateForeignTableStmt')?.base?.relation ?? fieldsOf(tree, 'ViewStmt')?.view
        ?? fieldsOf(tree, 'CreateTableAsStmt')?.into?.rel ?? fieldsOf(tree, 'CreateSeqStmt')?.sequence ?? fieldsOf(tree, 'CompositeTypeStmt')?.typevar;
}

/** The objects that a statement is about, with what they are. */
function objectsIn(kind: string, fields: unknown): readonly (readonly [ObjectType | undefined, Node | undefined])[] {
    switch (kind) {
        case 'CommentStmt':
        case 'SecLabelStmt': {
            const { objtype, object } = fields as NodeOf<'CommentStmt'>;
            return [[objtype, object]];
        }
        case 'DropStmt': {
            const { removeType, objects = [] } = fields as NodeOf<'DropStmt'>;
            return objects.map(object => [removeType, object] as const);
        }
        case 'GrantStmt': {
            const { objtype, objects = [] } = fields as NodeOf<'GrantStmt'>;
            return objects.map(object => [objtype, object] as const);
        }
        case 'RenameStmt': {
            const { renameType, object } = fields as NodeOf<'RenameStmt'>;
            return [[renameType, object]];
        }
        case 'AlterObjectSchemaStmt':
        case 'AlterOwnerStmt': {
            const { objectType, object } = fields as NodeOf<'AlterOwnerStmt'>;
            return [[objectType, object]];
        }
        default:
            return [];
    }
}

/** Where a name of a list stands: where a schema before it gives the tree with that schema in the list. -1 where there is no such place. */
function placeIn(tree: Node, source: StatementText, { list, at, schema = '' }: ListedName): number {
    const name = textsOf(list)[at] ?? '';
    const { text, tokens } = source;
    const places = OPERATOR.test(name) ? placesOf(name, text) : tokens.filter(({ kind, value }) => (kind === 'word' || kind === 'quoted name') && value === name).map(({ start }) => start);
    return places.find(place => {
        const parsed = parseStatement(`${text.slice(0, place)}${quoted(schema)}.${text.slice(place)}`);
        if (isFailure(parsed)) {
            return false;
        }
        list.splice(at, 0, { String: { sval: schema } });
        const isSame = sameTree(parsed, tree);
        list.splice(at, 1);
        return isSame;
    }) ?? -1;
}

const OPERATOR = /^[-+*/<>=~!@#%^&|`?]+$/;

function placesOf(part: string, text: string): readonly number[] {
    const places: number[] = [];
    for (let place = text.indexOf(part); place >= 0; place = text.indexOf(part, place + 1)) {
        places.push(place);
    }
    return places;
}

/** The name that a statement gives to what it makes and has no draft, with its schema. */
export function noteOther(tree: Node, state: SchemaState): void {
    const creation = creationIn(tree);
    if (creation?.kind !== undefined) {
        const { schema, name } = nameOfTexts(textsOf(creation.names));
        state.others.add(creation.kind, state.creationName(schema, name));
    }
}
