import type { Model } from '../../../language/index.ts';
import { UnknownVersionError, type Feature, type GenerateOptions } from '../target.ts';

export const engine = 'postgresql';
export const label = 'PostgreSQL';
export const versions: readonly string[] = ['14', '15', '16', '17', '18'];

/** The first major version that has it, from the release notes; what is in every version is not here. */
const firstVersion: Readonly<Record<Feature, number>> = {
    'column list of set null': 15,
    'computed virtual': 18,
    'match partial': Infinity,
    'named not null': 18,
    'not enforced': 18,
    'nulls not distinct': 15,
    'temporal foreign key': 18,
    'without overlaps': 18,
    'uuid7': 18,
};

/** Options of views and privileges that came with a version (release notes of 15 and 17). */
export const securityInvokerVersion = 15;
export const maintainVersion = 17;

export function hasFeature(feature: Feature, version: number): boolean {
    return version >= firstVersion[feature];
}

/** The major version that the DDL is for: the one asked for, the model's oldest, the newest. A minor version counts as its major. */
export function majorVersion(model: Pick<Model, 'targets'>, options: Partial<GenerateOptions>): number {
    const wanted = options.version ?? model.targets.find(target => target.engine === engine)?.version ?? versions.at(-1)!;
    const major = majorOf(wanted);
    if (!versions.includes(major)) {
        throw new UnknownVersionError({ label, versions }, wanted);
    }
    return Number(major);
}

/** Empty where it is none. */
export function majorOf(version: string | undefined): string {
    return /^\d+/.exec(version ?? '')?.[0] ?? '';
}
