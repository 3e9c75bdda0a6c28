import { readFileSync } from 'node:fs';
import { splitStatements, type Statement } from '../../../server/postgres/index.ts';

export function fixture(path: string): string {
    return readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');
}

/** The statements of a script, named by their number from 1. */
export function statementsOf(script: string): Statement[] {
    return splitStatements(script).statements.map(({ text }, index) => ({ id: String(index + 1), text }));
}

/** The roles that the reference scripts grant to and do not make. */
export const REFERENCE_ROLES = ['app_role', 'app_admin', 'analytics_role', 'application_role'];
