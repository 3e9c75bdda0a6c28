import { IndexDraft } from './constraints.ts';
import { isThere } from './existing.ts';
import type { Handlers } from './handlers.ts';
import { nameOf } from './identifiers.ts';
import { columnNameOf } from './object-names.ts';
import { readOptions } from './options.ts';
import { fieldsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import { TableDraft } from './table-draft.ts';
import { chooseIndexName, readIndexElement } from './table-elements.ts';
import { ViewDraft } from './views.ts';

export const indexHandlers: Handlers = {
    IndexStmt(statement, context) {
        const relation = context.state.relation(nameOf(statement.relation));
        if (!(relation instanceof TableDraft || relation instanceof ViewDraft)) {
            context.keep('CREATE INDEX', relation);
            return;
        }
        const created = { ...relation.name, name: statement.idxname ?? '' };
        if (statement.idxname !== undefined && isThere(context.state.relations.get(created), statement.if_not_exists, 'CREATE INDEX', statement.idxname, context)) {
            return;
        }
        const elements = (statement.indexParams ?? []).map(node => readIndexElement(fieldsOf(node, 'IndexElem') ?? {}, context));
        const include = (statement.indexIncludingParams ?? []).map(node => fieldsOf(node, 'IndexElem')?.name ?? '');
        const names = [...elements.map(({ column, expression }) => column ?? columnNameOf(expression.node)), ...include];
        const index = new IndexDraft(context.origin, relation, 'index', chooseIndexName(statement.idxname, relation, names, context.state), context.qualified());
        index.elements = elements;
        index.namedAs = names;
        index.include = include;
        index.unique = statement.unique === true;
        index.nullsNotDistinct = statement.nulls_not_distinct === true;
        index.method = statement.accessMethod ?? 'btree';
        index.predicate = statement.whereClause && context.expression(statement.whereClause);
        index.concurrently = statement.concurrent === true;
        index.tablespace = statement.tableSpace;
        index.options = readOptions(statement.options);
        index.awaited = relation instanceof TableDraft && statement.relation?.inh !== true ? [...relation.partitions] : [];
        context.state.add(index, relation);
        relation.indexes.push(index);
    },
};

/** Takes an index or the constraint that it is from its relation. */
export function dropIndex(index: IndexDraft, state: SchemaState): void {
    const { table } = index;
    if (table instanceof TableDraft) {
        table.dropIndex(index);
    } else if (table instanceof ViewDraft) {
        table.indexes = table.indexes.filter(each => each !== index);
        state.remove(index);
    }
}
