import type { SourceColumn, SourceObject, SourceSchema, SourceStatement } from '../source/index.ts';
import { literal, qualifiedName, quoted } from './entities/sql.ts';

/** Documentation has no blanks at the ends of its lines, only line feeds between these, and is not empty. */
function isDocumentation(comment: string): boolean {
    return comment.trim() !== '' && !comment.includes('\r') && !/[ \t\f\v]$/m.test(comment);
}

/** The source with comments on relations and columns that no documentation can be as statements behind their relation. */
export function withWritableComments(schema: SourceSchema): SourceSchema {
    const objects = schema.objects.flatMap((object): SourceObject[] => {
        if (object.kind !== 'table' && object.kind !== 'view') {
            return [object.comment === undefined || isDocumentation(object.comment) ? object : { ...object, comment: object.comment.replaceAll(/[ \t\r\f\v]+$/gm, '') }];
        }
        const statements: SourceStatement[] = [];
        const keep = (about: string, comment: string) => statements.push({
            kind: 'statement', line: object.line, sql: `comment on ${about} is ${literal(comment)}`, after: { kind: 'relation', name: object.name },
        });
        const without = <T extends { readonly comment?: string }>(element: T, about: string): T => {
            if (element.comment === undefined || isDocumentation(element.comment)) {
                return element;
            }
            keep(about, element.comment);
            const { comment: _, ...rest } = element;
            return rest as T;
        };
        const name = qualifiedName(object.name);
        const kept = without(object, `${object.kind === 'table' ? 'table' : object.materialized ? 'materialized view' : 'view'} ${name}`);
        const columnsOf = <C extends Pick<SourceColumn, 'name' | 'comment'>>(columns: readonly C[]) => columns.map(column => without(column, `column ${name}.${quoted(column.name)}`));
        const made: SourceObject = kept.kind === 'table' ? { ...kept, columns: columnsOf(kept.columns) } : { ...kept, columns: columnsOf(kept.columns) };
        return [statements.length === 0 ? object : made, ...statements];
    });
    return { ...schema, objects };
}
