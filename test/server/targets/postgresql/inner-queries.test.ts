import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const postgresql = targetOf('postgresql')!;

const teamwork = `
    model Teamwork { targets postgresql 18  schema app }
    role member
    session userId: int from "app.user_id"
    entity Project { id: int key }
    entity Membership { project: Project  user_id: int  key (project, user_id) }
    entity Document { id: int key  project: Project  user_id: int }
    policy members on Document allow select to member using (exists (Membership document where document.project = project and document.user_id = session.userId))
    policy authors on Document allow update to member using (user_id in (m.user_id from Membership m where m.project = project and m.user_id = session.userId))
    view Shared from Document d { id: d.id  shared: exists (Membership m where m.project = d.project and m.user_id <> d.user_id) }
    rows Project (id) { (1) (2) }
    rows Membership (project, user_id) { (1, 10) (1, 11) (2, 10) }
    rows Document (id, project, user_id) { (100, 1, 10) (101, 1, 11) (200, 2, 10) }
    grant usage on schema app to member
    grant select on Membership to member
    grant select, update on Document to member`;

describe('PostgreSQL asks about other rows', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    async function answers(...queries: readonly string[]): Promise<readonly (readonly string[])[]> {
        const statements = postgresql.generate(await modelOf(teamwork)).flatMap(artefact => artefact.statements);
        return postgres.session(async session => {
            const { failed } = await session.execute(statements.map(({ text }) => ({ id: text, text })));
            assert.deepEqual(failed, []);
            const all: string[][] = [];
            for (const query of queries) {
                all.push((await session.query(query)).map(row => Object.values(row).join(' ')));
            }
            return all;
        });
    }

    it('in policies, where columns of one name are told apart', async () => {
        const ids = 'SELECT id FROM app.document ORDER BY id';
        const [, , ten, , eleven, changed] = await answers(
            'SET ROLE member', "SET app.user_id = '10'", ids,
            "SET app.user_id = '11'", ids, 'UPDATE app.document SET id = id + 1000 RETURNING id');
        assert.deepEqual(ten, ['100', '101', '200']);
        assert.deepEqual(eleven, ['100', '101']);
        assert.deepEqual(changed, ['1101']);
    });

    it('in columns of views', async () => {
        const [shared] = await answers('SELECT id, shared FROM app.shared ORDER BY id');
        assert.deepEqual(shared, ['100 t', '101 t', '200 f']);
    });

    it('but not in a circle of policies', async () => {
        const circle = (roles: string) => `
            model M { targets postgresql 18 }
            role a role b role both inherits a, b
            entity Team { id: int key  name: string(10) }
            entity Member { team: Team  user: int  key (team, user) }
            policy teams on Team allow select to a using (exists (Member m where m.team = id))
            policy members on Member allow all to ${roles} using (exists (Team t where t = team))
            policy added on Team allow insert to a check (exists (Team t where t.name = name))`;
        const found = async (roles: string) => postgresql.check(await modelOf(circle(roles))).map(({ code, message }) => `${code} ${message}`);
        assert.deepEqual(await found('both'), [
            'PG023 PostgreSQL stops with "infinite recursion": the policy teams reads Member, the policy members reads Team, which asks teams again.',
            'PG023 PostgreSQL stops with "infinite recursion": the policy members reads Team, the policy teams reads Member, which asks members again.',
        ]);
        assert.deepEqual(await found('b'), []);
    });
});
