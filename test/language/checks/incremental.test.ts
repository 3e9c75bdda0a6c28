import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, URI, type LangiumDocument, type TextDocumentProvider } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ErdGeneratedModule, ErdGeneratedSharedModule, ErdModule, ErdSharedModule, tablesOf, type Model } from '../../../language/index.ts';

const corpus = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.erd'))
    .map(file => readFileSync(`examples/${file}`, 'utf8'))
    .filter(text => text.length < 8_000);

const pieces = ['', ' ', '\n', 'x', '\n  x: int', '\n  id: int key', '{', '}', '"', '/*', '@', ':', '?', 'entity X { id: int key }\n', 'enum E { A B }\n', ' unique', ' = now()', 'mixin M { m: int }\n', ' with M', '///  x\n'];

const uri = URI.parse('file:///model.erd');

/** A workspace with one file that is open in an editor. */
class Session {
    private open = TextDocument.create(uri.toString(), 'erd', 0, '');
    private readonly services;

    private constructor() {
        const textDocuments: TextDocumentProvider = { get: () => this.open };
        const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), ErdGeneratedSharedModule, ErdSharedModule, { workspace: { TextDocuments: () => textDocuments } });
        const erd = inject(createDefaultCoreModule({ shared }), ErdGeneratedModule, ErdModule);
        shared.ServiceRegistry.register(erd);
        this.services = erd;
    }

    static async start(): Promise<Session> {
        const session = new Session();
        await session.services.shared.workspace.WorkspaceManager.initializeWorkspace([]);
        return session;
    }

    /** As an editor does when a file is opened: nothing is known of the text before. */
    async read(text: string): Promise<void> {
        const { workspace } = this.services.shared;
        if (workspace.LangiumDocuments.hasDocument(uri)) {
            await workspace.DocumentBuilder.update([], [uri]);
        }
        workspace.LangiumDocuments.addDocument(workspace.LangiumDocumentFactory.fromString(text, uri));
        await this.change(text);
    }

    async change(text: string): Promise<void> {
        this.open = TextDocument.create(uri.toString(), 'erd', this.open.version + 1, text);
        await this.services.shared.workspace.DocumentBuilder.update([uri], []);
    }

    private get document(): LangiumDocument {
        return this.services.shared.workspace.LangiumDocuments.getDocument(uri)!;
    }

    get model(): Model {
        return this.services.model.ModelProvider.modelOf(this.document)!;
    }

    /** The model, its tables and what is found in it, places included. */
    describe(): unknown {
        const { document, model } = this;
        const findings = this.services.checks.FindingProvider.findingsOf(document).map(finding => JSON.stringify(finding)).sort();
        return { findings, model: plain(model), tables: plain(tablesOf(model)) };
    }
}

function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

/** What may stand at each place of an entity: the changes that others can be made from are from one to another. */
const places: readonly (readonly string[])[] = [
    ['id: int key', 'id: int key', 'id: uuid key', 'id: Code key', 'a: A key', 'b: B key', 'id: int\n  key (id, code)', ''],
    ['code: string(10) unique', 'code: string(20) unique', 'code: int unique', 'code: Name', 'codes: string(10) unique', ''],
    ['name: text?', 'name: Name', 'name: int  unique constraint "d_n"', ''],
    ['status: Status = OPEN', 'status: Status = CLOSED', ''],
    ['a: A', 'a: A  as "a_ref"', 'other: A', ''],
    ['b: B?', 'b: B(code)', 'b: B(code)  on delete cascade', 'b: B(code)\n  x: B(name)'],
    ['c: C', 'c: C(code)', 'place: Place', 'c: C[]', ''],
    ['index (name)', 'index (a, b)', 'index byName (name)', 'unique (code, name)', 'unique (name) as "same_name"', 'owner Sales', ''],
    ['check right: b.code = code', 'check right: b.code > 0', 'check asks: exists (B x where x.code = name)', 'check deep: c.b.code = code', 'check same: b = x', ''],
];
const suffixes = ['', '', '', '', '', ' with Stamped', ' as "t_a"'];
const rareSuffixes = [...suffixes, ' with Owned', ' extends A'];
/** What stands beside the entities. */
const others = [
    'enum Status { OPEN CLOSED }', 'domain Code: int', 'domain Name: string(30)  check (value <> \'\')', 'type Place { at: Code to: B? }', 'mixin Stamped { madeAt: timestamp = now() }',
    'mixin Owned { owner: A }', 'team Sales', 'annotate B { code @pii(email) }', 'annotate A.name @pii(name)', 'view V from B b { code: b.code }', 'relationship has: A ||--o{ B', 'relationship knows: B }o--o{ C',
    'rows B (code) {\n  (\'x\')\n}', 'schema S { entity F { id: int key  b: B } }',
];

