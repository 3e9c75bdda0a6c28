import type { Finding, Table, TableColumn, Type } from '../../../language/index.ts';
import type { PostgresContext } from './context.ts';
import { finding } from './findings.ts';
import { baseType } from './types.ts';

/** Extensions that the script calls on though the model does not declare them. */
export function missingExtensions({ model, names }: PostgresContext, tables: readonly Table[]): readonly Finding[] {
    const declared = new Set(model.extensions.map(({ name }) => name));
    const jobs = model.jobs.map(({ id, place }) =>
        ({ extension: 'pg_cron', finding: finding('PG017', place, `The job ${id} needs the extension pg_cron.`, { extension: 'pg_cron' }) }));
    const gist = tables.flatMap(table => plainGistElements(table, names).map(({ name, place }) =>
        ({ extension: 'btree_gist', finding: finding('PG018', place, `${name} needs the extension btree_gist.`, { extension: 'btree_gist' }) })));
    const vectors = tables.flatMap(({ name, columns }) => columns.filter(({ type }) => holdsVector(type, names)).map(column => ({
        extension: 'vector',
        finding: finding('PG019', column.place, `The type of ${name.name}.${column.name} needs the extension vector.`, { extension: 'vector' }),
    })));
    return [...jobs, ...gist, ...vectors].filter(({ extension }) => !declared.has(extension)).map(missing => missing.finding);
}

/** Constraints whose GiST index holds something that only btree_gist knows. */
function plainGistElements(table: Table, names: PostgresContext['names']): readonly { readonly name: string; readonly place: TableColumn['place'] }[] {
    const isPlain = (type: Type | undefined) => {
        const base = type && baseType(type, names);
        return base?.kind === 'primitive' || base?.kind === 'enum';
    };
    const typeOf = (column: string) => table.columns.find(({ name }) => name === column)?.type;
    const keys = [...table.primaryKey ? [table.primaryKey] : [], ...table.uniques]
        .filter(({ withoutOverlaps, columns }) => withoutOverlaps && columns.slice(0, -1).some(column => isPlain(typeOf(column))));
    const exclusions = table.exclusions
        .filter(({ method, elements }) => method === 'gist' && elements.some(({ expression, operator }) => operator === '=' && isPlain(expression.type)));
    return [...keys, ...exclusions];
}

function holdsVector(type: Type, names: PostgresContext['names']): boolean {
    const base = baseType(type, names);
    return base.kind === 'array' ? holdsVector(base.element, names) : base.kind === 'primitive' && base.name === 'vector';
}
