import assert from 'node:assert/strict';
import { displayType } from '../../../language/model/index.ts';
import { entityNamed, modelOf } from './model-of.ts';
import { show } from './show.ts';

describe('definitions', () => {
    it('enumerations are stored natively, by a check, or in a lookup table', async () => {
        const { enums } = await modelOf(`model M { naming snake_case plural } enum OrderStatus { OPEN "Open"  DONE = 'D' } enum Color: string(5) { RED }
            enum Level: smallint lookup as "lvl" { LOW = 1  HIGH = -2 } enum Country: char(2) lookup { DE }`);
        assert.deepEqual(enums.map(({ id, storage, physicalName, type }) => [id, storage, physicalName.name, type && displayType(type)]), [
            ['OrderStatus', 'native', 'order_status', undefined], ['Color', 'check', 'color', 'string(5)'],
            ['Level', 'lookup', 'lvl', 'smallint'], ['Country', 'lookup', 'countries', 'char(2)'],
        ]);
        assert.deepEqual(enums[0]?.values.map(({ id, name, value, numeric, label }) => [id, name, value, numeric, label]),
            [['OrderStatus.OPEN', 'OPEN', 'OPEN', false, 'Open'], ['OrderStatus.DONE', 'DONE', 'D', false, undefined]]);
        assert.deepEqual(enums[2]?.values.map(({ value, numeric }) => [value, numeric]), [['1', true], ['-2', true]]);
    });

    it('domains have a base, a default, a collation and checks', async () => {
        const { domains } = await modelOf(`schema s { domain Email: string(255)? = 'x' collate "C" check (value like '%@%') constraint "mail" message "No" check (length(value) > 3) @pii(email) }
            domain Pct: int inlined as "pct_domain"`);
        const [email, pct] = domains;
        assert.deepEqual([email?.id, email?.physicalName, displayType(email!.type), email?.optional, show(email?.default), email?.collation, email?.inlined],
            ['s.Email', { schema: 's', name: 'email' }, 'string(255)', true, '\'x\'', 'C', false]);
        assert.deepEqual(email?.checks.map(({ condition, constraintName, message }) => [show(condition), constraintName, message]),
            [['(value like \'%@%\')', 'mail', 'No'], ['(length(value) > 3)', undefined, undefined]]);
        assert.deepEqual([pct?.inlined, pct?.physicalName.name], [true, 'pct_domain']);
    });

    it('types are read as they are written', async () => {
        const model = await modelOf(`enum E { A } domain D: int  type S { x: int }  entity R { id: int key }
            extension citext
            entity T { id: int key  a: decimal(10,2)[]  b: string[3][]  c: range(date)  d: multirange(timestamp)  e: E  f: D[]  g: S  h: R  i: native(postgresql: "inet", mysql: "varchar(45)")  j: vector(3)  k: citext  l: R[] }`);
        assert.deepEqual(entityNamed(model, 'T').attributes.map(({ name, type }) => `${name} ${displayType(type)}`).slice(1), [
            'a decimal(10, 2)[]', 'b string[3][]', 'c range(date)', 'd multirange(timestamp)', 'e E', 'f D[]', 'g S', 'h R',
            'i native(postgresql: "inet", mysql: "varchar(45)")', 'j vector(3)', 'k native(postgresql: "citext")', 'l R[]',
        ]);
    });

    it('sequences, session variables, extensions', async () => {
        const { sequences, sessionVariables, extensions } = await modelOf(`schema s as "phys" { entity A { id: int key } }
            sequence orderNo: bigint start 100 increment 5 cycle owned by s.A.id  sequence plain
            session tenantId: uuid from "app.tenant" required  extension "uuid-ossp" in s version "1.1"`);
        assert.deepEqual(sequences.map(({ id, physicalName, type, options, owner }) => [id, physicalName.name, type && displayType(type), options, owner]), [
            ['orderNo', 'order_no', 'bigint', { start: '100', increment: '5', cycle: true }, 's.A.id'], ['plain', 'plain', undefined, {}, undefined],
        ]);
        assert.deepEqual(sessionVariables.map(({ name, type, setting, required }) => [name, displayType(type), setting, required]), [['tenantId', 'uuid', 'app.tenant', true]]);
        assert.deepEqual(extensions.map(({ name, schema, version }) => [name, schema, version]), [['uuid-ossp', 'phys', '1.1']]);
    });

    it('rows are bound to their attributes', async () => {
        const { rows } = await modelOf(`enum Level { LOW HIGH } entity Country { iso2: char(2) key  name: string  level: Level } rows Country (iso2, level) { ('DE', HIGH) ('FR', LOW) }`);
        assert.deepEqual(rows.map(({ entity, attributes, rows: lines }) => [entity, attributes, lines.map(line => line.map(show))]),
            [['Country', ['iso2', 'level'], [['\'DE\'', 'Level.HIGH'], ['\'FR\'', 'Level.LOW']]]]);
    });

    it('statements and flows know what they are about', async () => {
        const { statements, flows } = await modelOf(`entity A { id: int key } view V from A a { x: a.id }
            /// Needed early.
            statement postgresql before A "analyze"  statement mysql "optimize"
            flow V.x <- A.id, A via mask(hmac)`);
        assert.deepEqual(statements.map(({ engine, text, position, documentation }) => [engine, text, position, documentation]), [
            ['postgresql', 'analyze', { kind: 'before', anchor: 'A' }, 'Needed early.'], ['mysql', 'optimize', undefined, undefined],
        ]);
        assert.deepEqual(flows.map(({ target, sources, transformation }) => [target, sources, transformation]), [['V.x', ['A.id', 'A'], 'mask']]);
    });
});

