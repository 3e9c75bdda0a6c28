import type { ConstraintTiming } from '../../../language/index.ts';
import type { SourceTrigger } from '../source/index.ts';
import { Draft } from './drafts.ts';
import type { Origin, RelationDraft } from './drafts.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import type { Finders, Handlers } from './handlers.ts';
import { nameIn, nameOf, nameOfTexts } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { NodeOf } from './parser.ts';
import type { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';

/** Bits of the parse tree's `timing` and `events` (catalog/pg_trigger.h). */
const BEFORE = 2;
const INSTEAD = 64;
const EVENTS = [['insert', 4], ['delete', 8], ['update', 16], ['truncate', 32]] as const;

/** A trigger of a table or view. */
export class TriggerDraft extends Draft {
    name: string;
    readonly relation: RelationDraft;
    readonly routine: RoutineDraft | ReturnType<typeof nameIn>;
    state: SourceTrigger['state'];
    readonly #statement: NodeOf<'CreateTrigStmt'>;
    readonly condition: ExpressionDraft | undefined;
    #columns: readonly string[];

    constructor(
        origin: Origin, statement: NodeOf<'CreateTrigStmt'>, relation: RelationDraft, routine: TriggerDraft['routine'], condition: ExpressionDraft | undefined,
    ) {
        super(origin);
        this.name = statement.trigname ?? '';
        this.relation = relation;
        this.routine = routine;
        this.#statement = statement;
        this.condition = condition;
        this.#columns = textsOf(statement.columns);
    }

    override rename(name: string): void {
        this.statement = undefined;
        this.name = name;
    }

    renameColumn(from: string, to: string): void {
        this.statement = undefined;
        this.#columns = this.#columns.map(column => column === from ? to : column);
        this.condition?.renameColumn(from, to);
    }

    override freeze(): SourceTrigger {
        const { timing = 0, events = 0, row, isconstraint, args, transitionRels } = this.#statement;
        const transitions = (transitionRels ?? []).flatMap(node => fieldsOf(node, 'TriggerTransition') ?? []);
        const oldRows = transitions.find(({ isNew }) => isNew !== true)?.name;
        const newRows = transitions.find(({ isNew }) => isNew === true)?.name;
        return {
            kind: 'trigger', ...this.element, name: this.name, relation: this.relation.name,
            timing: timing === BEFORE ? 'before' : timing === INSTEAD ? 'instead of' : 'after',
            events: EVENTS.filter(([, bit]) => (events & bit) !== 0).map(([kind]) => ({ kind, columns: kind === 'update' ? this.#columns : [] })),
            level: row === true ? 'row' : 'statement',
            constraint: isconstraint === true, constraintTiming: this.#timing,
            ...oldRows === undefined ? {} : { oldRows },
            ...newRows === undefined ? {} : { newRows },
            ...this.condition && { condition: freezeExpression(this.condition, this.relation.scope) },
            routine: this.routine instanceof Draft ? this.routine.name : this.routine,
            arguments: textsOf(args),
            ...this.state === undefined ? {} : { state: this.state },
        };
    }

    get #timing(): ConstraintTiming {
        return { deferrable: this.#statement.deferrable === true, initiallyDeferred: this.#statement.initdeferred === true };
    }
}

export const triggerHandlers: Handlers = {
    CreateTrigStmt(statement, context) {
        const { state } = context;
        const relation = state.relation(nameOf(statement.relation));
        const isOrdinary = relation?.relation === 'table' || relation?.relation === 'view';
        const name = nameIn(statement.funcname);
        const former = relation && triggerOf(relation, statement.trigname ?? '', state);
        if (former !== undefined) {
            state.remove(former);
        }
        if (relation === undefined || !isOrdinary || relation.owner !== undefined || statement.constrrel !== undefined) {
            context.keep(statement.isconstraint === true ? 'CREATE CONSTRAINT TRIGGER' : 'CREATE TRIGGER', relation);
            return;
        }
        const condition = statement.whenClause && context.expression(statement.whenClause);
        const routine = state.routinesNamed(name).find(({ parameters }) => parameters.length === 0) ?? name;
        const draft = state.add(new TriggerDraft(context.origin, statement, relation, routine, condition), relation);
        draft.statement = context.qualified();
    },
};

export const triggerFinders: Finders = {
    OBJECT_TRIGGER: (object, { state }) => {
        const names = textsOf(fieldsOf(object, 'List')?.items);
        const relation = state.relation(nameOfTexts(names.slice(0, -1)));
        return relation && triggerOf(relation, names.at(-1) ?? '', state);
    },
};

/** The state that ALTER TABLE gives triggers by each of its commands, to all of them where it names none. */
const STATES: Readonly<Record<string, SourceTrigger['state']>> = {
    AT_EnableTrig: undefined, AT_EnableTrigAll: undefined, AT_EnableTrigUser: undefined, AT_EnableAlwaysTrig: 'always', AT_EnableReplicaTrig: 'replica',
    AT_DisableTrig: 'disabled', AT_DisableTrigAll: 'disabled', AT_DisableTrigUser: 'disabled',
};

/** ALTER TABLE ... ENABLE or DISABLE TRIGGER. False where it is none of these, or there is no such trigger. */
export function setTriggerState(relation: RelationDraft, command: string, name: string | undefined, state: SchemaState): boolean {
    if (!Object.hasOwn(STATES, command)) {
        return false;
    }
    const triggers = state.ownedBy(relation).filter((draft): draft is TriggerDraft => draft instanceof TriggerDraft);
    const meant = name === undefined ? triggers : triggers.filter(trigger => trigger.name === name);
    meant.forEach(trigger => {
        trigger.state = STATES[command];
    });
    return name === undefined || meant.length > 0;
}

function triggerOf(relation: RelationDraft, name: string, state: SchemaState): TriggerDraft | undefined {
    return state.ownedBy(relation).find((draft): draft is TriggerDraft => draft instanceof TriggerDraft && draft.name === name);
}
