import { singularize } from '../../../language/index.ts';
import type { Cardinality, Notice, SourceForeignKey } from '../source/index.ts';
import type { Diagram, DiagramRelationship } from './diagram.ts';
import { bare, columnName, namesOfReference, referenceColumn } from './names.ts';
import { isRequired, isUnique, type ColumnDraft, type DraftedTables, type TableDraft } from './tables.ts';
import { sourceType } from './types.ts';

/** A relationship of which one end has at most one row: that of the table with the foreign key is `self`. */
interface Link {
    readonly relationship: DiagramRelationship;
    readonly self: TableDraft;
    readonly target: TableDraft;
    readonly selfCardinality: Cardinality;
    readonly targetCardinality: Cardinality;
    /** As many as `targetKey` has, once they are found. */
    columns?: readonly string[];
}

/**
 * Gives the tables the foreign keys that the relationships mean. A diagram says neither which columns they have nor
 * which table has them: columns marked FK are found by their names, and where there are none they are made.
 */
export function addForeignKeys(diagrams: readonly Diagram[], drafted: DraftedTables, notices: Notice[]): TableDraft[] {
    const { links, joins } = classify(diagrams, drafted);
    // An entity without attributes has a key, whatever it is.
    const empty = drafted.tables.filter(({ columns }) => columns.length === 0);
    for (const table of new Set([...links.map(({ target }) => target), ...joins.flatMap(({ ends }) => ends), ...empty])) {
        requireKey(table, notices);
    }
    findColumns(links);
    for (const link of links) {
        link.columns ??= addColumns(link, notices);
        addForeignKey(link, link.columns, notices);
    }
    addMarked(drafted.tables, notices);
    const joinTables: TableDraft[] = [];
    for (const join of joins) {
        joinTables.push(...joinTable(join, [...drafted.tables, ...joinTables], notices));
    }
    alignTypes([...drafted.tables, ...joinTables], notices);
    return joinTables;
}

interface Join {
    readonly relationship: DiagramRelationship;
    readonly ends: readonly [left: TableDraft, right: TableDraft];
}

/** What several diagrams of a document draw alike is one relationship. */
function classify(diagrams: readonly Diagram[], { tableOf }: DraftedTables): { readonly links: Link[]; readonly joins: readonly Join[] } {
    const links: Link[] = [];
    const joins: Join[] = [];
    const seen = new Set<string>();
    for (const diagram of diagrams) {
        for (const relationship of diagram.relationships) {
            const [left, right] = [tableOf(diagram, relationship.left), tableOf(diagram, relationship.right)];
            const { leftCardinality, rightCardinality, label } = relationship;
            const drawn = JSON.stringify([left.name, leftCardinality, rightCardinality, right.name, label]);
            if (seen.has(drawn)) {
                continue;
            }
            seen.add(drawn);
            if (leftCardinality.max === 'many' && rightCardinality.max === 'many') {
                joins.push({ relationship, ends: [left, right] });
            } else if (isSelfLeft(relationship, left, right)) {
                links.push({ relationship, self: left, target: right, selfCardinality: leftCardinality, targetCardinality: rightCardinality });
            } else {
                links.push({ relationship, self: right, target: left, selfCardinality: rightCardinality, targetCardinality: leftCardinality });
            }
        }
    }
    return { links, joins };
}

/** Between one and one, the table that has a column for it, else the one whose rows may be missing, else the right one. */
function isSelfLeft({ leftCardinality, rightCardinality }: DiagramRelationship, left: TableDraft, right: TableDraft): boolean {
    if (leftCardinality.max !== rightCardinality.max) {
        return leftCardinality.max === 'many';
    }
    const [inLeft, inRight] = [hasColumnFor(left, right), hasColumnFor(right, left)];
    return inLeft === inRight ? leftCardinality.min < rightCardinality.min : inLeft;
}

function hasColumnFor(self: TableDraft, target: TableDraft): boolean {
    const names = targetKey(target).flatMap(column => namesOfReference(target.name.name, column, true));
    return self.columns.some(({ name, isForeign }) => isForeign && names.includes(bare(name)));
}

