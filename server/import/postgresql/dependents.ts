import type { PhysicalName } from '../../../language/index.ts';
import type { Draft, RelationDraft } from './drafts.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import { GrantDraft } from './grants.ts';
import { printName } from './identifiers.ts';
import { KeptStatement } from './kept-statement.ts';
import { isFailure, parseStatement } from './parser.ts';
import { PolicyDraft } from './policies.ts';
import { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import { StatementText } from './statement-text.ts';
import { TableDraft } from './table-draft.ts';
import { nodesIn } from './tree-walk.ts';
import { TriggerDraft } from './triggers.ts';
import { DomainDraft } from './type-definitions.ts';
import { ViewDraft } from './views.ts';

/** What belongs to a relation follows when a column of it gets another name. */
export function followColumn(relation: RelationDraft, from: string, to: string, state: SchemaState): void {
    for (const draft of state.ownedBy(relation)) {
        if (draft instanceof TriggerDraft || draft instanceof PolicyDraft || draft instanceof GrantDraft) {
            draft.renameColumn(from, to);
        }
    }
}

/** What is kept as text names a relation by what it is called now. */
export function followRelation(former: PhysicalName, name: PhysicalName, state: SchemaState): void {
    for (const draft of state.drafts) {
        const parsed = draft instanceof KeptStatement && draft.sql.toLowerCase().includes(former.name.toLowerCase()) ? parseStatement(draft.sql) : undefined;
        if (!(draft instanceof KeptStatement) || parsed === undefined || isFailure(parsed)) {
            continue;
        }
        const source = new StatementText(draft.sql);
        const places: { readonly start: number; readonly end: number }[] = [];
        nodesIn(parsed, (_kind, fields) => {
            const { relname, schemaname, location } = fields as { readonly relname?: string; readonly schemaname?: string; readonly location?: number };
            if (relname === former.name && location !== undefined && (schemaname ?? 'public') === (former.schema ?? 'public')) {
                const first = source.tokenAt(source.offset(location));
                const last = source.tokens[first + (schemaname === undefined ? 0 : 2)];
                places.push({ start: source.tokens[first]?.start ?? 0, end: last?.end ?? 0 });
            }
        });
        for (const { start, end } of places.sort((left, right) => right.start - left.start)) {
            draft.sql = draft.sql.slice(0, start) + printName(name) + draft.sql.slice(end);
        }
    }
}

/**
 * Remembers the texts that name what has got another name. PostgreSQL itself goes by identity, so that only running the
 * script tells how they would read now. The bodies of functions are texts to PostgreSQL too, but standard ones.
 * @param kind of a column, that only other relations' columns are meant: a table's own are followed.
 */
export function markStale(name: string, kind: 'column' | 'object', state: SchemaState): void {
    for (const draft of dependentsOn(name, kind, state)) {
        state.stale.add(draft);
        if (draft instanceof TableDraft) {
            state.staleNames.push(mentionOf(name));
        }
    }
}

/** Those whose texts name something. */
export function dependentsOn(name: string, kind: 'column' | 'object', state: SchemaState): readonly Draft[] {
    const mention = mentionOf(name);
    return [...state.drafts].filter(draft => !(kind === 'column' && draft instanceof TableDraft)
        && textsOf(draft).some(text => mention.test(text) && (kind === 'object' || !(draft instanceof PolicyDraft) || /\bselect\b/i.test(text))));
}

function mentionOf(name: string): RegExp {
    return new RegExp(String.raw`(?<![\w$])${name.replaceAll(/[^\p{L}\p{N}_]/gu, String.raw`\$&`)}(?![\w$])`, 'iu');
}

/** What is written as SQL of a draft, and is more than a text to PostgreSQL. */
function textsOf(draft: Draft): readonly string[] {
    if (draft instanceof ViewDraft || draft instanceof KeptStatement) {
        return [draft.sql];
    }
    if (draft instanceof RoutineDraft) {
        return [...draft.standardBody ? [draft.body] : [], ...sqlOf(draft.parameters.map(parameter => parameter.default))];
    }
    if (draft instanceof PolicyDraft) {
        return sqlOf([draft.using, draft.check]);
    }
    if (draft instanceof TriggerDraft) {
        return sqlOf([draft.condition]);
    }
    if (draft instanceof DomainDraft) {
        return sqlOf([draft.default, ...draft.checks.map(({ condition }) => condition)]);
    }
    if (draft instanceof TableDraft) {
        return sqlOf([
            ...draft.columns.flatMap(column => [column.sequence === undefined ? column.default : undefined, column.generated?.expression]),
            ...draft.checks.map(({ condition }) => condition),
            ...draft.allIndexes.flatMap(({ elements, predicate }) => [...elements.filter(({ column }) => column === undefined).map(({ expression }) => expression), predicate]),
        ]);
    }
    return [];
}

function sqlOf(expressions: readonly (ExpressionDraft | undefined)[]): readonly string[] {
    return expressions.flatMap(expression => expression?.sql ?? []);
}
