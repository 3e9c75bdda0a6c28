import type { Node, ObjectType } from 'libpg-query';
import type { Draft } from './drafts.ts';
import type { NodeKind, NodeOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';

/**
 * Takes one statement of a kind in. A file per concern exports a table of these, and `dispatch.ts` joins the tables.
 *
 * A handler changes `context.state`: it adds drafts (`state.add`), finds those that are there (`state.relation`,
 * `state.type`, a finder below) and changes them, or drops them (`state.remove`). A draft is a mutable object with the
 * fields of its `SourceObject` and a `freeze()` that yields it when the whole script is read; it refers to other
 * drafts by identity, so that renaming a table renames it everywhere. A draft with an owner (`state.add(draft, table)`)
 * goes when the owner is dropped. Texts of expressions come from `context.expression(node)`, and freeze with the
 * columns that they see (`freezeExpression`).
 *
 * What a handler cannot take in it gives to `context.keep(...)`, which keeps it as marked text after the object that it
 * needs, or it says with `context.notice('lost' | 'skipped', ...)` what became of it. Nothing ends without either. An
 * object that a statement names and that is not there is no reason to throw: keep the statement.
 */
export type Handlers = { readonly [Kind in NodeKind]?: (node: NodeOf<Kind>, context: StatementContext) => void };

/**
 * The draft that COMMENT ON, DROP, ALTER ... RENAME, SET SCHEMA and OWNER TO mean by an object of a kind: each of those
 * statements is handled once for all kinds, `draft.comment = ...`, `state.remove(draft)`, `draft.rename(...)`.
 * Relations and types are found without one. `object` is a `List` of `String`s, a `String`, a `TypeName` or an
 * `ObjectWithArgs`, as the grammar has it; for objects of a table the list ends in their own name.
 */
export type Finder = (object: Node, context: StatementContext) => Draft | undefined;

export type Finders = { readonly [Kind in ObjectType]?: Finder };