/** The columns that a reference to the table refers to. */
function targetKey(table: TableDraft): readonly string[] {
    return table.key.length > 0 ? table.key : table.uniques[0] ?? [];
}

function requireKey(table: TableDraft, notices: Notice[]): void {
    if (targetKey(table).length > 0) {
        return;
    }
    const present = table.columns.find(({ name }) => name === 'id' || name === `${singularize(table.name.name)}_id`);
    if (present) {
        present.isOptional = false;
    } else {
        table.columns.unshift({ name: 'id', line: table.line, type: sourceType('integer', []), isOptional: false, isSerial: false, isForeign: false });
    }
    const key = present?.name ?? 'id';
    table.key = [key];
    const why = !table.isDefined ? 'it is only named by relationships' : table.columns.length === 1 ? 'it has no attributes' : 'relationships need a key, and none is marked';
    notices.push({
        kind: 'assumed', construct: table.isDefined ? 'key' : 'entity', line: table.line, subject: table.shown,
        message: present ? `${key} is taken for the key of ${table.shown}: ${why}.` : `${table.shown} gets a key ${key}: ${why}.`,
    });
}

/** Surest first: a column that is named so belongs to no other relationship. */
function findColumns(links: readonly Link[]): void {
    const taken = new Map<TableDraft, Set<string>>();
    const free = ({ self }: Link): ColumnDraft[] => self.columns.filter(({ name }) => !taken.get(self)?.has(name));
    const ways: readonly ((link: Link, key: string, names: readonly string[]) => ColumnDraft | undefined)[] = [
        (link, _key, names) => named(free(link), names, link.self === link.target ? link.target.key : []),
        (link, _key, names) => {
            const marked = free(link).filter(({ isForeign, name }) => isForeign && names.some(candidate => bare(name).endsWith(candidate)));
            return marked.find(({ name }) => sharesWord(name, link.relationship.label)) ?? marked[0];
        },
        (link, _key) => {
            const marked = free(link).filter(({ isForeign }) => isForeign);
            const open = links.filter(other => other.self === link.self && other.columns === undefined);
            return marked.find(({ name }) => sharesWord(name, link.relationship.label)) ?? (open.length === 1 && marked.length === 1 ? marked[0] : undefined);
        },
    ];
    for (const way of ways) {
        for (const link of links.filter(({ columns }) => columns === undefined)) {
            const key = targetKey(link.target);
            const found = key.map(column => way(link, column, namesOfReference(link.target.name.name, column, key.length === 1))?.name);
            if (found.every(name => name !== undefined) && new Set(found).size === found.length) {
                link.columns = found;
                taken.set(link.self, new Set([...taken.get(link.self) ?? [], ...found]));
            }
        }
    }
}

/** The column with the first of the names. One that is not marked FK needs the best name. */
function named(columns: readonly ColumnDraft[], names: readonly string[], without: readonly string[]): ColumnDraft | undefined {
    const candidates = columns.filter(({ name }) => !without.includes(name));
    return names.flatMap((candidate, rank) => candidates.filter(({ name, isForeign }) => bare(name) === candidate && (isForeign || rank === 0)))[0];
}

function sharesWord(column: string, label = ''): boolean {
    const words = columnName(label).split('_').filter(word => word.length > 2);
    return column.split('_').some(part => part.length > 2 && words.some(word => word.startsWith(part.slice(0, 4)) || part.startsWith(word.slice(0, 4))));
}

function addColumns(link: Link, notices: Notice[]): readonly string[] {
    const { self, target, targetCardinality, relationship } = link;
    const columns = targetKey(target).map(column => {
        const plain = referenceColumn(target.name.name, column);
        const name = freeName(self, self === target ? [`parent_${plain}`] : [plain, ...relationship.label === undefined ? [] : [`${columnName(relationship.label)}_${plain}`]]);
        self.columns.push({
            name, line: relationship.line, type: target.columns.find(({ name: key }) => key === column)!.type,
            isOptional: targetCardinality.min === 0, isSerial: false, isForeign: true,
        });
        return name;
    });
    notices.push({
        kind: 'assumed', construct: 'relationship', line: relationship.line, subject: shownRelationship(relationship),
        message: `${shownRelationship(relationship)} has no attribute marked FK; ${self.shown} gets ${columns.join(' and ')}.`,
    });
    return columns;
}

