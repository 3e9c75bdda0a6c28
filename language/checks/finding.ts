import type { Finding, Place } from '../findings.ts';
import type { FindingData } from './data.ts';
import { structuralFindings } from './findings-structural.ts';
import type { FixableCode } from './registry.ts';

export type StructuralCode = keyof typeof structuralFindings;

/** The structural codes that have a quick fix. */
export type FixableStructuralCode = FixableCode<typeof structuralFindings>;

type Details<C> = Pick<Finding, 'related' | 'tags'> & (C extends keyof FindingData ? { readonly data: FindingData[C] } : unknown);

/** Makes a finding of a registered code. Codes whose fix needs to know more take it as `data`. */
export function finding<C extends StructuralCode>(
    code: C, place: Place, message: string, ...details: C extends keyof FindingData ? [Details<C>] : [Details<C>?]
): Finding {
    return { code, severity: structuralFindings[code].severity, message, place, ...details[0] };
}

/** Takes what the checks find. */
export type Report = (finding: Finding) => void;
