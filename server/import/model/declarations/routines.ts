import type { SourceParameter, SourceRoutine, SourceTrigger, SourceType } from '../../source/index.ts';
import { slotOf } from '../context.ts';
import { expressionText } from '../expressions/index.ts';
import type { Namespace } from '../names.ts';
import { join, quotedText, type Text } from '../text.ts';
import { typeText } from '../types.ts';
import { writtenName } from '../written-names.ts';
import { bodyText, isExact } from './bodies.ts';
import { keptText, lead, looseSql, type Lowering } from './lowering.ts';

/** What only a result or an argument of a function can be. */
const pseudoTypes: ReadonlySet<string> = new Set(['trigger', 'void', 'record']);

/** A function, procedure or aggregate with its body as it is. */
export function routineText(routine: SourceRoutine, position: number, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const from = names.namespaceOf(routine.name);
    const parameters = [...routine.parameters, ...routine.returns && 'columns' in routine.returns ? routine.returns.columns : []];
    const unsaid = parameters.find(({ name }) => name !== undefined && (names.rules.physical(name) !== name || /[`\r\n]/.test(name)));
    const slot = slotOf('routine', routine.name, position);
    if (unsaid || lowering.decisions.isRefused(slot)) {
        return keptText(routine, `CREATE ${routine.routine.toUpperCase()}`,
            unsaid ? `the naming rule has no name for its parameter ${unsaid.name}` : 'the language cannot say it', undefined, lowering);
    }
    if (!isExact(routine.body) && !routine.standardBody) {
        lowering.notice({
            kind: 'assumed', construct: 'CREATE FUNCTION', subject: routine.name.name, line: routine.line,
            message: 'Blanks at the ends of its body are left out.',
        });
    }
    const { name, as } = names.declaredRoutine(routine.name);
    const list = (all: readonly SourceParameter[], isResult: boolean): Text => join(all.map((parameter, index) => parameterText(parameter, from, `${slot} ${isResult ? 'column' : 'parameter'} ${index}`, isResult, lowering)), ', ');
    const isOrdinary = routine.routine !== 'aggregate';
    const modifiers = [
        ...isOrdinary ? [`language ${writtenName(routine.language)}`] : [],
        ...routine.volatility === undefined ? [] : [routine.volatility],
        ...routine.strict ? ['strict'] : [],
        ...routine.leakproof ? ['leakproof'] : [],
        ...routine.securityDefiner ? ['security definer'] : [],
        ...routine.parallel === undefined ? [] : [`parallel ${routine.parallel}`],
        ...routine.cost === undefined ? [] : [`cost ${routine.cost}`],
        ...routine.rows === undefined ? [] : [`rows ${routine.rows}`],
        ...routine.settings.map(setting => `set ${setting.name} = ${settingText(setting.value ?? '')}`),
    ].map(modifier => ` ${modifier}`).join('');
    const body = routine.standardBody || !isOrdinary ? looseSql(routine.body) : bodyText(routine.body);
    return {
        slot,
        text: [
            `${lead(routine)}${routine.routine} ${name}(`, list(routine.parameters, false), ')',
            ...routine.returns && 'columns' in routine.returns ? [' returns table (', list(routine.returns.columns, true), ')'] : [],
            routine.returns && 'type' in routine.returns ? ` returns ${routine.returns.setOf ? 'setof ' : ''}${routineType(routine.returns.type, from, lowering)}` : '',
            `${modifiers}${as}\nsql postgresql ${body}`,
        ],
    };
}

/** One word, number or constant as SQL has it; a list as a text. */
function settingText(value: string): string {
    return /^(?:-?\d+(?:\.\d+)?|[a-z_]\w*|'[^',"\r\n]*')$/i.test(value) ? value : quotedText(value);
}

function parameterText(parameter: SourceParameter, from: Namespace, slot: string, isResult: boolean, lowering: Lowering): Text {
    const mode = parameter.mode === 'in' || isResult ? '' : `${parameter.mode} `;
    const name = parameter.name === undefined ? '' : `${writtenName(parameter.name)}: `;
    return [
        `${mode}${name}${routineType(parameter.type, from, lowering)}`,
        ...parameter.default ? [' = ', expressionText(parameter.default, { from, type: parameter.type, slot }, lowering)] : [],
    ];
}

/** A row of a table or view may go into a routine and come out of it. */
function routineType(type: SourceType, from: Namespace, { names }: Lowering): string {
    if (type.schema === undefined && pseudoTypes.has(type.name) && type.dimensions.length === 0) {
        return type.name;
    }
    const relationName = type.schema === undefined ? { name: type.name } : { schema: type.schema, name: type.name };
    const row = type.arguments.length === 0 && names.isPathTarget(relationName) ? names.relation(relationName, from) : undefined;
    const known = typeText(type, names, from);
    return known.native && row !== undefined ? row + type.dimensions.map(size => `[${size ?? ''}]`).join('') : known.text;
}

/** A trigger that executes a function of the model. */
export function triggerText(trigger: SourceTrigger, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const from = names.namespaceOf(trigger.relation);
    const slot = slotOf('trigger', trigger.relation, trigger.name);
    const relation = names.isPathTarget(trigger.relation) ? names.relation(trigger.relation, from) : undefined;
    const routine = names.isOverloaded(trigger.routine) ? undefined : names.routine(trigger.routine, from);
    const columns = trigger.events.flatMap(event => event.columns);
    const attributes = columns.map(column => names.attribute(trigger.relation, column));
    const reason = relation === undefined ? 'its table is no entity'
        : routine === undefined ? `the model has no function ${trigger.routine.name} that its name alone tells`
        : attributes.includes(undefined) || trigger.arguments.some(argument => /[\r\n]/.test(argument)) || lowering.decisions.isRefused(slot) ? 'the language cannot say it'
        : undefined;
    if (reason !== undefined) {
        return keptText(trigger, 'CREATE TRIGGER', reason, { kind: 'relation', name: trigger.relation }, lowering);
    }
    const { name, as } = names.declaredTrigger(trigger.relation, trigger.name);
    const events = trigger.events.map(({ kind, columns: of }) => kind + (of.length === 0 ? '' : ` of ${of.map(column => names.attribute(trigger.relation, column)).join(', ')}`));
    const timing = trigger.constraint ? ` constraint${trigger.constraintTiming.deferrable ? ` deferrable${trigger.constraintTiming.initiallyDeferred ? ' initially deferred' : ''}` : ''}` : '';
    return {
        slot,
        text: [
            `${lead(trigger)}trigger ${name} on ${relation} ${trigger.timing} ${events.join(' or ')}`,
            trigger.oldRows === undefined ? '' : ` old rows as ${writtenName(trigger.oldRows)}`,
            trigger.newRows === undefined ? '' : ` new rows as ${writtenName(trigger.newRows)}`,
            ` for each ${trigger.level}${timing}`,
            ...trigger.condition ? [' when (', expressionText(trigger.condition, { from, relation: trigger.relation, slot: `${slot} when` }, lowering), ')'] : [],
            ` execute ${routine}(${trigger.arguments.map(argument => `'${argument.replaceAll("'", "''")}'`).join(', ')})`,
            trigger.state === undefined ? '' : ` ${trigger.state}`,
            as,
        ],
    };
}