describe('routines', () => {
    it('have parameters, results and clauses', async () => {
        const { routines } = await modelOf(`schema app { function taxOf(amount: decimal(10,2), out rate: decimal = 0.1, variadic names: string[]) returns decimal
                language plpgsql immutable strict leakproof security definer parallel safe cost 5 rows 10 set search_path = "app" set work_mem = '4MB' as "tax" sql postgresql "body" }
            function touch() returns trigger sql postgresql "t"  procedure clean() sql postgresql "c"  function nothing() returns void sql postgresql "n"
            function many() returns setof int sql postgresql "m"  function pairs() returns table (a: int, b: string) sql postgresql "p"  external function theirs(a: int) returns int`);
        const [taxOf, touch, clean, nothing, many, pairs, theirs] = routines;
        assert.deepEqual([taxOf?.id, taxOf?.physicalName], ['app.taxOf', { schema: 'app', name: 'tax' }]);
        assert.deepEqual(taxOf?.parameters.map(({ name, mode, type, default: standard }) => [name, mode, displayType(type), show(standard)]),
            [['amount', 'in', 'decimal(10, 2)', ''], ['rate', 'out', 'decimal', '0.1'], ['names', 'variadic', 'string[]', '']]);
        assert.deepEqual([taxOf?.language, taxOf?.volatility, taxOf?.strict, taxOf?.leakproof, taxOf?.securityDefiner, taxOf?.parallel, taxOf?.cost, taxOf?.rows],
            ['plpgsql', 'immutable', true, true, true, 'safe', 5, 10]);
        assert.deepEqual(taxOf?.settings, [{ name: 'search_path', value: 'app' }, { name: 'work_mem', value: '4MB' }]);
        assert.deepEqual(taxOf?.bodies, { postgresql: 'body' });
        assert.deepEqual([touch?.result, clean?.kind, clean?.result, nothing?.result], [{ kind: 'trigger' }, 'procedure', undefined, { kind: 'void' }]);
        assert.deepEqual(many?.result?.kind === 'type' && [displayType(many.result.type), many.result.setof], ['int', true]);
        assert.deepEqual(pairs?.result?.kind === 'table' && pairs.result.columns.map(({ name }) => name), ['a', 'b']);
        assert.equal(theirs?.external, true);
    });

    it('triggers bind old and new', async () => {
        const { triggers } = await modelOf(`model M { pattern trigger "trg_{table}_{name}" } function touch(n: int) returns trigger sql postgresql "t"
            entity B { x: int key  y: int key } entity A { id: int key  n: int  b: B }
            trigger keepUp on A before insert or update of n for each row when (old.n is distinct from new.n and old.b = new.b) execute touch(3) disabled
            trigger watch on A after delete old rows as gone constraint deferrable initially deferred sql postgresql "body" as "watcher"
            view V from A a { n: a.n } trigger write on V instead of insert sql postgresql "w"`);
        const [keepUp, watch, write] = triggers;
        assert.equal(keepUp?.physicalName, 'trg_a_keep_up');
        assert.deepEqual([keepUp.relation, keepUp.timing, keepUp.level, keepUp.state], ['A', 'before', 'row', 'disabled']);
        assert.deepEqual(keepUp.events, [{ kind: 'insert', attributes: [] }, { kind: 'update', attributes: ['n'] }]);
        assert.equal(show(keepUp.condition), '((old.n is distinct from new.n) and ((old.b_x = new.b_x) and (old.b_y = new.b_y)))');
        assert.deepEqual([keepUp.action?.routine, keepUp.action?.arguments.map(show)], ['touch', ['3']]);
        assert.deepEqual([watch?.physicalName, watch?.oldRows, watch?.level, watch?.constraint, watch?.bodies, watch?.state],
            ['watcher', 'gone', 'row', { deferrable: true, initiallyDeferred: true }, { postgresql: 'body' }, 'enabled']);
        assert.deepEqual([write?.relation, write?.timing, write?.level], ['V', 'instead of', 'row']);
    });

    it('jobs run routines or marked SQL', async () => {
        const { jobs } = await modelOf('function clean() returns void sql postgresql "c" job nightlyClean at "0 2 * * 0" run clean()  job other at "1 1 * * *" sql postgresql "vacuum" as "other-job"');
        assert.deepEqual(jobs.map(({ physicalName, schedule, action, bodies }) => [physicalName, schedule, action?.routine, bodies]), [
            ['nightly_clean', '0 2 * * 0', 'clean', undefined], ['other-job', '1 1 * * *', undefined, { postgresql: 'vacuum' }],
        ]);
    });
});

