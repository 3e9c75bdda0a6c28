import { and, isOfSubtype } from '../../../language/index.ts';
import type { Expression, PhysicalName, Trigger } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { Origin } from '../target.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { guarded } from './guard.ts';
import { dollarQuoted, identifier, identifiers, qualified, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { isBlock } from './routines.ts';
import { engine } from './versions.ts';

/** The trigger, before it the function that its own body becomes, after it its state. */
export function createTrigger(trigger: Trigger, context: PostgresContext): readonly Statement[] {
    const origin = { id: trigger.id, place: trigger.place };
    const relation = context.names.relation(trigger.relation);
    const inline = trigger.action ? undefined : { ...relation, name: functionNameOf(trigger, relation) };
    const call = inline ? `${qualifiedCallable(inline)}()` : actionText(trigger, context);
    const { constraint, oldRows, newRows, state } = trigger;
    const condition = conditionOf(trigger, context);
    const canReplace = context.options.ifNotExists && !constraint;
    const head = `CREATE ${canReplace ? 'OR REPLACE ' : ''}${constraint ? 'CONSTRAINT ' : ''}TRIGGER ${identifier(trigger.physicalName)}`;
    const references = [
        ...oldRows === undefined ? [] : [`OLD TABLE AS ${identifier(oldRows)}`],
        ...newRows === undefined ? [] : [`NEW TABLE AS ${identifier(newRows)}`],
    ];
    const text = [
        head,
        `${trigger.timing.toUpperCase()} ${trigger.events.map(event => eventText(event, trigger, context)).join(' OR ')} ON ${qualified(relation)}`,
        ...constraint?.deferrable ? [`DEFERRABLE${constraint.initiallyDeferred ? ' INITIALLY DEFERRED' : ''}`] : [],
        ...references.length === 0 ? [] : [`REFERENCING ${references.join(' ')}`],
        `FOR EACH ${trigger.level.toUpperCase()}`,
        ...condition ? [`WHEN (${writeExpression(condition, context)})`] : [],
        `EXECUTE FUNCTION ${call}`,
    ].join('\n    ');
    const created = statement(origin, text);
    return [
        ...inline ? [triggerFunction(origin, inline, wholeBody(trigger))] : [],
        canReplace ? created : guarded(created, context),
        ...state === 'enabled' ? [] : [statement(
            origin, `ALTER TABLE ${qualified(relation)} ${stateWords[state]} TRIGGER ${identifier(trigger.physicalName)}`,
        )],
    ];
}

/** A trigger of a subtype that is stored with its parent fires for its rows only. */
function conditionOf({ relation, level, events, condition }: Trigger, { names }: PostgresContext): Expression | undefined {
    const entity = level === 'row' ? names.entity(relation) : undefined;
    const isIts = entity && isOfSubtype(entity, names.index, events.some(({ kind }) => kind === 'delete') ? 'old' : 'new');
    return isIts && condition ? and(isIts, condition) : isIts ?? condition;
}

/** A function in PL/pgSQL that a trigger executes. */
export function triggerFunction(origin: Origin, name: PhysicalName, body: string, attributes: readonly string[] = []): Statement {
    return statement(origin, [
        `CREATE OR REPLACE FUNCTION ${qualifiedCallable(name)}()`,
        'RETURNS trigger',
        'LANGUAGE plpgsql',
        ...attributes,
        `AS ${dollarQuoted(body)}`,
    ].join('\n'));
}

const stateWords = { disabled: 'DISABLE', replica: 'ENABLE REPLICA', always: 'ENABLE ALWAYS' } as const;

/** Triggers of different tables may share a name, functions of a schema may not. */
function functionNameOf({ physicalName }: Trigger, relation: PhysicalName): string {
    return physicalName.startsWith(relation.name) ? physicalName : `${relation.name}_${physicalName}`;
}

function actionText({ action }: Trigger, context: PostgresContext): string {
    const routine = context.names.index.routines.get(action!.routine);
    // The arguments of a trigger function are constants, and texts to it.
    const values = action!.arguments.map(argument => isString(argument) ? writeExpression(argument, context) : stringLiteral(writeExpression(argument, context)));
    return `${qualifiedCallable(routine?.physicalName ?? { name: action!.routine })}(${values.join(', ')})`;
}

function isString(expression: Expression): boolean {
    return expression.kind === 'literal' && expression.literal === 'string';
}

function eventText({ kind, attributes }: Trigger['events'][number], { relation }: Trigger, { names }: PostgresContext): string {
    const owned = names.entity(relation)?.attributes ?? [];
    const columns = attributes.flatMap(name => owned.find(attribute => attribute.name === name)?.columns.map(column => column.name) ?? [name]);
    return kind.toUpperCase() + (columns.length === 0 ? '' : ` OF ${identifiers(columns)}`);
}

/** Statements without a block around them get one, and the row that the trigger's timing asks to be returned. */
function wholeBody({ bodies, timing, level, events }: Trigger): string {
    const body = (bodies?.[engine] ?? '').replace(/^(?:[ \t]*\n)+/, '').trimEnd();
    if (isBlock(body)) {
        return body;
    }
    const lines = body.split('\n').map(line => line === '' ? '' : `    ${line}`);
    const ends = body === '' || body.endsWith(';') ? '' : ';';
    const row = timing === 'after' || level === 'statement' ? 'NULL' : events.every(event => event.kind === 'delete') ? 'OLD' : 'NEW';
    const returned = /\breturn\b/i.test(body) ? [] : [`    RETURN ${row};`];
    return ['BEGIN', lines.join('\n') + ends, ...returned, 'END'].join('\n');
}
