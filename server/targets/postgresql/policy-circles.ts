import { isInnerQuery, sourcesOf, walk } from '../../../language/index.ts';
import type { Expression, Finding, Policy } from '../../../language/index.ts';
import type { PostgresContext } from './context.ts';
import { finding } from './findings.ts';
import type { ModelNames } from './model-names.ts';
import { tableKey } from './references.ts';
import { label } from './versions.ts';

/** That a policy reads a relation, and where. */
interface Reading {
    readonly policy: Policy;
    /** Keys of the table that it is about and of the one that it reads. */
    readonly of: string;
    readonly read: string;
    /** What it reads, by its name in the model. */
    readonly relation: string;
    readonly test: Expression;
}

/**
 * Policies that are asked again by what they read. Reading a table applies the policies of SELECT and ALL on it to the
 * reader; a view reads with the rights of its owner.
 */
export function policyCircles({ model, names }: PostgresContext): readonly Finding[] {
    const readings = model.policies.flatMap(policy => policy.commands.some(command => command === 'all' || command === 'select') ? readingsOf(policy, names) : []);
    const readers = new Set([undefined, ...readings.flatMap(({ policy }) => policy.grantees.flatMap(grantee => grantee.kind === 'role' ? grantee.role : []))]);
    const found = new Map<Reading, Finding>();
    for (const reader of readings.length === 0 ? [] : readers) {
        const held = rolesHeldBy(reader, names);
        const asked = Map.groupBy(readings.filter(({ policy }) => appliesTo(policy, held)), ({ of }) => of);
        for (const reading of [...asked.values()].flat()) {
            const way = found.has(reading) ? undefined : wayBack(reading, asked);
            if (way) {
                const circle = [reading, ...way].map(({ policy, relation }) => `the policy ${policy.name} reads ${relation}`).join(', ');
                found.set(reading, finding('PG023', reading.test.place, `${label} stops with "infinite recursion": ${circle}, which asks ${reading.policy.name} again.`));
            }
        }
    }
    return [...found.values()];
}

/** A view is read with the rights of its owner. */
function readingsOf(policy: Policy, names: ModelNames): readonly Reading[] {
    const readings: Reading[] = [];
    const of = names.tableOf(policy.entity);
    if (policy.using && of) {
        walk(policy.using, test => {
            for (const { relation } of isInnerQuery(test) ? sourcesOf(test.rows) : []) {
                const read = names.tableOf(relation);
                if (read) {
                    readings.push({ policy, of: tableKey(of.name), read: tableKey(read.name), relation: names.entity(relation)?.name ?? relation, test });
                }
            }
        });
    }
    return readings;
}

/** The role and those that it inherits from. */
function rolesHeldBy(role: string | undefined, names: ModelNames): ReadonlySet<string> {
    const roles = new Set(role === undefined ? [] : [role]);
    for (const each of roles) {
        names.index.roles.get(each)?.parents.forEach(parent => roles.add(parent));
    }
    return roles;
}

function appliesTo({ grantees }: Policy, roles: ReadonlySet<string>): boolean {
    return grantees.length === 0 || grantees.some(grantee => grantee.kind === 'public' || roles.has(grantee.role));
}

/** The readings that lead from what one reads back to the table of its policy; none where it reads that itself. */
function wayBack({ of, read }: Reading, asked: ReadonlyMap<string, readonly Reading[]>): readonly Reading[] | undefined {
    const seen = new Set<string>();
    let ways: (readonly [table: string, way: readonly Reading[]])[] = [[read, []]];
    while (ways.length > 0) {
        const next: typeof ways = [];
        for (const [table, way] of ways) {
            if (table === of) {
                return way;
            }
            if (!seen.has(table)) {
                seen.add(table);
                next.push(...(asked.get(table) ?? []).map(reading => [reading.read, [...way, reading]] as const));
            }
        }
        ways = next;
    }
    return undefined;
}
