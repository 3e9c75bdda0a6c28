import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver';
import { Editor, editorCapabilities, folderWith, TestServer, textOf } from './harness.ts';
import { applyEdits } from './markers.ts';

async function complete(editor: Editor): Promise<CompletionList> {
    return await editor.request<CompletionList | null>('textDocument/completion', editor.atCursor) ?? { isIncomplete: false, items: [] };
}

async function labels(editor: Editor): Promise<string[]> {
    const { items } = await complete(editor);
    return items.toSorted((a, b) => (a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1).map(({ label }) => label);
}

/** The text after an item was chosen, with what a snippet's places hold. */
async function accept(editor: Editor, label: string): Promise<string> {
    const list = await complete(editor);
    const item = list.items.find(candidate => candidate.label === label);
    assert.ok(item, `${label} is not offered`);
    return applyEdits(editor.text(), [{ range: rangeOf(item, list), newText: plain(item) }, ...item.additionalTextEdits ?? []]);
}

function rangeOf({ textEdit }: CompletionItem, { itemDefaults }: CompletionList): Range {
    const range = textEdit ?? itemDefaults!.editRange!;
    return 'replace' in range ? range.replace : 'range' in range ? range.range : range;
}

function plain({ textEdit, textEditText, insertText, label, insertTextFormat }: CompletionItem): string {
    const text = textEdit?.newText ?? textEditText ?? insertText ?? label;
    return insertTextFormat === 2 ? text.replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1').replaceAll(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1').replaceAll(/\$\d/g, '') : text;
}

