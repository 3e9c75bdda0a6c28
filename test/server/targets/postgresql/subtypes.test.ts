import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;

const vehicles = `
    model Fleet { targets postgresql 18 }
    role app
    abstract entity Thing { id: int key }
    entity Vehicle extends Thing { k: string(5)  label: string(10)?  subtypes single table by k exclusive complete }
    entity Car extends Vehicle is 'CAR' { doors: int check (doors > 1)  wheels: int  check named: label <> ''  index (label) unique }
    entity Van extends Car is 'VAN' { seats: int }
    entity Truck extends Vehicle is 'TRUCK' { load: int  wheels: int }
    view Cars from Car c { id: c.id }
    policy light on Truck allow all to app using (load < 10)
    policy small on Car restrict select to app using (doors < 5)
    trigger same on Truck before update for each row when (new.load <> old.load) sql postgresql "raise exception 'fixed load'"
    rows Truck (id, load, wheels) { (1, 5, 6) }
    grant select on Vehicle to app`;

const events = `
    model Log { targets postgresql 18 }
    entity Source { id: int key }
    entity Event {
      id: int identity key  code: string(10) unique  source: Source  at: timestamp = now() on update (timestamp '2020-01-01 00:00:00Z')
      subtypes inherited
    }
    entity Login extends Event { user: string(10)  history system }
    entity Failure extends Login { reason: text }
    entity Answer { failure: Failure key }
    rows Source (id) { (1) }
    rows Failure (code, source, user, reason) { ('a', 1, 'u', 'r') }`;

describe('PostgreSQL keeps of subtypes', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    /** Says of statements that follow a model's DDL, each by itself, what their rows are, or why they are refused. */
    async function following(model: string, steps: readonly (readonly [sql: string, outcome: RegExp | readonly number[]])[]): Promise<void> {
        const statements = postgresql.generate(await modelOf(model)).flatMap(artefact => artefact.statements);
        await postgres.session(async session => {
            const { failed } = await session.execute(statements.map(({ text }) => ({ id: text, text })));
            assert.deepEqual(failed, []);
            for (const [sql, outcome] of steps) {
                if (outcome instanceof RegExp) {
                    await assert.rejects(session.query(sql), outcome, sql);
                } else {
                    assert.deepEqual((await session.query(sql)).map(row => Number(Object.values(row)[0])), outcome, sql);
                }
            }
        });
    }

    it('in a single table their own rules, rows, policies and triggers', () => following(vehicles, [
        ["INSERT INTO vehicle VALUES (2, 'CAR', 'a', 4, 4, NULL, NULL), (3, 'VAN', 'b', 5, 4, NULL, 9), (4, 'TRUCK', 'a', NULL, 6, 20, NULL)", []],
        ["INSERT INTO vehicle VALUES (5, 'CAR', 'c', NULL, 4, NULL, NULL)", /vehicle_doors_check/],
        ["INSERT INTO vehicle VALUES (5, 'VAN', 'c', NULL, 4, NULL, 9)", /vehicle_doors_check/],
        ["INSERT INTO vehicle VALUES (5, 'VAN', 'c', 3, 4, NULL, NULL)", /vehicle_seats_check/],
        ["INSERT INTO vehicle VALUES (5, 'TRUCK', 'c', NULL, 4, NULL, NULL)", /vehicle_load_check/],
        ["INSERT INTO vehicle VALUES (5, 'BOAT', 'c', NULL, NULL, NULL, NULL)", /vehicle_k_check/],
        ["INSERT INTO vehicle VALUES (5, 'CAR', '', 3, 4, NULL, NULL)", /named/],
        ["INSERT INTO vehicle VALUES (5, 'CAR', 'b', 3, 4, NULL, NULL)", /vehicle_label_idx/],
        ['SELECT id FROM cars ORDER BY id', [2, 3]],
        ['UPDATE vehicle SET load = 1 WHERE id = 2', []],
        ['UPDATE vehicle SET load = 1 WHERE id = 1', /fixed load/],
        ['SET ROLE app', []],
        ['SELECT id FROM vehicle ORDER BY id', [1]],
        ['RESET ROLE', []],
        ['CREATE POLICY everything ON vehicle FOR SELECT TO app USING (true)', []],
        ['SET ROLE app', []],
        ['SELECT id FROM vehicle ORDER BY id', [1, 2, 4]],
        ['RESET ROLE', []],
    ]));

    it('that inherit their own keys, uniques, references, numbers and times', () => following(events, [
        ['SELECT id FROM event', [1]],
        ["INSERT INTO event (code, source_id) VALUES ('b', 1)", []],
        ["INSERT INTO login (code, source_id, \"user\") VALUES ('c', 1, 'u')", []],
        ['SELECT id FROM event ORDER BY id', [1, 2, 3]],
        ["INSERT INTO failure (id, code, source_id, \"user\", reason) VALUES (1, 'd', 1, 'u', 'r')", /failure_pkey/],
        ["INSERT INTO failure (code, source_id, \"user\", reason) VALUES ('a', 1, 'u', 'r')", /failure_code_key/],
        ["INSERT INTO failure (code, source_id, \"user\", reason) VALUES ('e', 7, 'u', 'r')", /failure_source_id_fkey/],
        ['INSERT INTO answer VALUES (8)', /answer_failure_id_fkey/],
        ['INSERT INTO answer VALUES (1)', []],
        ["UPDATE failure SET reason = 's'", []],
        ['SELECT extract(year FROM at)::int FROM failure', [2020]],
        ["UPDATE login SET \"user\" = 'v' WHERE code = 'c'", []],
        ["SELECT id FROM login_history WHERE code = 'c' AND \"user\" = 'u'", [3]],
    ]));
});
