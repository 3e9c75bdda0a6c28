import { extensions, functions } from '../prelude/index.ts';

export type Volatility = 'immutable' | 'stable' | 'volatile';

interface Builtin {
    readonly aggregate: boolean;
    /** Of overloads that differ, the best. */
    readonly volatility: Volatility;
}

const order: readonly Volatility[] = ['immutable', 'stable', 'volatile'];

/** What the prelude declares of its routines. A model holds calls of them by name. */
const builtins: ReadonlyMap<string, Builtin> = read();

function read(): ReadonlyMap<string, Builtin> {
    const found = new Map<string, Builtin>();
    for (const [, kind, name, rest] of `${functions}\n${extensions}`.matchAll(/^\s*(function|aggregate) (\w+)(\(.*)$/gm)) {
        const stated = order.find(volatility => new RegExp(`\\b${volatility}\\b`).test(rest!)) ?? 'immutable';
        const known = found.get(name!);
        found.set(name!, {
            aggregate: kind === 'aggregate',
            volatility: known && order.indexOf(known.volatility) < order.indexOf(stated) ? known.volatility : stated,
        });
    }
    return found;
}

export function builtinVolatility(routine: string): Volatility {
    return builtins.get(routine)?.volatility ?? 'immutable';
}

export function isBuiltinAggregate(routine: string): boolean {
    return builtins.get(routine)?.aggregate ?? false;
}

const operatorClasses: ReadonlyMap<string, string> = new Map(
    Array.from(extensions.matchAll(/operator class (\w+) for (\w+)/g), ([, name, method]) => [name!, method!]),
);

/** The index method that an operator class of the prelude belongs to. */
export function operatorClassMethod(operatorClass: string): string | undefined {
    return operatorClasses.get(operatorClass);
}
