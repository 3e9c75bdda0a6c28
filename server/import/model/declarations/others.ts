import type { SourceExtension, SourceJob, SourceNamespace, SourceRows, SourceSession, SourceStatement } from '../../source/index.ts';
import { slotOf } from '../context.ts';
import { expressionText } from '../expressions/index.ts';
import { join, lines, quotedText, type Text } from '../text.ts';
import { typeText } from '../types.ts';
import { lead, looseSql, remarkLines, statementText, type Lowering } from './lowering.ts';

export function extensionText({ name, schema, version, ...element }: SourceExtension, { names }: Lowering): Text {
    const written = /^[a-z_]\w*$/i.test(name) ? name : quotedText(name);
    const within = schema === undefined || schema === 'public' ? '' : ` in ${names.declaredSchema(schema).name}`;
    return `${lead(element)}extension ${written}${within}${version === undefined ? '' : ` version ${quotedText(version)}`}`;
}

/** A schema that has nothing in it, or something to say. */
export function schemaText({ name, ...element }: SourceNamespace, { names }: Lowering): Text {
    const declared = names.declaredSchema(name);
    return `${lead(element)}schema ${declared.name}${declared.as}`;
}

export function jobText(job: SourceJob, { names }: Lowering): Text {
    const { name, as } = names.declaredJob(job.name);
    return `${lead(job)}job ${name} at ${quotedText(job.schedule)} sql postgresql ${looseSql(job.sql)}${as}`;
}

/** The statement by which pg_cron learns of a job. */
export function scheduleSql({ name, schedule, sql }: SourceJob): string {
    return `select cron.schedule(${literal(name)}, ${literal(schedule)}, ${literal(sql)})`;
}

function literal(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}

/** Undefined where the rows are of what is no entity: data that no catalog shows. */
export function rowsText(rows: SourceRows, position: number, lowering: Lowering): Text | undefined {
    const { names, schema } = lowering;
    const from = names.namespaceOf(rows.table);
    const table = names.isPathTarget(rows.table) ? names.relation(rows.table, from) : undefined;
    const attributes = rows.columns.map(column => names.attribute(rows.table, column));
    const slot = slotOf('rows', rows.table, position);
    if (table === undefined || attributes.includes(undefined) || new Set(attributes).size < attributes.length || lowering.decisions.isRefused(slot)) {
        lowering.notice({ kind: 'skipped', construct: 'INSERT', subject: rows.table.name, line: rows.line, message: 'These rows are not in the model.' });
        return undefined;
    }
    const columns = schema.objects.find(object => object.kind === 'table' && names.keyOf(object.name) === names.keyOf(rows.table));
    const types = rows.columns.map(name => columns?.kind === 'table' ? columns.columns.find(column => column.name === name)?.type : undefined);
    return {
        slot,
        text: [
            `${lead(rows)}rows ${table} (${attributes.join(', ')}) {\n`,
            lines(rows.rows.map((row, line): Text => ['(', join(row.map((value, index) => {
                const type = types[index];
                return expressionText(value, { from, slot: `${slot} ${line} ${index}`, ...type ? { type } : {} }, lowering);
            }), ', '), ')'])),
            '\n}',
        ],
    };
}

export function markedText(statement: SourceStatement, lowering: Lowering): Text {
    return [remarkLines(statement.remark), statementText(statement.sql, statement.after, lowering)];
}

export function sessionText({ name, type, required }: SourceSession, { names }: Lowering): Text {
    return `session ${names.declaredSession(name).name}: ${typeText(type, names, undefined).text} from ${quotedText(name)}${required ? ' required' : ''}`;
}