function freeName(table: TableDraft, candidates: readonly string[]): string {
    const isFree = (name: string): boolean => !table.columns.some(column => column.name === name);
    const last = candidates.at(-1)!;
    return candidates.find(isFree) ?? Array.from({ length: table.columns.length + 1 }, (_, index) => `${last}_${index + 2}`).find(isFree)!;
}

function addForeignKey({ self, target, selfCardinality, targetCardinality, relationship }: Link, columns: readonly string[], notices: Notice[]): void {
    const drafts = columns.map(name => self.columns.find(column => column.name === name)!);
    const isContradicted = targetCardinality.min === 1 && drafts.some(({ isOptional, isForeign }) => isOptional && isForeign) && !isRequired(self, columns);
    if (targetCardinality.min === 0) {
        drafts.forEach(column => {
            column.isOptional = !self.key.includes(column.name);
        });
    }
    const min = isRequired(self, columns) ? 1 : 0;
    if (isContradicted || min !== targetCardinality.min) {
        notices.push(contradiction(relationship, `${columns.join(', ')} of ${self.shown} ${min === 1 ? 'is part of the key and never empty' : 'may be empty'}`));
    }
    const wasUnique = isUnique(self, columns);
    if (selfCardinality.max === 1 && !wasUnique) {
        self.uniques.push([...columns]);
    } else if (selfCardinality.max === 'many' && wasUnique) {
        notices.push(contradiction(relationship, `${columns.join(', ')} of ${self.shown} is unique`));
    }
    self.foreignKeys.push({
        ...foreignKey(columns, target, relationship.line),
        cardinality: {
            target: { min, max: 1 }, self: { min: selfCardinality.min, max: isUnique(self, columns) ? 1 : 'many' },
            ...relationship.label !== undefined && { label: relationship.label },
            identifying: relationship.identifying && columns.every(name => self.key.includes(name)),
        },
    });
}

function contradiction(relationship: DiagramRelationship, fact: string): Notice {
    const subject = shownRelationship(relationship);
    return { kind: 'assumed', construct: 'relationship', line: relationship.line, subject, message: `${subject} says otherwise, but ${fact}; that holds.` };
}

function foreignKey(columns: readonly string[], target: TableDraft, line: number): SourceForeignKey {
    return {
        columns, target: target.name, targetColumns: target.key.length > 0 ? [] : targetKey(target), line,
        onDeleteColumns: [], timing: { deferrable: false, initiallyDeferred: false }, notValid: false, notEnforced: false, period: false,
    };
}

/** Columns marked FK that no relationship is drawn for: their names say what they refer to, or nothing does. */
function addMarked(tables: readonly TableDraft[], notices: Notice[]): void {
    for (const table of tables) {
        const used = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
        for (const column of table.columns.filter(({ isForeign, name }) => isForeign && !used.has(name))) {
            const subject = `${table.shown}.${column.name}`;
            const target = tables.find(other => targetKey(other).length === 1 && (other !== table || other.key[0] !== column.name)
                && namesOfReference(other.name.name, targetKey(other)[0]!, true).includes(bare(column.name)));
            if (target) {
                table.foreignKeys.push(foreignKey([column.name], target, column.line));
                notices.push({ kind: 'assumed', construct: 'FK', line: column.line, subject, message: `${subject} is taken to refer to ${target.shown}: no relationship is drawn for it.` });
            } else {
                notices.push({ kind: 'lost', construct: 'FK', line: column.line, subject, message: `${subject} is marked FK, but nothing says what it refers to; it is a plain attribute.` });
            }
        }
    }
}

