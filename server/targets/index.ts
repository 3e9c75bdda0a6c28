import { postgresql } from './postgresql/index.ts';
import type { Target } from './target.ts';

/** Every engine that DDL can be written for. */
export const targets: readonly Target[] = [postgresql];

/** The target of an engine as the language names it; none for an engine that is not there yet. */
export function targetOf(engine: string): Target | undefined {
    return targets.find(target => target.engine === engine);
}

export { originAt, UnknownVersionError } from './target.ts';
export type {
    Artefact, ArtefactStatement, Feature, GenerateOptions, Origin, StatementPart, Target, TargetLimits,
} from './target.ts';
