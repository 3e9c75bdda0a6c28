import { singularize, type PhysicalName } from '../../../language/index.ts';
import type { Notice, SourceColumn, SourceEnum, SourceForeignKey, SourceKey, SourceTable, SourceType } from '../source/index.ts';
import type { Diagram, DiagramAttribute, DiagramEntity } from './diagram.ts';
import { columnName, tableName } from './names.ts';
import { sourceType, typeOf, type DiagramType } from './types.ts';

/** A table while it is put together. */
export interface TableDraft {
    readonly name: PhysicalName;
    /** In the diagram's words. */
    readonly shown: string;
    readonly line: number;
    readonly isDefined: boolean;
    readonly remark?: string;
    readonly headings?: readonly string[];
    readonly columns: ColumnDraft[];
    key: string[];
    readonly uniques: string[][];
    readonly foreignKeys: SourceForeignKey[];
    /** Stands before the table. */
    readonly enums: SourceEnum[];
}

export interface ColumnDraft {
    readonly name: string;
    type: SourceType;
    isOptional: boolean;
    readonly isSerial: boolean;
    /** Marked `FK`. */
    isForeign: boolean;
    /** Its type in the diagram; undefined where it was made. */
    readonly written?: string;
    readonly comment?: string;
    readonly line: number;
}

/** The tables of all diagrams, each once, and how one finds them by the names that relationships use. */
export interface DraftedTables {
    readonly tables: readonly TableDraft[];
    tableOf(diagram: Diagram, entity: string): TableDraft;
    readonly notices: readonly Notice[];
}

export function draftTables(diagrams: readonly Diagram[]): DraftedTables {
    const tables = new Map<string, TableDraft>();
    const notices: Notice[] = [];
    const words = new Map<string, { readonly type: DiagramType; readonly line: number; count: number }>();
    for (const entity of diagrams.flatMap(diagram => diagram.entities)) {
        const key = keyOf(entity);
        const present = tables.get(key);
        // Named in one diagram, defined in another.
        const table = present && (present.isDefined || !entity.isDefined) ? present : { ...draft(entity), ...present && { columns: present.columns } };
        tables.set(key, table);
        for (const attribute of entity.attributes) {
            addAttribute(attribute, table, notices, type => {
                const word = words.get(attribute.type.toLowerCase()) ?? { type, line: attribute.line, count: 0 };
                word.count++;
                words.set(attribute.type.toLowerCase(), word);
            });
        }
    }
    for (const [word, { type, line, count }] of words) {
        if (type.assumed !== undefined) {
            const times = count === 1 ? '' : ` (${count} times)`;
            notices.push({ kind: 'assumed', construct: 'type', line, subject: word, message: `${word}${times} is taken for ${type.assumed}.` });
        }
    }
    return { tables: [...tables.values()], notices, tableOf: (diagram, entity) => tables.get(keyOf(diagram.entities.find(({ name }) => name === entity)!))! };
}

function keyOf(entity: DiagramEntity): string {
    const { schema = '', name } = tableName(entity);
    return `${schema}.${name}`;
}

function draft(entity: DiagramEntity): TableDraft {
    const { remark = '' } = entity;
    const paragraphs = remark.split(/\n\s*\n/).map(paragraph => paragraph.trim());
    // What a blank line follows is about all that comes.
    const above = remark.endsWith('\n') ? '' : paragraphs.pop()!;
    const headings = paragraphs.filter(paragraph => paragraph !== '');
    return {
        name: tableName(entity), shown: entity.alias ?? entity.name, line: entity.line, isDefined: entity.isDefined,
        ...above !== '' && { remark: above }, ...headings.length > 0 && { headings },
        columns: [], key: [], uniques: [], foreignKeys: [], enums: [],
    };
}