describe('completion', () => {
    afterEach(() => Editor.closeAll());

    describe('offers', () => {
        const cases: Readonly<Record<string, readonly [text: string, ...expected: string[]]>> = {
            'the attributes of this entity in a key': ['mixin M { m: int }\nentity B { x: int }\nentity A with M {\n  key (<|>)\n  a: int\n}', 'a', 'm'],
            'the attributes that a reference can point to': ['entity C { id: uuid key  iso: string unique }\nentity A { c: C(<|>) }', 'id', 'iso'],
            'members behind a dot': ['entity C { id: uuid key  name: string }\nentity A { c: C  check named: c.<|> }', 'id', 'name'],
            'the columns of an alias': ['entity C { id: uuid key  name: string }\nview V from C c where c.<|> { x: c.id }', 'id', 'name'],
            'the columns of rows that a condition asks about': ['entity C { id: uuid key  name: string }\nentity A { id: int key  c: C }\npolicy p on A allow select using (exists (C c where c.<|>))', 'id', 'name'],
            'entities that a condition may ask about': ['entity C { id: uuid key }\nentity A { id: int key }\npolicy p on A allow select using (exists (<|>', 'A', 'C'],
            'variables of the session': ['session tenant: uuid from "app.tenant"\nentity A { id: uuid key  t: uuid = session.<|> }', 'tenant'],
            'versions of an engine': ['model M { targets postgresql <|> }', '14', '15', '16', '17', '18'],
            'versions of an engine up to which a model is': ['model M { targets postgresql 15 to <|> }', '14', '15', '16', '17', '18'],
            'values of the discriminator of a subtype': ['enum K { CAR VAN }\nentity V { id: int key  k: K  subtypes single table by k }\nentity C extends V is <|>', 'CAR', 'VAN'],
            'the ends of a many-to-many relationship in its block': ['entity S { id: int key }\nentity C { id: int key }\nrelationship r: S }o--o{ C {\n  grade: int\n  key (<|>)\n}', 'grade', 'c', 's'],
            'the ends of a many-to-many relationship behind its alias': ['entity S { id: int key }\nentity C { id: int key }\nrelationship r: S }o--o{ C\nview V from r e where e.<|> { x: 1 }', 'c', 's'],
            'extensions': ['extension pg_t<|>', 'pg_stat_statements', 'pg_trgm'],
            'values of an enumeration behind its name': ['enum S { X Y }\nentity A { s: S = S.<|> }', 'X', 'Y'],
            'mixins that are not taken in yet': ['mixin L {}\nmixin M {}\nmixin N {}\nentity A with M, <|> {}', 'L', 'N'],
            'entities to extend, not the entity itself': ['entity P {}\nentity A extends <|> {}', 'P'],
            'engines that are not targets yet': ['model M { targets postgresql, <|> }', 'mongodb', 'mysql', 'oracle', 'sqlite', 'sqlserver'],
            'categories of personal data': ['entity A { a: string @sensitive(<|>) }', 'biometric', 'child', 'criminal', 'ethnicity', 'genetic', 'health', 'politicalOpinion', 'religion', 'sexLife', 'sexualOrientation', 'unionMembership'],
            'parameters that have no argument yet': ['entity A { a: string @mask(partial, keepFirst: 1, <|>) }', 'keepLast', 'with'],
            'operator classes of the index method': ['entity A { a: string  index (a ops <|>) using hnsw }', 'vector_cosine_ops', 'vector_ip_ops', 'vector_l1_ops', 'vector_l2_ops'],
            'index methods that can hold the attribute': ['entity A { v: vector(3)  index (v) using <|> }', 'bloom', 'hnsw', 'ivfflat'],
            'actions that fit a required attribute without default': ['entity C { id: uuid key }\nentity A { c: C on delete <|> }', 'cascade', 'no action', 'restrict'],
            'actions that fit an optional one': ['entity C { id: uuid key }\nentity A { c: C? on delete <|> }', 'cascade', 'no action', 'restrict', 'set null'],
            'the reference attributes of a relationship\'s end': ['entity C { id: uuid key }\nentity A { id: uuid key  c: C  n: int }\nrelationship r: C ||--o{ A.<|>', 'c'],
            'entities for a relationship': ['entity C { id: uuid key }\nenum E { X }\nrelationship r: <|>', 'C'],
            'teams as owners': ['team T\narea R\nentity A { id: uuid key  owner <|> }', 'T'],
            'grantees': ['role reader\nentity A {}\npolicy p on A allow select to <|>', 'reader', 'public'],
            'nothing where a name is declared': ['entity <|> {}'],
            'nothing for the name of an attribute that has its colon': ['entity A { da<|>: date }'],
            'nothing in a comment': ['entity A { // see <|>\n}'],
            'nothing in documentation': ['/// An <|>\nentity A {}'],
            'nothing in a text': ['team T "The <|>"'],
            'nothing in a SQL string': ['entity A { a: string = \'en<|>\' }'],
            'nothing for a number': ['entity A { a: decimal(1<|>) }'],
            'nothing in a list of values': ['enum S { X <|> }'],
        };
        for (const [what, [text, ...expected]] of Object.entries(cases)) {
            it(`${what}, no more`, async () => {
                assert.deepEqual(await labels(await Editor.open(text)), expected);
            });
        }
    });

    describe('puts first', () => {
        const cases: Readonly<Record<string, readonly [text: string, ...expected: string[]]>> = {
            'the values of the enumeration that a default is of': ['enum Status { OPEN CLOSED }\nentity A { status: Status = <|> }', 'CLOSED', 'OPEN'],
            'the values that an attribute is compared with': ['enum Status { OPEN CLOSED }\nentity A { status: Status  check c: status = <|> }', 'CLOSED', 'OPEN', 'status'],
            'functions of the type of the default': ['entity A { id: uuid = <|> }', 'uuid', 'uuid7'],
            'attributes in an index, declared above or below': ['entity A {\n  a: int\n  index (<|>)\n  b: int\n}', 'a', 'b'],
            'the model\'s own types': ['enum Status { X }\ndomain Email: string\nentity A { x: <|> }', 'A', 'Email', 'Status'],
            'the parameters of an access pattern': ['entity A { at: timestamp  access since(start: timestamp) 1/min where at >= <|> }', 'at', 'start'],
            'what a policy\'s entity has': ['entity A { a: int }\nrole r\npolicy p on A allow select to r using (<|>)', 'a'],
            'what an annotated entity has': ['entity A { a: int  b: int }\nannotate A { <|> }', 'a', 'b'],
            '`value` in the check of a domain': ['domain D: int check (<|>)', 'value'],
            '`old` and `new` in a trigger': ['entity A { a: int }\nfunction f() returns trigger sql postgresql ""\ntrigger t on A before update when (<|>) execute f()', 'new', 'old'],
        };
        for (const [what, [text, ...expected]] of Object.entries(cases)) {
            it(`of all, ${what}`, async () => {
                assert.deepEqual((await labels(await Editor.open(text))).slice(0, expected.length), expected);
            });
        }
    });

    it('begins a line with what begins one, and continues it with what continues it', async () => {
        const lines = await labels(await Editor.open('entity A {\n  a: int\n  <|>\n}'));
        assert.ok(lines.includes('index') && lines.includes('check') && lines.includes('key') && lines.includes('partition by range'));
        assert.ok(!lines.includes('computed') && !lines.includes('entity'));
        const modifiers = await labels(await Editor.open('entity A {\n  a: int <|>\n}'));
        assert.ok(modifiers.includes('computed') && modifiers.includes('identity'));
        assert.ok(!modifiers.includes('index') && !modifiers.includes('on delete'));
        const declarations = await labels(await Editor.open('entity A {}\n<|>'));
        assert.ok(declarations.includes('abstract entity') && declarations.includes('materialized view') && !declarations.includes('primitive'));
    });

    it('offers words that belong together as one', async () => {
        const offered = await labels(await Editor.open('entity C { id: uuid key }\nentity A { c: C? <|> }'));
        for (const phrase of ['on delete', 'on update', 'foreign key constraint', 'not enforced']) {
            assert.ok(offered.includes(phrase), phrase);
        }
    });

    it('goes on behind a line that cannot be read', async () => {
        assert.deepEqual(await labels(await Editor.open('entity A {\n  a: int\n  what is this\n  key (<|>)\n}')), ['a']);
    });

    it('needs no wait for what was just typed', async () => {
        const editor = await Editor.open('entity Customer { id: uuid key }\nentity A {\n  <|>\n}');
        await editor.diagnostics();
        await editor.type('c: Cust');
        assert.deepEqual(await labels(editor), ['Customer']);
    });

    it('finds names by some of their letters', async () => {
        assert.ok((await labels(await Editor.open('entity CustomerOrder {}\nentity A { c: cuor<|> }'))).includes('CustomerOrder'));
    });

    it('replaces the whole word around the cursor', async () => {
        const editor = await Editor.open('entity Customer {}\nentity A { c: Cu<|>st }');
        assert.equal(await accept(editor, 'Customer'), 'entity Customer {}\nentity A { c: Customer }');
    });

    it('writes names that are words of the language in backticks', async () => {
        const editor = await Editor.open('entity A { `end`: int\n  key (<|>)\n}');
        assert.equal(await accept(editor, 'end'), 'entity A { `end`: int\n  key (`end`)\n}');
    });

    it('calls a function with its arguments, and once', async () => {
        assert.equal(await accept(await Editor.open('entity A { a: timestamp = no<|> }'), 'now'), 'entity A { a: timestamp = now() }');
        assert.equal(await accept(await Editor.open('entity A { a: string check (low<|> = a) }'), 'lower'), 'entity A { a: string check (lower() = a) }');
        assert.equal(await accept(await Editor.open('entity A { a: string check (low<|>(a) = a) }'), 'lower'), 'entity A { a: string check (lower(a) = a) }');
    });

    it('names an argument', async () => {
        const editor = await Editor.open('entity A { a: string @mask(partial, keepL<|>) }');
        assert.equal(await accept(editor, 'keepLast'), 'entity A { a: string @mask(partial, keepLast: ) }');
    });

    it('strikes through what is deprecated', async () => {
        const { items } = await complete(await Editor.open('entity Old @deprecated("New") {}\nentity A { o: Ol<|> }'));
        assert.deepEqual(items.map(({ label, tags }) => [label, tags]), [['Old', [1]]]);
    });

    it('tells what an element is when asked', async () => {
        const editor = await Editor.open('/// Who buys.\nentity Customer { id: uuid key }\nentity A { c: Cust<|> }');
        const { items } = await complete(editor);
        assert.equal(items[0]!.documentation, undefined);
        const resolved = await editor.request<CompletionItem>('completionItem/resolve', items[0]!);
        assert.match(textOf(resolved.documentation!), /Who buys\./);
    });

    describe('of names from files that are not imported', () => {
        it('adds the import', async () => {
            const editor = await (await Editor.open({
                'orders/order.erd': '// Orders.\n\n/// An order.\nentity Order { c: Cust<|> }',
                'customer.erd': 'entity Customer { id: uuid key }',
            })).settled();
            assert.equal(await accept(editor, 'Customer'), '// Orders.\n\nimport "../customer.erd"\n\n/// An order.\nentity Order { c: Customer }');
        });

        it('adds it below those that are there', async () => {
            const editor = await (await Editor.open({
                'order.erd': 'import "./a.erd"\n\nentity Order { c: Cust<|> }', 'a.erd': '', 'customer.erd': 'entity Customer { id: uuid key }',
            })).settled();
            assert.equal(await accept(editor, 'Customer'), 'import "./a.erd"\nimport "./customer.erd"\n\nentity Order { c: Customer }');
        });

        it('writes the schema that an element is in', async () => {
            const editor = await (await Editor.open({ 'order.erd': 'entity Order { c: Cust<|> }', 'sales.erd': 'schema sales { entity Customer { id: uuid key } }' })).settled();
            assert.match(await accept(editor, 'sales.Customer'), /entity Order \{ c: sales\.Customer \}/);
            await editor.change('entity Order { c: sal<|> }', 'order.erd');
            assert.ok((await labels(editor)).includes('sales.Customer'));
        });

        it('leaves out what could only be imported in a circle', async () => {
            const editor = await (await Editor.open({ 'shared.erd': 'mixin M { c: Cust<|> }', 'main.erd': 'import "./shared.erd"\nentity Customer { id: uuid key }' })).settled();
            assert.deepEqual(await labels(editor), []);
        });
    });

    it('offers the files that an import could name', async () => {
        const editor = await (await Editor.open({ 'a.erd': 'import "./b.erd"\nimport "./<|>"', 'b.erd': '', 'c.erd': '', 'parts/d.erd': '' })).settled();
        const offered = await labels(editor);
        assert.deepEqual(offered.filter(path => !path.startsWith('../')), ['./c.erd', './parts/d.erd']);
        assert.equal(await accept(editor, './c.erd'), 'import "./b.erd"\nimport "./c.erd"');
    });

    describe('of whole blocks', () => {
        it('inserts text that can be read', async () => {
            const { blocks } = await import('../../../server/lsp/completion/blocks.ts');
            for (const [key, { snippet }] of Object.entries(blocks)) {
                const [rule, phrase] = key.split(': ') as [string, string];
                const inserted = plain({ label: '', insertText: snippet, insertTextFormat: 2 });
                const editor = await Editor.open(around(rule, inserted));
                const errors = (await editor.problems()).filter(problem => /expect|lexer|reads|syntax/i.test(problem));
                assert.deepEqual(errors, [], `${phrase}: ${editor.text()}`);
            }
        });

        it('leaves them to a client that brings its own', async () => {
            const server = await TestServer.start({ initializationOptions: { snippets: false } });
            const editor = await Editor.open('ent<|>', server);
            assert.equal(await accept(editor, 'entity'), 'entity');
            await server.stop();
        });

        it('leaves them to a client that knows no snippets', async () => {
            const server = await TestServer.start({ capabilities: { ...editorCapabilities, textDocument: { completion: {} } } });
            const editor = await Editor.open('entity A { a: string check (lowe<|>) }', server);
            assert.equal(await accept(editor, 'lower'), 'entity A { a: string check (lower() }');
            await server.stop();
        });
    });

    it('does not offer what is excluded', async () => {
        const folder = await folderWith({ 'a.erd': '', 'old/b.erd': 'entity Old { id: uuid key }', 'node_modules/x/c.erd': 'entity Older { id: uuid key }' });
        const server = await TestServer.start({ folders: [folder], settings: { 'files.exclude': { '**/old': true } } });
        const editor = Editor.inFolder(server, folder);
        await editor.add('a.erd', 'entity A { o: Ol<|> }');
        assert.deepEqual(await labels(editor), []);
        await server.stop();
    });
});

/** Puts a block where its rule is read. */
function around(rule: string, text: string): string {
    const entity = (member: string): string => `entity Entity { attribute: timestamp ${member} }`;
    switch (rule) {
        case 'Index': case 'Check': case 'Partitioning': case 'RetentionLine': case 'VolumeLine': case 'AccessPattern': case 'IndexInclude':
            return entity(`\n${rule === 'IndexInclude' ? 'index (attribute) ' : ''}${text}`);
        case 'CheckModifier': case 'ComputedModifier': case 'ViaModifier':
            return entity(text);
        case 'Operand':
            return entity(`= ${text}`);
        default:
            return text;
    }
}