describe('access', () => {
    const world = `model M { schema core } schema s as "phys" { entity A { id: int key  n: int } } role reader login as "app_reader"  external role owner inherits reader
        sequence q  function f() returns int sql postgresql "1" `;

    it('roles know their parents', async () => {
        const { roles } = await modelOf(world);
        assert.deepEqual(roles.map(({ id, physicalName, external, login, parents }) => [id, physicalName, external, login, parents]),
            [['reader', 'app_reader', false, true, []], ['owner', 'owner', true, false, ['reader']]]);
    });

    it('grants are about any object', async () => {
        const { grants } = await modelOf(`${world} grant select (n), update on s.A to reader, public with grant option  grant usage on schema s to reader
            grant select on all tables in schema s to reader  grant execute on future functions in schema core by owner to reader
            grant usage on q to reader  revoke execute on f from public`);
        assert.deepEqual(grants.map(({ object }) => object), [
            { kind: 'entity', id: 's.A' }, { kind: 'schema', physicalName: 'phys' }, { kind: 'all', objects: 'tables', schema: 'phys' },
            { kind: 'future', objects: 'functions', schema: 'core', owner: 'owner' }, { kind: 'sequence', id: 'q' }, { kind: 'routine', id: 'f' },
        ]);
        const [first] = grants;
        assert.deepEqual(first?.privileges, [{ name: 'select', attributes: ['n'] }, { name: 'update', attributes: [] }]);
        assert.deepEqual(first.grantees, [{ kind: 'role', role: 'reader' }, { kind: 'public' }]);
        assert.deepEqual([first.grantOption, grants[5]?.kind], [true, 'revoke']);
    });

    it('a grant on several objects is one on each', async () => {
        const { grants } = await modelOf(`${world} entity B { id: int key } view V from B b { id: b.id } grant select on B, V, s.A to reader`);
        assert.deepEqual(grants.map(({ object, place }) => [object, place.range.start.character > 0]), [
            [{ kind: 'entity', id: 'B' }, true], [{ kind: 'view', id: 'V' }, true], [{ kind: 'entity', id: 's.A' }, true],
        ]);
        assert.equal(new Set(grants.map(({ place }) => JSON.stringify(place.range))).size, 3);
    });

    it('policies are bound to their entity', async () => {
        const { policies } = await modelOf(`${world} policy ownRows on s.A allow select to reader, public using (n > 0)  policy guard on s.A restrict all check (id = 1) as "the guard"`);
        assert.deepEqual(policies.map(({ physicalName, entity, permissive, commands, grantees, using, check }) => [physicalName, entity, permissive, commands.join(' '), grantees.length, show(using), show(check)]), [
            ['own_rows', 's.A', true, 'select', 2, '(n > 0)', ''], ['the guard', 's.A', false, 'all', 0, '', '(id = 1)'],
        ]);
    });
});

