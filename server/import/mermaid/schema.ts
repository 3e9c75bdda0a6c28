import type { Notice, SourceSchema } from '../source/index.ts';
import type { Diagram } from './diagram.ts';

export function schemaOf(diagrams: readonly Diagram[], notices: readonly Notice[]): SourceSchema {
    return { engine: 'postgresql', objects: [], notices: [...notices, ...diagrams.flatMap(({ faults }) => faults)] };
}
