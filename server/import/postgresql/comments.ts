import type { Node } from 'libpg-query';
import type { Handlers } from './handlers.ts';
import { IndexDraft } from './constraints.ts';
import type { Draft } from './drafts.ts';
import { findObject } from './finders.ts';
import { nameOfTexts, stringLiteral } from './identifiers.ts';
import { KeptRelation } from './kept-relation.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import { TableDraft } from './table-draft.ts';
import { KeptType } from './type-definitions.ts';

export const commentHandlers: Handlers = {
    CommentStmt({ objtype, object, comment }, context) {
        const words = comment === '' ? undefined : comment;
        const names = textsOf(fieldsOf(object, 'List')?.items);
        if (objtype === 'OBJECT_COLUMN') {
            const relation = context.state.relation(nameOfTexts(names.slice(0, -1)));
            if (relation?.commentColumn(names.at(-1) ?? '', words) !== true) {
                context.keep('COMMENT ON COLUMN', relation);
            }
            return;
        }
        if (objtype === 'OBJECT_TABCONSTRAINT') {
            if (!commentConstraint(names, words, context)) {
                context.keep('COMMENT ON CONSTRAINT', context.state.relation(nameOfTexts(names.slice(0, -1))));
            }
            return;
        }
        const draft = findObject(objtype, object, context);
        if (draft === undefined && objtype === 'OBJECT_DATABASE') {
            context.notice('lost', 'COMMENT ON DATABASE', 'A model says nothing of the database that it is run in.');
        } else if (draft === undefined || !holdsComment(draft)) {
            context.keep(`COMMENT ON ${(objtype ?? '').replace('OBJECT_', '').replaceAll('_', ' ')}`, draft ?? ownerOf(object, context));
        } else if (words?.includes('\r') === true && !(draft instanceof TableDraft)) {
            // Documentation knows line feeds only. Those of tables are looked after when all is known of them.
            const about = context.qualified(0, context.source.tokens.at(-1)?.start);
            context.keep('COMMENT ON', draft, `${about}${stringLiteral(words)}`);
        } else {
            draft.comment = words;
        }
    },
};

/** What is itself kept as text, or a part of a table that the model has no comment for, has its comment in a statement. */
function holdsComment(draft: Draft): boolean {
    return !(draft instanceof KeptType || draft instanceof KeptRelation || draft instanceof IndexDraft && draft.role !== 'index');
}

function commentConstraint(names: readonly string[], comment: string | undefined, { state }: StatementContext): boolean {
    const table = state.relation(nameOfTexts(names.slice(0, -1)));
    const name = names.at(-1);
    if (!(table instanceof TableDraft)) {
        return false;
    }
    const index = table.allIndexes.find(each => each.role !== 'index' && each.name.name === name);
    if (index !== undefined) {
        index.constraintComment = comment;
        return true;
    }
    const constraint = [...table.checks, ...table.foreignKeys].find(each => each.name === name);
    if (constraint !== undefined) {
        constraint.comment = comment;
    }
    return constraint !== undefined;
}

/** The relation that something unknown is on: a rule, a trigger. */
function ownerOf(object: Node | undefined, { state }: StatementContext): Draft | undefined {
    const names = textsOf(fieldsOf(object, 'List')?.items);
    return names.length < 2 ? undefined : state.relation(nameOfTexts(names.slice(0, -1)));
}
