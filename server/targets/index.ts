import type { Finding, Model } from '../../language/index.ts';
import { checkEngines } from './engines.ts';
import { postgresql } from './postgresql/index.ts';
import type { Target } from './target.ts';

/** Every engine that DDL can be written for. */
export const targets: readonly Target[] = [postgresql];

/** The target of an engine as the language names it; none for an engine that is not there yet. */
export function targetOf(engine: string): Target | undefined {
    return targets.find(target => target.engine === engine);
}

/** The engines that a model names, or PostgreSQL where it names none; and those of them that no DDL can be written for yet. */
export function targetsOf(model: Model): { readonly found: readonly Target[]; readonly unwritable: readonly string[] } {
    const engines = model.targets.length === 0 ? ['postgresql'] : model.targets.map(({ engine }) => engine);
    return { found: engines.flatMap(engine => targetOf(engine) ?? []), unwritable: engines.filter(engine => !targetOf(engine)) };
}

/** What the engines that a model is for lack or change of it, and that there are engines among them that are not there yet. */
export function checkTargets(model: Model): readonly Finding[] {
    return [...checkEngines(model, targets), ...model.targets.flatMap(({ engine }) => targetOf(engine)?.check(model) ?? [])];
}

export { engineFindings } from './engines.ts';
export { plainName as plainNameInPostgresql } from './postgresql/functions.ts';
export { originAt, UnknownVersionError } from './target.ts';
export type {
    Artefact, ArtefactStatement, Feature, GenerateOptions, Origin, StatementPart, Target, TargetLimits,
} from './target.ts';
