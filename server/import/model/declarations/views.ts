import type { SourceView } from '../../source/index.ts';
import { indexSql, viewIndexText } from '../entities/index.ts';
import { qualifiedName } from '../entities/sql.ts';
import { columnsRead } from '../expressions/index.ts';
import { documentation, lines, type Text } from '../text.ts';
import { typeText } from '../types.ts';
import { queryText } from './queries.ts';
import { lead, looseSql, optionsText, statementText, type Lowering } from './lowering.ts';

/**
 * A view: its query in the model's form, or over marked SQL. The columns of the latter are declared where something in the model
 * names them, or the database says something of them.
 */
export function viewText(view: SourceView, granted: ReadonlySet<string>, lowering: Lowering): Text {
    const { names } = lowering;
    const from = names.namespaceOf(view.name);
    const { name, as } = names.declaredRelation(view.name);
    const inIndexes = new Set(view.indexes.flatMap(index => [
        ...index.elements.flatMap(({ expression }) => expression.tree ? columnsRead(expression.tree) : []),
        ...index.predicate?.tree ? columnsRead(index.predicate.tree) : [], ...index.include,
    ]));
    const query = queryText(view, lowering);
    const columns = query ? [] : view.columns.filter(column => column.comment !== undefined || inIndexes.has(column.name) || granted.has(column.name));
    const options = [...view.options, ...view.tablespace === undefined ? [] : [{ name: 'tablespace', value: view.tablespace }]];
    const indexes = view.indexes.map(index => ({ index, text: viewIndexText(index, view, lowering) }));
    const kept = indexes.filter(({ text }) => text === undefined)
        .map(({ index }): Text => ['\n', statementText(indexSql(index, view.name), { kind: 'relation', name: view.name }, lowering)]);
    const members: Text[] = [
        ...query?.columns.map(({ text }) => text) ?? [],
        ...columns.map(column => {
            const declared = names.declaredColumn(view.name, column.name);
            const type = column.type ? typeText(column.type, names, from).text : 'any';
            return `${documentation(column.comment)}column ${declared.name}: ${type}${declared.as}`;
        }),
        ...indexes.flatMap(({ text }) => text ?? []),
    ];
    const check = view.checkOption === undefined ? '' : ` check option ${view.checkOption}`;
    return [
        `${lead(view)}${view.materialized ? 'materialized ' : ''}view ${name}${as}${view.withoutData ? ' without data' : ''}${check}${optionsText(options)}`,
        query ? ['\n', query.clauses, '\n'] : ` sql postgresql ${looseSql(view.sql)}`,
        ...members.length === 0 ? [] : [' {\n', lines(members), '\n}'],
        ...kept,
    ];
}

/** The statement that makes a view, for one that the language cannot say. */
export function viewSql(view: SourceView): string {
    const options = view.options.length === 0 ? '' : ` with (${view.options.map(({ name, value }) => value === undefined ? name : `${name} = ${value}`).join(', ')})`;
    const check = view.checkOption === undefined ? '' : ` with ${view.checkOption} check option`;
    const tablespace = view.tablespace === undefined ? '' : ` tablespace ${view.tablespace}`;
    return `create ${view.materialized ? 'materialized ' : ''}view ${qualifiedName(view.name)}${options}${tablespace} as\n${view.sql}${check}${view.withoutData ? ' with no data' : ''}`;
}
