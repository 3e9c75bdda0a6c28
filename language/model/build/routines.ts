import type * as ast from '../../generated/ast.ts';
import type { Job, Parameter, Routine, RoutineResult, Trigger } from '../model.ts';
import { blockQuotes } from '../../parser/index.ts';
import type { SqlTexts } from '../elements.ts';
import type { BuildContext } from './context.ts';
import { declared, timingOf } from './elements.ts';
import { bind, sqlTexts } from './expressions.ts';
import { typeOf } from './types.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

export function routineOf(context: BuildContext, node: ast.Routine): Routine {
    const routine: Mutable<Routine> = {
        ...declared(context, node),
        kind: node.kind, external: node.external, physicalName: context.physicalName(node, node.physicalName),
        parameters: node.parameters.map(parameter => parameterOf(context, parameter)),
        strict: false, leakproof: false, securityDefiner: false, settings: [], bodies: bodiesOf(node.bodies),
    };
    if (node.result) {
        routine.result = resultOf(context, node.result);
    }
    for (const modifier of node.modifiers) {
        addModifier(routine, modifier);
    }
    return routine;
}

/**
 * The bodies exactly as the database keeps them: quotes that stand alone in their lines leave their line breaks to the
 * body, as it has them where `$$` stands alone in SQL.
 */
function bodiesOf(nodes: readonly ast.SqlText[]): SqlTexts {
    const bodies: Record<string, string> = {};
    for (const { engine, text, $cstNode } of nodes) {
        if (engine) {
            const { opensAlone, closesAlone } = blockQuotes(/"[^]*$/.exec($cstNode?.text ?? '')?.[0] ?? '');
            bodies[engine.$refText] = `${opensAlone ? '\n' : ''}${text ?? ''}${closesAlone ? '\n' : ''}`;
        }
    }
    return bodies;
}

function addModifier(routine: Mutable<Routine>, modifier: ast.RoutineModifier): void {
    switch (modifier.$type) {
        case 'RoutineLanguage':
            routine.language = modifier.language;
            break;
        case 'RoutineVolatility':
            routine.volatility = modifier.volatility;
            break;
        case 'RoutineStrict':
            routine.strict = true;
            break;
        case 'RoutineLeakproof':
            routine.leakproof = true;
            break;
        case 'RoutineSecurity':
            routine.securityDefiner = modifier.security === 'definer';
            break;
        case 'RoutineParallel':
            routine.parallel = modifier.parallel;
            break;
        case 'RoutineEstimate':
            routine[modifier.kind] = Number(modifier.value);
            break;
        case 'RoutineSetting':
            routine.settings = [...routine.settings, { name: modifier.name, value: modifier.value }];
            break;
    }
}

function parameterOf(context: BuildContext, node: ast.Parameter): Parameter {
    return {
        ...node.name === undefined ? {} : { name: node.name, physicalName: context.rules.physical(node.name) },
        mode: node.mode ?? 'in',
        type: typeOf(context, node.type),
        ...node.default ? { default: bind(context, node.default, {}, node) } : {},
    };
}

function resultOf(context: BuildContext, node: ast.RoutineResult): RoutineResult {
    const name = node.type?.type?.ref?.$type === 'PrimitiveType' ? node.type.type.ref.name : undefined;
    if (name === 'trigger' || name === 'void') {
        return { kind: name };
    }
    return node.type
        ? { kind: 'type', type: typeOf(context, node.type), setof: node.setof }
        : { kind: 'table', columns: node.columns.map(column => parameterOf(context, column)) };
}

/** Undefined where the relation did not link. */
export function triggerOf(context: BuildContext, node: ast.Trigger): Trigger | undefined {
    const relation = node.relation?.ref;
    if (!relation) {
        return undefined;
    }
    const shape = context.shapes.of(relation);
    return {
        ...declared(context, node),
        physicalName: node.physicalName ?? context.byPattern('trigger', shape?.table.name ?? '', node.name ?? ''),
        relation: context.id(relation),
        timing: node.timing as Trigger['timing'],
        events: node.events.map(({ kind, attributes }) => ({ kind, attributes: attributes.map(({ $refText }) => $refText) })),
        ...node.oldRows === undefined ? {} : { oldRows: node.oldRows },
        ...node.newRows === undefined ? {} : { newRows: node.newRows },
        // As in SQL; but a constraint trigger and one on a view know rows only.
        level: node.level ?? (node.constraint || node.timing === 'instead of' ? 'row' : 'statement'),
        ...node.constraint ? { constraint: timingOf(node) } : {},
        ...node.condition ? { condition: bind(context, node.condition, shape ? { row: shape } : {}, node) } : {},
        ...actionOf(context, node),
        state: node.state ?? 'enabled',
    };
}

export function jobOf(context: BuildContext, node: ast.Job): Job {
    return {
        ...declared(context, node),
        physicalName: node.physicalName ?? context.rules.physical(node.name ?? ''),
        schedule: node.schedule ?? '',
        ...actionOf(context, node),
    };
}

function actionOf(context: BuildContext, { action, bodies }: ast.Trigger | ast.Job): Pick<Trigger, 'action' | 'bodies'> {
    const routine = action?.routine?.ref;
    if (action && routine) {
        return { action: { routine: context.id(routine), arguments: action.arguments.map(argument => bind(context, argument, {}, action)) } };
    }
    return bodies.length > 0 ? { bodies: sqlTexts(bodies) } : {};
}