function addAttribute(attribute: DiagramAttribute, table: TableDraft, notices: Notice[], onType: (type: DiagramType) => void): void {
    const name = columnName(attribute.name);
    const found = typeOf(attribute.type);
    const present = table.columns.find(column => column.name === name);
    if (present?.written === attribute.type) {
        // Drawn again: what it says more of it holds too.
        present.isForeign ||= attribute.keys.includes('FK');
        addKeys(attribute, name, table);
        return;
    }
    if (present) {
        notices.push({
            kind: 'lost', construct: 'attribute', line: attribute.line, subject: `${table.shown}.${attribute.name}`,
            message: `${table.shown} has ${name} already, of type ${present.written}; this one, of type ${attribute.type}, is left out.`,
        });
        return;
    }
    onType(found);
    const isSerial = found.type.name.endsWith('serial');
    table.columns.push({
        name, written: attribute.type, line: attribute.line, isSerial, isForeign: attribute.keys.includes('FK'),
        type: isSerial ? serialType(found.type.name) : found.values ? enumType(found.values, name, table, attribute) : found.type,
        isOptional: !attribute.keys.includes('PK') && (attribute.optional || found.optional === true || saysOptional(attribute.comment)),
        ...attribute.comment !== undefined && { comment: attribute.comment },
    });
    addKeys(attribute, name, table);
}

function addKeys({ keys }: DiagramAttribute, name: string, table: TableDraft): void {
    if (keys.includes('PK') && !table.key.includes(name)) {
        table.key.push(name);
    }
    if (keys.includes('UK') && !keys.includes('PK') && !table.uniques.some(columns => columns.length === 1 && columns[0] === name)) {
        table.uniques.push([name]);
    }
}

function serialType(name: string): SourceType {
    return sourceType(name === 'bigserial' ? 'bigint' : name === 'smallserial' ? 'smallint' : 'integer', []);
}

/** `enum(open,paid) status` of ORDER is the type order_status. */
function enumType(values: readonly string[], column: string, table: TableDraft, { line }: DiagramAttribute): SourceType {
    const { schema } = table.name;
    const name = `${singularize(table.name.name)}_${column}`;
    table.enums.push({ kind: 'enum', name: { ...schema !== undefined && { schema }, name }, values, line });
    return { ...schema !== undefined && { schema }, name, arguments: [], dimensions: [], sql: name };
}

function saysOptional(comment = ''): boolean {
    return /\b(?:nullable|optional|(?:can|may) be (?:null|empty))\b/i.test(comment) && !/\b(?:not|non)[- ]nullable\b/i.test(comment);
}

/** Whether all rows have a value in all of these columns. */
export function isRequired(table: TableDraft, columns: readonly string[]): boolean {
    return columns.every(name => table.key.includes(name) || table.columns.find(column => column.name === name)?.isOptional === false);
}

/** Whether no two rows have the same in these columns. */
export function isUnique(table: TableDraft, columns: readonly string[]): boolean {
    return [table.key, ...table.uniques].some(key => key.length > 0 && key.every(name => columns.includes(name)));
}

const immediate = { deferrable: false, initiallyDeferred: false };

export function tableOfDraft(table: TableDraft): SourceTable {
    const key = (columns: readonly string[]): SourceKey => ({ columns, line: table.line, withoutOverlaps: false, include: [], timing: immediate, options: [] });
    return {
        kind: 'table', name: table.name, line: table.line,
        ...table.remark !== undefined && { remark: table.remark },
        ...table.headings !== undefined && { headings: table.headings },
        columns: table.columns.map(column => columnOfDraft(column, table)),
        ...table.key.length > 0 && { primaryKey: key(table.key) },
        uniques: table.uniques.map(columns => ({ ...key(columns), nullsNotDistinct: false })),
        checks: [], foreignKeys: table.foreignKeys, exclusions: [], indexes: [], inherits: [], unlogged: false, options: [],
        ...!table.isDefined && { undefined: true },
    };
}

function columnOfDraft(column: ColumnDraft, table: TableDraft): SourceColumn {
    const { name, line, type, comment, isSerial } = column;
    return {
        name, line, type, notNull: isRequired(table, [name]), options: [],
        ...comment !== undefined && { comment },
        ...isSerial && { identity: { kind: 'serial', options: {} } },
    };
}