describe('governance and load', () => {
    it('has areas, owners, purposes, subject, retention and audit', async () => {
        const model = await modelOf(`team Care "Customer care" contact "care@example.org"  area Sales "Sells" area Online in Sales  purpose Fulfil "Fulfil" basis contract
            entity Customer { id: int key  deletedAt: timestamp?  email: string  area Online, Sales  owner Care  steward Care  purpose Fulfil  subject
                retention 7 years after deletedAt then anonymize (email) because "law"  audit read, write }
            entity Order { id: int key  customer: Customer  subject via customer  retention unlimited }`);
        assert.deepEqual(model.teams.map(({ label, contact }) => [label, contact]), [['Customer care', 'care@example.org']]);
        assert.deepEqual(model.areas.map(({ id, parent }) => [id, parent]), [['Sales', undefined], ['Online', 'Sales']]);
        assert.deepEqual(model.purposes.map(({ basis }) => basis), ['contract']);
        const { areas, owner, steward, purposes, subject, retention, audit } = entityNamed(model, 'Customer').governance;
        assert.deepEqual([areas, owner, steward, purposes, subject?.path, audit], [['Online', 'Sales'], 'Care', 'Care', ['Fulfil'], [], ['read', 'write']]);
        const { place: _, ...rest } = retention!;
        assert.deepEqual(rest, { unlimited: false, duration: { count: 7, unit: 'year' }, anchor: 'deletedAt', action: 'anonymize', attributes: ['email'], reason: 'law' });
        const order = entityNamed(model, 'Order').governance;
        assert.deepEqual([order.subject?.path, order.retention?.unlimited], [['customer'], true]);
    });

    it('volumes and accesses are numbers', async () => {
        const model = await modelOf(`entity C { id: int key } entity Order { id: int key  customer: C  placedAt: timestamp  volume 2M growth 10%/year
            access recent(customer) 1.2k/min order by placedAt desc limit 20  access since(customer, start: timestamp) insert 30/sec where placedAt >= start }`);
        const { volume, accesses } = entityNamed(model, 'Order').load;
        assert.deepEqual([volume?.rows, volume?.growth], [2_000_000, { fraction: 0.1, unit: 'year' }]);
        assert.deepEqual(accesses.map(({ name, operation, parameters, rate, where, order, limit }) =>
            [name, operation, parameters.map(({ attribute, name: own, type }) => [attribute, own, displayType(type)]), rate, show(where), order.map(({ expression }) => show(expression)), limit]), [
            ['recent', 'select', [['customer', 'customer', 'C']], { count: 1200, unit: 'min' }, '', ['placed_at'], 20],
            ['since', 'insert', [['customer', 'customer', 'C'], [undefined, 'start', 'timestamp']], { count: 30, unit: 'sec' }, '(placed_at >= :start)', [], undefined],
        ]);
    });

    it('a parent\'s governance holds for its subtypes, its load does not; the nearest line wins', async () => {
        const model = await modelOf(`team T team U area X area Y mixin M { owner T  area Y  access byId(id) 1/min }
            entity A with M { id: int key  area X  volume 1k } entity B extends A { n: int  owner U }`);
        assert.deepEqual([entityNamed(model, 'A').governance.owner, entityNamed(model, 'A').governance.areas], ['T', ['Y', 'X']]);
        assert.equal(entityNamed(model, 'A').load.accesses.length, 1);
        const subtype = entityNamed(model, 'B');
        assert.deepEqual([subtype.governance.owner, subtype.governance.areas, subtype.load], ['U', ['Y', 'X'], { accesses: [] }]);
    });

    it('annotate adds to what is there, and has the last word', async () => {
        const model = await modelOf(`team T team U mixin M { secret: string @internal } entity A with M { id: int key @tag("a")  owner T } entity B with M { id: int key }
            enum E { ON } view V from A a { x: a.id }
            annotate A @confidential { id @tag("b")  secret @pii  owner U } annotate M { secret @tag("all") } annotate A.id @tag("c") annotate V { x @public } annotate E @deprecated`);
        const names = (id: string): string[] => model.entities.flatMap(({ attributes }) => attributes).find(attribute => attribute.id === id)!.annotations
            .map(({ name, arguments: [first] }) => `${name}${first?.value.kind === 'text' ? ` ${first.value.value}` : ''}`);
        assert.deepEqual(names('A.id'), ['tag a', 'tag b', 'tag c']);
        assert.deepEqual(names('A.secret'), ['internal', 'tag all', 'pii']);
        assert.deepEqual(names('B.secret'), ['internal', 'tag all']);
        assert.deepEqual(entityNamed(model, 'A').annotations.map(({ name }) => name), ['confidential']);
        assert.equal(entityNamed(model, 'A').governance.owner, 'U');
        assert.deepEqual(model.views[0]?.columns[0]?.annotations.map(({ name }) => name), ['public']);
        assert.deepEqual(model.enums[0]?.annotations.map(({ name }) => name), ['deprecated']);
    });

    it('annotations have their arguments by parameter', async () => {
        const model = await modelOf(`annotation unit(symbol: string, factor: decimal = 1, exact: boolean = true, on: attribute) on attribute
            entity A { id: int key  n: int @unit("kg", -2.5, exact: false, on: id)  p: string @pii(email) @mask(partial, keepLast: 4) }`);
        const [, n, p] = entityNamed(model, 'A').attributes;
        assert.deepEqual(n?.annotations[0]?.arguments, [
            { parameter: 'symbol', value: { kind: 'text', value: 'kg' } }, { parameter: 'factor', value: { kind: 'number', value: -2.5 } },
            { parameter: 'exact', value: { kind: 'boolean', value: false } }, { parameter: 'on', value: { kind: 'name', value: 'id' } },
        ]);
        assert.deepEqual(p?.annotations.map(({ name, arguments: values }) => [name, values.map(({ parameter, value }) => [parameter, value.kind === 'expression' ? '' : value.value])]),
            [['pii', [['category', 'email']]], ['mask', [['method', 'partial'], ['keepLast', 4]]]]);
    });
});
