import type { Attribute, Column, Domain, EnumTypeUse, Expression, Type } from '../model/index.ts';
import { mapExpression, type ModelIndex, type NameRegistry } from '../model/index.ts';
import { foreignKeyOf } from './constraints.ts';
import { asWithin, sourceOf } from './structure.ts';
import type { CheckConstraint, ForeignKey, TableColumn } from './table.ts';
import type { TableDraft } from './draft.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** What of an attribute's columns differs by where they stand. */
export interface ColumnRole {
    /** In a single table, rows of other types have nothing to put there. */
    readonly nullable?: boolean;
    /** The value is another table's, which also makes it: the key of a joined subtype. */
    readonly copied?: boolean;
}

/** Adds the columns of an attribute to a table, with the checks and foreign keys that their types bring along. */
export function addColumns(table: TableDraft, attribute: Attribute, role: ColumnRole, index: ModelIndex, names: NameRegistry): void {
    if (!role.copied) {
        addReferencesWithin(table, attribute, index, names);
    }
    for (const column of attribute.columns) {
        // A single table may have an attribute of one name in several subtypes.
        if (table.columns.some(({ name }) => name === column.name)) {
            continue;
        }
        const domains = inlinedDomains(column.type, index);
        table.columns.push(tableColumn(attribute, column, role, domains, index));
        for (const domain of domains) {
            table.checks.push(...domainChecks(table, column, domain, attribute, names));
        }
        const type = domains.at(-1)?.type ?? column.type;
        if (type.kind === 'enum') {
            addEnumConstraint(table, attribute, column, type, index, names);
        }
    }
}

/** A reference within a structured type is one of each attribute that has the type. */
function addReferencesWithin(table: TableDraft, attribute: Attribute, index: ModelIndex, names: NameRegistry): void {
    const columnsOf = Map.groupBy(attribute.columns.filter(({ path }) => path.length > 0), column => sourceOf(attribute, column, index));
    for (const [source, columns] of columnsOf) {
        const foreignKey = source !== attribute && source.reference && foreignKeyOf(source, source.reference, index);
        const own = columns.map(({ name }) => name);
        if (foreignKey && own.length === foreignKey.targetColumns.length) {
            table.foreignKeys.push({
                ...foreignKey, name: names.generate('foreign key', { table: table.name, columns: own }), named: false, columns: own, place: attribute.place,
                attribute: attribute.id,
            });
        }
    }
}

function tableColumn(attribute: Attribute, column: Column, role: ColumnRole, domains: readonly Domain[], index: ModelIndex): TableColumn {
    const source = sourceOf(attribute, column, index);
    const optional = isOptional(column.type, index);
    const added: Mutable<TableColumn> = {
        name: column.name, type: domains.at(-1)?.type ?? column.type, nullable: (column.nullable || optional || role.nullable === true) && !domains.some(domain => domain.required),
        options: attribute.options, attribute: attribute.id, was: attribute.columns.length === 1 ? attribute.was : [], place: attribute.place,
    };
    if (attribute.requiredConstraint !== undefined && attribute.columns.length === 1) {
        added.requiredConstraint = attribute.requiredConstraint;
    }
    const comment = attribute.documentation ?? source.documentation;
    if (comment !== undefined) {
        added.comment = comment;
    }
    const collation = source.collation ?? domains.find(domain => domain.collation !== undefined)?.collation;
    if (collation !== undefined) {
        added.collation = collation;
    }
    if (role.copied) {
        return added;
    }
    // The default of a reference or structure with several columns is no value of one of them.
    const own = source !== attribute || attribute.columns.length === 1 ? source.default : undefined;
    const standard = own ?? domains.find(domain => domain.default !== undefined)?.default;
    if (standard) {
        added.default = asWithin(attribute, index, standard);
    }
    if (source.computed) {
        added.computed = { ...source.computed, expression: asWithin(attribute, index, source.computed.expression) };
    }
    if (source.identity) {
        added.identity = source.identity;
    }
    if (source.onUpdate) {
        added.onUpdate = asWithin(attribute, index, source.onUpdate);
    }
    return added;
}

/** True for a domain, or one over such, that leaves it open whether there is a value. */
function isOptional(type: Type, index: ModelIndex): boolean {
    const seen = new Set<Domain>();
    for (let current = type; current.kind === 'domain';) {
        const domain = index.domains.get(current.id);
        if (!domain || domain.optional || seen.has(domain)) {
            return domain?.optional === true;
        }
        seen.add(domain);
        current = domain.type;
    }
    return false;
}

/** The inlined domains of a column's type, outermost first, down to a type that the database knows. */
function inlinedDomains(type: Type, index: ModelIndex): readonly Domain[] {
    const domains: Domain[] = [];
    for (let current = type; current.kind === 'domain';) {
        const domain = index.domains.get(current.id);
        if (!domain?.inlined || domains.includes(domain)) {
            break;
        }
        domains.push(domain);
        current = domain.type;
    }
    return domains;
}

function domainChecks(table: TableDraft, column: Column, domain: Domain, attribute: Attribute, names: NameRegistry): readonly CheckConstraint[] {
    const { place } = attribute;
    const value: Expression = { kind: 'attribute', attribute: attribute.id, path: column.path, column: column.name, type: domain.type, place };
    return domain.checks.map(({ condition, constraintName, message }): CheckConstraint => {
        // A name that is written once in the domain is taken once in each table.
        const free = constraintName !== undefined && !table.checks.some(({ name }) => name === constraintName);
        return {
            name: free ? constraintName : names.generate('check', { table: table.name, columns: [column.name] }),
            named: free, place,
            condition: mapExpression(condition, part => part.kind === 'value' ? value : undefined),
            ...message === undefined ? {} : { message },
            column: column.name, noInherit: false, notValid: false, notEnforced: false,
        };
    });
}

/** An enumeration that is no type of the database is kept by a check, or by a foreign key to its lookup table. */
function addEnumConstraint(table: TableDraft, attribute: Attribute, column: Column, type: EnumTypeUse, index: ModelIndex, names: NameRegistry): void {
    const enumeration = index.enums.get(type.id);
    const { place } = attribute;
    const common = { named: false, place } as const;
    if (enumeration?.storage === 'check') {
        const stored = enumeration.type ?? type;
        const operand: Expression = { kind: 'attribute', attribute: attribute.id, path: column.path, column: column.name, type, place };
        const values = enumeration.values.map(({ value, numeric }): Expression =>
            ({ kind: 'literal', literal: numeric ? 'number' : 'string', value, type: stored, place }));
        table.checks.push({
            ...common,
            name: names.generate('check', { table: table.name, columns: [column.name] }),
            condition: { kind: 'in', operand, values, negated: false, type: { kind: 'primitive', name: 'boolean', arguments: [] }, place },
            column: column.name, noInherit: false, notValid: false, notEnforced: false,
        });
    } else if (enumeration?.storage === 'lookup') {
        const foreignKey: ForeignKey = {
            ...common,
            name: names.generate('foreign key', { table: table.name, columns: [column.name] }),
            columns: [column.name], target: enumeration.physicalName, targetColumns: [lookupKey],
            onDeleteColumns: [], timing: { deferrable: false, initiallyDeferred: false }, notEnforced: false, notValid: false, period: false,
            attribute: attribute.id,
        };
        table.foreignKeys.push(foreignKey);
    }
}

/** The key column of a lookup enumeration's table: the value that is stored. */
export const lookupKey = 'code';
