import type { SourceSchema } from '../../source/index.ts';
import { lines, type Text } from '../text.ts';
import { attributeLines } from './attribute-lines.ts';
import { constraintLines } from './constraint-lines.ts';
import { drawnLines } from './drawn.ts';
import { optionsText, remarkLines } from '../declarations/lowering.ts';
import { keptStatements, leadOf } from './kept.ts';
import { partitioningText } from './partitions.ts';
import { foreignKeySql, addConstraintSql, qualifiedName, quoted, tableSql } from './sql.ts';
import { keyOfName } from './structure.ts';
import { statementText, type TableWriter } from './table-writer.ts';

export function entityText(writer: TableWriter): Text {
    const { table, context, structure, from } = writer;
    const declared = context.names.declaredRelation(table.name);
    const parent = structure.parent && context.names.relation(structure.parent.name, from);
    const head = `entity ${declared.name}${parent === undefined ? '' : ` extends ${parent}`}${declared.as}${table.unlogged ? ' unlogged' : ''}`
        + `${table.tablespace === undefined ? '' : ` tablespace "${table.tablespace}"`}${optionsText(table.options)}`;
    const groups = [attributeLines(writer), constraintLines(writer), traits(writer)].filter(group => group.length > 0);
    const body = groups.flatMap((group, index): Text[] => index === 0 ? [...group] : ['', ...group]);
    keepForeignKeys(writer);
    keepComments(writer);
    return lines([[leadOf(writer), `${head} {`], ...body, '}', ...drawnLines(writer), ...keptStatements(writer, context.names.relation(table.name, from))]);
}

/** A table of which the model has the text only. */
export function statementTable(writer: TableWriter): Text {
    const { table, context, from } = writer;
    context.notice({
        kind: 'text', construct: 'INHERITS', line: table.line, subject: table.name.name,
        message: `${table.name.name} inherits in a way that the language does not have, and is kept as SQL.`,
    });
    const after = table.inherits.map(parent => context.names.relation(parent, from)).find(parent => parent !== undefined);
    return [remarkLines(table.remark), statementText(tableSql(table), after)];
}

function traits(writer: TableWriter): readonly Text[] {
    const { table, structure } = writer;
    const parts: Text[] = [];
    if (table.partitioning) {
        parts.push(partitioningText(table.partitioning, table.name, writer));
    }
    const security = rowSecurityText(writer);
    if (security !== undefined) {
        parts.push(security);
    }
    if (structure.hasSubtypes && !structure.parent) {
        parts.push('subtypes inherited');
    }
    return parts;
}

const protectedTables = new WeakMap<SourceSchema, ReadonlySet<string>>();

/** Policies turn it on by themselves. */
function rowSecurityText({ table, context }: TableWriter): string | undefined {
    let known = protectedTables.get(context.schema);
    if (!known) {
        const { defaultSchema } = context.schema;
        known = new Set(context.schema.objects.flatMap(object => object.kind === 'policy'
            ? [keyOfName({ ...defaultSchema === undefined ? {} : { schema: defaultSchema }, ...object.table })] : []));
        protectedTables.set(context.schema, known);
    }
    const { defaultSchema } = context.schema;
    const hasPolicies = known.has(keyOfName({ ...defaultSchema === undefined ? {} : { schema: defaultSchema }, ...table.name }));
    const { enabled, forced } = table.rowSecurity ?? { enabled: false, forced: false };
    if (enabled === hasPolicies && !forced) {
        return undefined;
    }
    return `row security${forced ? ' forced' : ''}${enabled ? '' : ' disabled'}`;
}

/** What refers to something that is not in the model. */
function keepForeignKeys(writer: TableWriter): void {
    const { table, structure, context } = writer;
    const known = new Set(structure.references.map(({ foreignKey }) => foreignKey));
    for (const foreignKey of table.foreignKeys) {
        const isRefused = writer.isRefused(writer.slot('foreign key', foreignKey.name ?? table.foreignKeys.indexOf(foreignKey)));
        if (foreignKey.logical !== true && (isRefused || !known.has(foreignKey))) {
            const target = qualifiedName(foreignKey.target);
            context.notice({
                kind: 'text', construct: 'FOREIGN KEY', line: foreignKey.line, subject: writer.names.of(foreignKey),
                message: context.structure.tables.named(foreignKey.target) ? `The foreign key to ${target} has what the language has no words for, and is kept as SQL.`
                    : `The foreign key is kept as SQL: ${target} is no entity of the model.`,
            });
            writer.keep(addConstraintSql(table, writer.names.of(foreignKey), foreignKeySql(foreignKey)));
        }
    }
}

/** Comments on what has no place for documentation. */
function keepComments(writer: TableWriter): void {
    const { table } = writer;
    for (const foreignKey of table.foreignKeys) {
        if (foreignKey.comment !== undefined && foreignKey.logical !== true) {
            writer.keep(`comment on constraint ${quoted(writer.names.of(foreignKey))} on ${qualifiedName(table.name)} is '${foreignKey.comment.replaceAll("'", "''")}'`);
        }
    }
    const visit = (partitioning: typeof table.partitioning): void => {
        for (const { name, comment, partitioning: inner } of partitioning?.partitions ?? []) {
            if (comment !== undefined) {
                writer.keep(`comment on table ${qualifiedName(name)} is '${comment.replaceAll("'", "''")}'`);
            }
            visit(inner);
        }
    };
    visit(table.partitioning);
}

