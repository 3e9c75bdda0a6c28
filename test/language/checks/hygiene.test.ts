import assert from 'node:assert/strict';
import { URI } from 'langium';
import { dismiss, dismissalOf } from '../../../language/checks/dismissals.ts';
import { checkImportPaths } from '../../../language/checks/imports.ts';
import type { Finding } from '../../../language/findings.ts';
import type * as ast from '../../../language/generated/ast.ts';
import { findingsIn, messagesIn, services, withModel } from './check.ts';

describe('imports', () => {
    it('stay within the folders of the workspace', async () => {
        await withModel('import "./a.erd"\nimport "../other/b.erd"\nimport "http://example.org/c.erd"\nentity A { id: int key }\n// ---- ./a.erd\n', ({ documents: [document] }) => {
            const reported: Finding[] = [];
            const { documents, uri } = { documents: services.shared.workspace.LangiumDocuments, uri: document!.uri };
            const folder = URI.parse(uri.toString().replace(/\/model\.erd$/, ''));
            checkImportPaths(document!, { documents, folders: [folder] }, finding => reported.push(finding));
            assert.deepEqual(reported.map(({ message }) => message), [
                "'../other/b.erd' leads out of the workspace.",
                "'http://example.org/c.erd' is no path to a file of the workspace: it has to begin with ./ or ../.",
            ]);
        });
    });

    it('do not lead to a folder that only begins alike', async () => {
        await withModel('import "../shop2/b.erd"', ({ documents: [document] }) => {
            const reported: Finding[] = [];
            const folder = URI.parse(document!.uri.toString().replace(/[^/]*\/model\.erd$/, 'shop'));
            checkImportPaths(document!, { documents: services.shared.workspace.LangiumDocuments, folders: [folder] }, finding => reported.push(finding));
            assert.deepEqual(reported.map(({ code }) => code), ['ERD402']);
        });
    });

    it('are used where only a mixin of a mixin is', async () => {
        assert.deepEqual(await messagesIn('import "./m.erd"\nentity A with M { id: int key }\n// ---- ./m.erd\nimport "./n.erd"\nmixin M with N { x: int }\n// ---- ./n.erd\nmixin N { y: int }'), []);
    });

    it('put a model together where it is declared', async () => {
        assert.deepEqual(await messagesIn('import "./a.erd"\nmodel M { targets postgresql 18 }\n// ---- ./a.erd\nentity A { id: int key }'), []);
    });

    it('of a chain of a thousand files end, also where it is closed', async () => {
        const files = Array.from({ length: 1000 }, (_, i) => `// ---- ./f${i}.erd\nimport "./f${(i + 1) % 1000}.erd"\nannotate E${(i + 1) % 1000} @internal\nentity E${i} { id: int key }`);
        const text = `import "./f0.erd"\nannotate E0 @internal\n${files.join('\n')}`;
        const codes = (await findingsIn(text)).map(({ code }) => code);
        assert.deepEqual(codes, ['ERD404']);
    });

    it('bring names that are known to be elsewhere', async () => {
        const [finding] = await findingsIn('entity Customer { id: int key  country: Country }\n// ---- ./b.erd\nentity Country { id: int key }');
        assert.equal(finding!.message, "There is no type or entity 'Country'. It is declared in './b.erd'.");
        assert.deepEqual(finding!.data, { name: 'Country', similar: [], importFrom: ['./b.erd'], declare: 'entity' });
    });

    it('bring names that were mistyped too', async () => {
        const [finding] = await findingsIn('entity Customer { id: int key  country: Contry }\n// ---- ./sub/b.erd\nentity Country { id: int key }');
        assert.deepEqual((finding!.data as { similar: unknown }).similar, [{ name: 'Country', importFrom: './sub/b.erd' }]);
    });
});

describe('what nobody uses', () => {
    it('is told of types, mixins, roles, areas and the like', async () => {
        assert.deepEqual((await findingsIn('type T { a: int }\nmixin M { a: int }\nenum E { A }\ndomain D: int check (value > 0)\nrole r\nteam t\npurpose p\nannotation x on any')).map(({ code, tags }) => `${code} ${tags?.join()}`),
            ['ERD406 unnecessary', 'ERD406 unnecessary', 'ERD406 unnecessary', 'ERD406 unnecessary', 'ERD407 unnecessary', 'ERD408 unnecessary', 'ERD408 unnecessary', 'ERD407 unnecessary']);
    });

    it('is not what another file uses, nor what only its values are used of', async () => {
        assert.deepEqual(await messagesIn([
            'import "./a.erd"', 'entity A { id: int key  mail: Email  area Sales }', '// ---- ./a.erd', 'domain Email: string(20)', 'area Sales in All', 'area All',
        ].join('\n')), []);
    });

    it('is what is only annotated', async () => {
        assert.deepEqual(await messagesIn('domain Email: string(20)\nannotate Email @pii(email)'), ['ERD406 The domain Email is used nowhere.']);
    });
});

