import assert from 'node:assert/strict';
import { EmptyFileSystemProvider, URI, type FileSystemProvider, type LangiumDocument } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { createErdCoreServices, type ErdCoreServices } from '../../../language/services.ts';

/** A workspace of its own: what is kept between changes is what is tested. */
class Workspace {
    private readonly services: ErdCoreServices;

    private readonly files: Map<string, string>;

    private constructor(services: ErdCoreServices, files: Map<string, string>) {
        this.services = services;
        this.files = files;
    }

    static async of(files: Readonly<Record<string, string>>): Promise<Workspace> {
        const texts = new Map<string, string>();
        const { shared, erd } = createErdCoreServices({ fileSystemProvider: () => filesOf(texts) });
        await shared.workspace.WorkspaceManager.initializeWorkspace([]);
        const workspace = new Workspace(erd, texts);
        await workspace.add(files);
        return workspace;
    }

    get models() {
        return this.services.model.ModelProvider;
    }

    async add(files: Readonly<Record<string, string>>): Promise<void> {
        const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = this.services.shared.workspace;
        const documents = Object.entries(files).map(([name, text]) => LangiumDocumentFactory.fromString(text, uriOf(name)));
        documents.forEach(document => LangiumDocuments.addDocument(document));
        await DocumentBuilder.build(documents, { validation: true });
    }

    document(name: string): LangiumDocument<ast.Document> {
        return this.services.shared.workspace.LangiumDocuments.getDocument(uriOf(name)) as LangiumDocument<ast.Document>;
    }

    async change(name: string, text: string): Promise<void> {
        this.files.set(uriOf(name).toString(), text);
        await this.services.shared.workspace.DocumentBuilder.update([uriOf(name)], []);
    }

    async remove(name: string): Promise<void> {
        await this.services.shared.workspace.DocumentBuilder.update([], [uriOf(name)]);
    }

    codes(name: string): string[] {
        return (this.document(name).diagnostics ?? []).map(({ code }) => String(code)).sort();
    }
}

/** What a changed document is read from. */
function filesOf(texts: ReadonlyMap<string, string>): FileSystemProvider {
    return Object.assign(new EmptyFileSystemProvider(), { readFile: (uri: URI) => Promise.resolve(texts.get(uri.toString())!) });
}

function uriOf(name: string): URI {
    return URI.parse(`file:///models/${name}`);
}

describe('models of a workspace', () => {
    it('are built once and shared until something changes', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'entity A { id: int key }' });
        const model = workspace.models.modelOf(workspace.document('a.erd'));
        assert.ok(model);
        assert.equal(workspace.models.modelOf(workspace.document('a.erd')), model);
        await workspace.change('a.erd', 'entity B { id: int key }');
        assert.deepEqual(workspace.models.modelOf(workspace.document('a.erd'))!.entities.map(({ name }) => name), ['B']);
    });

    it('stay where nothing of theirs changed', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'entity A { id: int key }', 'b.erd': 'entity B { id: int key }' });
        const model = workspace.models.modelOf(workspace.document('b.erd'));
        await workspace.change('a.erd', 'entity C { id: int key }');
        assert.equal(workspace.models.modelOf(workspace.document('b.erd')), model);
    });

    it('are new where a file changed that they import', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'import "./b.erd"\nmodel M { targets postgresql 18 }\nentity A { id: int key  b: B }', 'b.erd': 'entity B { id: int key }' });
        const model = workspace.models.modelOf(workspace.document('a.erd'))!;
        assert.deepEqual(model.entities[0]!.attributes[1]!.columns.map(({ type }) => type.kind === 'primitive' && type.name), ['int']);
        await workspace.change('b.erd', 'entity B { id: uuid key }');
        const changed = workspace.models.modelOf(workspace.document('a.erd'))!;
        assert.notEqual(changed, model);
        assert.deepEqual(changed.entities[0]!.attributes[1]!.columns.map(({ type }) => type.kind === 'primitive' && type.name), ['uuid']);
    });

    it('are new where a file came or went', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'import "./b.erd"\nentity A { id: int key  b: B }' });
        assert.deepEqual(workspace.codes('a.erd'), ['ERD401']);
        await workspace.add({ 'b.erd': 'entity B { id: int key }' });
        await workspace.change('a.erd', 'import "./b.erd"\nentity A { id: int key  b: B }\n');
        assert.deepEqual(workspace.codes('a.erd'), []);
        assert.equal(workspace.models.projectsOf(workspace.document('a.erd'))[0]!.documents.length, 2);
        await workspace.remove('b.erd');
        assert.deepEqual(workspace.codes('a.erd'), ['ERD401']);
    });

    it('are several for a file that several import, with the findings of each once', async () => {
        const workspace = await Workspace.of({
            'a.erd': 'import "./shared.erd"\nmodel A { targets postgresql 18 }\nentity X { id: int key  mail: Email }',
            'b.erd': 'import "./shared.erd"\nmodel B { targets postgresql 18 }',
            'shared.erd': 'domain Email: string(20)\ndomain Phone: string(20)\nentity Log { line: text }',
        });
        assert.deepEqual(workspace.models.projectsOf(workspace.document('shared.erd')).map(({ model }) => model.name), ['A', 'B']);
        assert.deepEqual(workspace.codes('shared.erd'), ['ERD101', 'ERD406']);
    });

    it('tell in other files what a change in one causes', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'import "./b.erd"\nentity A { id: int key  b: B(code) }', 'b.erd': 'entity B { id: int key  code: int unique }' });
        assert.deepEqual(workspace.codes('a.erd'), []);
        await workspace.change('b.erd', 'entity B { id: int key  code: int }');
        assert.deepEqual(workspace.codes('a.erd'), ['ERD111']);
    });

    it('do not hold the prelude', async () => {
        const workspace = await Workspace.of({ 'a.erd': 'entity A { id: int key }' });
        assert.deepEqual(workspace.models.projects.map(({ documents }) => documents.length), [1]);
    });
});