interface Entity {
    readonly suffix: string;
    /** For each place, which of its lines stands there. */
    readonly lines: readonly number[];
}

function entity(among: readonly string[]): fc.Arbitrary<Entity> {
    return fc.record({ suffix: fc.constantFrom(...among), lines: fc.tuple(...places.map(({ length }) => fc.nat({ max: length - 1 }))) });
}

function write(entities: readonly Entity[], beside: readonly string[]): string {
    const written = entities.map(({ suffix, lines }, index) => {
        const members = places.map((alternatives, place) => alternatives[lines[place]!]!).filter(line => line !== '');
        return `/// One.\nentity ${'ABCDEFGH'[index]}${suffix} {\n${members.map(line => `  ${line}\n`).join('')}}`;
    });
    // What stands at the ends is read again with what is beside it, and must not be what else is referred to.
    return ['enum First { A }', 'enum Second { A }', ...beside.slice(0, 3), ...written, ...beside.slice(3), 'enum Third { A }', 'enum Fourth { A }'].join('\n\n');
}

describe('A change to an open file', () => {
    it('of a member leads to the model, tables and findings that reading everything leads to', async () => {
        const edited = await Session.start();
        const other = await Session.start();
        await fc.assert(fc.asyncProperty(
            fc.oneof({ weight: 3, arbitrary: fc.array(entity(suffixes), { minLength: 4, maxLength: 8 }) }, fc.array(entity(rareSuffixes), { minLength: 4, maxLength: 8 })),
            fc.oneof({ weight: 3, arbitrary: fc.shuffledSubarray(others, { maxLength: 3 }) }, fc.shuffledSubarray(others)),
            fc.array(fc.record({ entity: fc.nat(), place: fc.nat({ max: places.length - 1 }), line: fc.nat() }), { minLength: 4, maxLength: 12 }),
            async (original, beside, edits) => {
                let entities = original;
                await edited.read(write(entities, beside));
                edited.describe();
                for (const { entity: at, place, line } of edits) {
                    const index = at % entities.length;
                    const { suffix, lines } = entities[index]!;
                    entities = entities.with(index, { suffix, lines: lines.with(place, line % places[place]!.length) });
                    const text = write(entities, beside);
                    await edited.change(text);
                    await other.read(text);
                    assert.deepEqual(edited.describe(), other.describe());
                }
            },
        ), { numRuns: 40, interruptAfterTimeLimit: 30_000 });
    });

    it('leaves the elements of the model alone that it does not reach', async () => {
        const session = await Session.start();
        const text = (name: string, key: string) => `
            enum Before { X Y }
            enum E { X Y }
            entity First { id: ${key} key }
            entity Second { id: int key  ${name}: text? }
            entity Third { id: int key  second: Second }
            entity Fourth { id: int key  third: Third  first: First }
            domain Behind = text
            domain Last = text
            `.replaceAll(/^ {12}/gm, '');
        const entitiesOf = () => session.model.entities;
        await session.read(text('name', 'int'));
        const before = entitiesOf();
        await session.change(text('title', 'int'));
        const afterMember = entitiesOf();
        assert.deepEqual(afterMember.map((entity, index) => entity === before[index]), [true, false, false, true]);
        assert.deepEqual(afterMember[1]!.attributes.map(({ name }) => name), ['id', 'title']);
        await session.change(text('title', 'uuid'));
        assert.deepEqual(entitiesOf().map((entity, index) => entity === afterMember[index]), [false, false, false, false]);
        assert.deepEqual(entitiesOf()[3]!.attributes[2]!.columns.map(({ type }) => type.kind === 'primitive' && type.name), ['uuid']);
    });

    it('leads to the model, tables and findings that reading everything leads to', async () => {
        const edited = await Session.start();
        const other = await Session.start();
        await fc.assert(fc.asyncProperty(
            fc.constantFrom(...corpus),
            fc.array(fc.record({ at: fc.nat(), removed: fc.oneof(fc.constant(0), fc.nat({ max: 30 }), fc.nat({ max: 200 })), inserted: fc.constantFrom(...pieces) }), { minLength: 1, maxLength: 4 }),
            async (original, edits) => {
                let text = original;
                await edited.read(text);
                edited.describe();
                for (const { at, removed, inserted } of edits) {
                    const start = at % (text.length + 1);
                    text = text.slice(0, start) + inserted + text.slice(start + removed);
                    await edited.change(text);
                    await other.read(text);
                    assert.deepEqual(edited.describe(), other.describe());
                }
            },
        ), { numRuns: 80, interruptAfterTimeLimit: 40_000 });
    });
});
