import type { Finding, FindingRegistry, Place } from '../../../language/index.ts';
import { constructFindings } from './findings-constructs.ts';
import { extensionFindings } from './findings-extensions.ts';
import { versionFindings } from './findings-versions.ts';

/** What there is to know about the codes of PostgreSQL's checks. Codes are stable: one that is given up is never used again. */
export const postgresqlFindings = {
    ...versionFindings,
    ...constructFindings,
    ...extensionFindings,
} as const satisfies FindingRegistry;

export type PostgresqlCode = keyof typeof postgresqlFindings;

/** `data` names the extension that the fix declares. */
export function finding(code: PostgresqlCode, place: Place, message: string, data?: { readonly extension: string }): Finding {
    return { code, severity: postgresqlFindings[code].severity, message, place, ...data ? { data } : {} };
}