/** Many to many: a table with the keys of both. None where the diagram has one already. */
function joinTable({ relationship, ends }: Join, tables: readonly TableDraft[], notices: Notice[]): TableDraft[] {
    const [left, right] = ends;
    const subject = shownRelationship(relationship);
    const drawn = tables.find(({ foreignKeys, key, line }) => foreignKeys.length === 2 && left !== right && line !== relationship.line
        && !foreignKeys.some(({ cardinality }) => cardinality?.target.max === 'many')
        && ends.every(({ name }) => foreignKeys.some(({ target, columns }) => target === name && columns.every(column => key.includes(column)))));
    if (drawn) {
        notices.push({ kind: 'assumed', construct: 'relationship', line: relationship.line, subject, message: `${subject} is the table ${drawn.shown}, which the diagram has too.` });
        return [];
    }
    const label = relationship.label === undefined ? [] : [columnName(relationship.label)];
    const plain = [singularize(left.name.name), ...label, singularize(right.name.name)].join('_');
    const name = [plain, `${plain}_${relationship.line}`].find(candidate => !tables.some(table => table.name.name === candidate))!;
    const table: TableDraft = {
        name: { ...left.name.schema !== undefined && { schema: left.name.schema }, name },
        shown: name, line: relationship.line, isDefined: true, columns: [], key: [], uniques: [], foreignKeys: [], enums: [],
    };
    for (const [end, cardinality, other, prefix] of [
        [left, relationship.leftCardinality, relationship.rightCardinality, ''], [right, relationship.rightCardinality, relationship.leftCardinality, left === right ? 'other_' : ''],
    ] as const) {
        const columns = targetKey(end).map(key => freeName(table, [`${prefix}${referenceColumn(end.name.name, key)}`]));
        table.columns.push(...columns.map((column, index) => ({
            name: column, line: relationship.line, type: end.columns.find(({ name: key }) => key === targetKey(end)[index])!.type,
            isOptional: false, isSerial: false, isForeign: true,
        })));
        table.key.push(...columns);
        // Only a table of two columns is a relationship; another one is an entity between the two.
        const target: Cardinality = ends.every(({ key }) => key.length === 1) ? cardinality : { min: 1, max: 1 };
        table.foreignKeys.push({
            ...foreignKey(columns, end, relationship.line),
            cardinality: { target, self: other, identifying: true, ...relationship.label !== undefined && { label: relationship.label } },
        });
    }
    return [table];
}

/** No database compares a text with a number: columns of a foreign key have the types of those that they refer to. */
function alignTypes(tables: readonly TableDraft[], notices: Notice[]): void {
    const byName = new Map(tables.map(table => [table.name, table]));
    // A key that is itself a reference takes its type from further away.
    for (let round = 0; round < tables.length; round++) {
        let hasChanged = false;
        for (const table of tables) {
            for (const { columns, target, targetColumns } of table.foreignKeys) {
                const owner = byName.get(target)!;
                const keys = targetColumns.length > 0 ? targetColumns : owner.key;
                for (const [index, name] of columns.entries()) {
                    const column = table.columns.find(candidate => candidate.name === name)!;
                    const key = owner.columns.find(candidate => candidate.name === keys[index])!;
                    if (column !== key && column.type.sql !== key.type.sql) {
                        notices.push({
                            kind: 'assumed', construct: 'FK', line: column.line, subject: `${table.shown}.${name}`,
                            message: `${table.shown}.${name} is ${key.type.sql}, as ${owner.shown}.${key.name} is, and not ${column.type.sql}.`,
                        });
                        column.type = key.type;
                        hasChanged = true;
                    }
                }
            }
        }
        if (!hasChanged) {
            return;
        }
    }
}

/** As it is drawn: `CUSTOMER ||--o{ ORDER`. */
function shownRelationship({ left, right, leftCardinality, rightCardinality, identifying }: DiagramRelationship): string {
    const bound = ({ min }: Cardinality): string => min === 1 ? '|' : 'o';
    const foot = `${leftCardinality.max === 1 ? '|' : '}'}${bound(leftCardinality)}`;
    return `${left} ${foot}${identifying ? '--' : '..'}${bound(rightCardinality)}${rightCardinality.max === 1 ? '|' : '{'} ${right}`;
}
