import type { Row } from '../messages.ts';
import { ACCESS_QUERIES } from './access.ts';
import { CONSTRAINT_QUERIES, defaultNotNullName } from './constraints.ts';
import { keyOf, type Catalog, type Fact } from './facts.ts';
import { RELATION_QUERIES } from './relations.ts';
import { ROUTINE_QUERIES } from './routines.ts';
import { TYPE_QUERIES } from './types.ts';

/** Sends one SQL statement; rejects when the server refuses it. */
export type Query = (sql: string) => Promise<readonly Row[]>;

/** Whatever a script has set, the server shall print names, times and numbers in one way. */
const NEUTRAL_SETTINGS = [
    'SESSION AUTHORIZATION DEFAULT',
    'ROLE NONE',
    `search_path = ''`,
    'quote_all_identifiers = off',
    `TimeZone = 'UTC'`,
    `DateStyle = 'ISO, YMD'`,
    'IntervalStyle = postgres',
    'extra_float_digits = 1',
    'bytea_output = hex',
    'standard_conforming_strings = on',
];

const QUERIES = [...RELATION_QUERIES, ...TYPE_QUERIES, ...CONSTRAINT_QUERIES, ...ROUTINE_QUERIES, ...ACCESS_QUERIES];

/**
 * Reads everything user-made from the system catalogs of a PostgreSQL 18, without a trace: inside a savepoint if a transaction is
 * open, or else in a transaction of its own.
 */
export async function readCatalog(query: Query, isInTransaction: boolean): Promise<Catalog> {
    await query(isInTransaction ? 'SAVEPOINT before_catalog_of_erd' : 'BEGIN');
    const facts: Fact[] = [];
    for (const setting of NEUTRAL_SETTINGS) {
        await query(`SET LOCAL ${setting}`);
    }
    for (const sql of QUERIES) {
        for (const row of await query(sql)) {
            if (!isImpliedNotNull(row)) {
                facts.push(toFact(row));
            }
        }
    }
    if (isInTransaction) {
        await query('ROLLBACK TO SAVEPOINT before_catalog_of_erd');
        await query('RELEASE SAVEPOINT before_catalog_of_erd');
    } else {
        await query('ROLLBACK');
    }
    return facts.map((fact) => ({ key: keyOf(fact), fact })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ fact }) => fact);
}

function toFact(row: Row): Fact {
    const { kind, identity, part_of: partOf, properties } = row;
    return {
        kind: kind ?? '',
        identity: identity ?? '',
        ...(typeof partOf === 'string' && { partOf }),
        properties: JSON.parse(properties ?? '{}') as Fact['properties'],
    };
}

/** A NOT NULL that says no more than the column's own `notNull`. */
function isImpliedNotNull(row: Row): boolean {
    return row['is_special'] === 'f' && row['name'] === defaultNotNullName(row['object'] ?? '', row['attribute'] ?? null);
}