describe('annotations', () => {
    const cases: Readonly<Record<string, string>> = {
        '@mask(partial, keepLast: 4)': '',
        '@tag("a", "b") @tag("c")': '',
        '@deprecated': '',
        '@mask(keepLast: "4")': 'ERD411 keepLast of @mask is a number.',
        '@mask(5)': 'ERD411 method of @mask is a value of MaskMethod.',
        '@sensitive': 'ERD411 @sensitive needs category.',
        '@public("x")': 'ERD411 @public takes no arguments.',
        '@mask(full, method: partial)': 'ERD411 @mask is given method twice.',
        '@deprecated(old)': 'ERD411 instead of @deprecated is a text.',
        '@tag(old)': "ERD004 Nothing here is called 'old'.",
        '@pii(mail)': "ERD004 PersonalDataCategory has no value 'mail'. Did you mean 'email'?",
        '@public @public': 'ERD412 @public is given already.',
    };
    for (const [annotation, expected] of Object.entries(cases)) {
        it(`${annotation} ${expected === '' ? 'are in order' : 'are not'}`, async () => {
            assert.deepEqual(await messagesIn(`entity A { id: int key  x: string(5) ${annotation} }`), expected === '' ? [] : [expected]);
        });
    }

    it('may stand in a block of their own', async () => {
        assert.deepEqual(await messagesIn('annotation only(x: string) on entity\nentity A { id: int key  x: int }\nannotate A @only("y") { x @only("z") }'),
            ['ERD410 @only can stand on an entity, not on an attribute.']);
    });
});

describe('dismissals', () => {
    const log = (annotation: string): string => `entity Log ${annotation} { line: text }`;

    it('silence where they stand, in a block of their own, and on all of the model', async () => {
        assert.deepEqual(await messagesIn(log('@allow("ERD101", "Rows are appended")')), []);
        assert.deepEqual(await messagesIn(`${log('')}\nannotate Log @allow("ERD101", "Rows are appended")`), []);
        assert.deepEqual(await messagesIn(`model M @allow("ERD101", "Rows are appended") { targets postgresql 18 }\n${log('')}`), []);
        assert.deepEqual(await messagesIn(`schema s @allow("ERD101", "Rows are appended") { ${log('')} }`), []);
    });

    it('silence nothing beside them', async () => {
        assert.deepEqual(await messagesIn(`entity A @allow("ERD303", "We know") { id: int key  order: int }\n${log('')}`),
            ['ERD101 Log has no key: nothing tells its rows apart.']);
    });

    it('without a reason, of an unknown code, or of nothing are told', async () => {
        assert.deepEqual(await messagesIn(log('@allow("ERD101", " ")')), ['ERD101 Log has no key: nothing tells its rows apart.', 'ERD414 ERD101 is dismissed without a reason.']);
        assert.deepEqual(await messagesIn(log('@allow("ERD999", "Why")')), ['ERD101 Log has no key: nothing tells its rows apart.', 'ERD413 There is no finding ERD999.']);
        assert.deepEqual(await messagesIn('entity A @allow("ERD101", "No longer") { id: int key }'), ['ERD415 There is no ERD101 here to dismiss.']);
    });

    it('of codes that were not looked for are left alone', async () => {
        await withModel('entity A @allow("PG001", "Later") { id: int key }', ({ documents: [document] }) => {
            const [entity] = document!.parseResult.value.declarations;
            const dismissal = dismissalOf((entity as ast.Entity).annotations[0]!)!;
            const known = new Set(['PG001']);
            assert.deepEqual(dismiss([], [dismissal], known, () => false).aboutDismissals, []);
            assert.deepEqual(dismiss([], [dismissal], known, () => true).aboutDismissals.map(({ code }) => code), ['ERD415']);
        });
    });
});

describe('suspicious text', () => {
    it('in the letters of one script is not suspicious', async () => {
        assert.deepEqual(await messagesIn('// Заказы, κόσμος, 注文\nentity Заказ { номер: int key  größe: int  注文: string(5) }'), []);
    });

    it('may mean units', async () => {
        assert.deepEqual((await findingsIn('entity A { id: int key  dauer_μs: int }')).map(({ code }) => code), ['ERD010']);
    });

    it('that cannot be seen is told once for each run, and not of a byte order mark at the beginning', async () => {
        assert.deepEqual(await messagesIn('\ufeff// a\u202e\u202eb\u200bc\nentity A { id: int key }'), [
            'ERD011 The text has an invisible control character here: U+202E.', 'ERD011 The text has an invisible control character here: U+200B.',
        ]);
    });

    it('in great numbers is told of a hundred times', async () => {
        assert.equal((await findingsIn(`// ${'\u202e '.repeat(500)}\nentity A { id: int key }`)).length, 100);
    });
});

describe('declarations of one name', () => {
    it('are told over files, the later in the order of the imports', async () => {
        const findings = await findingsIn('import "./b.erd"\nentity A { id: int key  b: B }\nenum B { X }\n// ---- ./b.erd\nentity B { id: int key }');
        const finding = findings.find(({ code }) => code === 'ERD005');
        assert.equal(finding!.message, 'Entity B is declared already, as enum.');
        assert.equal(finding!.related!.length, 1);
    });

    it('are functions where their parameters differ, triggers where their relations do', async () => {
        assert.deepEqual(await messagesIn([
            'external function f(a: int) returns int', 'external function f(a: string) returns int', 'external function g() returns trigger',
            'entity A { id: int key }', 'entity B { id: int key }',
            'trigger t on A after insert for each row execute g()', 'trigger t on B after insert for each row execute g()',
        ].join('\n')), []);
    });
});
