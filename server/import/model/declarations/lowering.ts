import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceObject, SourceOption } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { SourceNames } from '../naming/index.ts';
import { createSql, laterStatements } from './object-sql.ts';
import { documentation, plainText, quotedText, sqlText, type Text } from '../text.ts';

/** What the declarations need beyond what entities do. */
export interface Lowering extends LoweringContext {
    readonly names: SourceNames;
}

/** The remark that stood above an object, as a comment for the reader, and what the database says of it, as documentation. */
export function lead({ remark, comment }: Pick<SourceObject, 'remark' | 'comment'>): string {
    return remarkLines(remark) + documentation(comment);
}

export function remarkLines(remark: string | undefined): string {
    return remark === undefined || remark.trim() === '' ? '' : `${remark.split(/\r\n?|\n/).map(line => `// ${line}`.trimEnd()).join('\n')}\n`;
}

/** `options postgresql (fillfactor = 70)`; nothing without options. */
export function optionsText(options: readonly SourceOption[]): string {
    return options.length === 0 ? '' : ` options postgresql (${optionEntries(options)})`;
}

export function optionEntries(options: readonly SourceOption[]): string {
    return options.map(({ name, value }) => value === undefined ? name : `${name} = ${optionValue(value)}`).join(', ');
}

export function optionValue(value: string): string {
    return /^(?:-?\d+(?:\.\d+)?|[a-z_]\w*|'(?:[^'\r\n]|'')*')$/i.test(value) ? value : quotedText(value);
}

/** A whole statement in the source's own SQL, beside what it is about where the model has that. */
export function statementText(
    sql: string, after: { readonly kind: 'relation' | 'type' | 'routine' | 'schema'; readonly name: PhysicalName } | undefined, { names }: Lowering,
): Text {
    const from = after && after.kind !== 'schema' ? names.namespaceOf(after.name) : undefined;
    const anchor = after && anchorOf(after, names, from);
    return `statement postgresql${anchor === undefined ? '' : ` after ${anchor}`} ${looseSql(sql)}`;
}

function anchorOf(
    { kind, name }: { readonly kind: 'relation' | 'type' | 'routine' | 'schema'; readonly name: PhysicalName }, names: SourceNames, from: string | undefined,
): string | undefined {
    switch (kind) {
        case 'relation':
            return names.isPathTarget(name) ? names.relation(name, from) ?? names.sequence(name, from) : names.sequence(name, from);
        case 'type':
            return names.type(name, from);
        case 'routine':
            return names.routine(name, from);
        case 'schema':
            return names.schema(name.name);
    }
}

/**
 * An object that the language cannot say here: its statement as it was written, or a notice where there is none.
 * `reason` completes "it is kept as SQL, because ...".
 */
export function keptText(
    object: SourceObject, construct: string, reason: string,
    after: Parameters<typeof statementText>[1], lowering: Lowering,
): Text | undefined {
    const subject = 'name' in object ? typeof object.name === 'string' ? object.name : object.name.name : undefined;
    const about = { construct, line: object.line, ...subject === undefined ? {} : { subject } };
    const sql = object.kind === 'statement' ? object.sql : object.statement ?? createSql(object);
    if (sql === undefined) {
        lowering.notice({ kind: 'lost', message: `It is not in the model, because ${reason}.`, ...about });
        return undefined;
    }
    lowering.notice({ kind: 'text', message: `It is kept as SQL, because ${reason}.`, ...about });
    return remarkLines(object.remark) + plainText(statementText([sql.replace(/;\s*$/, ''), ...laterStatements(object)].join(';\n'), after, lowering));
}

/** SQL where white space does not matter: without the indentation that its lines share. */
export function looseSql(sql: string): string {
    const lines = sql.trim().split('\n');
    const indents = lines.slice(1).filter(line => line.trim() !== '').map(line => /^[ \t]*/.exec(line)![0].length);
    const common = indents.length > 0 ? Math.min(...indents) : 0;
    return sqlText([lines[0]!, ...lines.slice(1).map(line => line.slice(common))].join('\n').replace(/;\s*$/, ''));
}
