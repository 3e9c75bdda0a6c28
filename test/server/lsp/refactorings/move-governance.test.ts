import assert from 'node:assert/strict';
import { URI } from 'langium';
import { createErdCoreServices } from '../../../../language/index.ts';
import { Editor } from '../harness.ts';
import { assertSame, offered, taken, type Files } from './taken.ts';

const model = 'model M { targets postgresql 18 }\n';

/** What the files say of entities and their attributes, wherever they say it. */
async function saidIn(files: Files): Promise<unknown> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const documents = Object.entries(files).map(([name, text]) => shared.workspace.LangiumDocumentFactory.fromString(text.replace(/<\|>|<\||\|>/g, ''), URI.parse(`file:///said/${name}`)));
    documents.forEach(document => shared.workspace.LangiumDocuments.addDocument(document));
    await shared.workspace.DocumentBuilder.build(documents);
    const entities = erd.model.ModelProvider.modelOf(documents[0]!)!.entities.map(({ id, annotations, governance, load, attributes }) => ({
        id, annotations: [...annotations].sort((left, right) => left.name.localeCompare(right.name)), governance, load,
        attributes: attributes.map(({ name, annotations: own }) => ({ name, own })),
    }));
    return JSON.parse(JSON.stringify(entities, (key, value: unknown) => key === 'place' || key === 'typePlace' ? undefined : value));
}

describe('move governance', () => {
    afterEach(() => Editor.closeAll());

    const cases: readonly { readonly what: string; readonly title: RegExp; readonly before: Files; readonly after: Files }[] = [
        {
            what: 'to a new file, with comments and what it needs',
            title: /the new file \.\/shop\.governance\.erd/,
            before: {
                'shop.erd': `import "./teams.erd"\n\n${model}\n/// Who buys.\nentity <|>Customer @restricted @was("client") {\n  id: int key\n  name: string(9) @pii(name) // as written\n  mail: text\n    @pii(email)\n    @mask(partial, keepLast: 2)\n  leftAt: timestamp?\n\n  // who answers\n  owner Sales // for now\n  retention 2 years after leftAt then anonymize (name, mail)\n\n  check c: name <> ''\n  access byName(name) 3/min\n}\n`,
                'teams.erd': 'team Sales "Sales"\n',
            },
            after: {
                'shop.erd': `import "./teams.erd"\n\n${model}\n/// Who buys.\nentity Customer @was("client") {\n  id: int key\n  name: string(9) // as written\n  mail: text\n  leftAt: timestamp?\n\n  check c: name <> ''\n}\n`,
                'teams.erd': 'team Sales "Sales"\n',
                'shop.governance.erd': 'import "./shop.erd"\nimport "./teams.erd"\n\nannotate Customer @restricted {\n  name @pii(name)\n  mail @pii(email) @mask(partial, keepLast: 2)\n  // who answers\n  owner Sales // for now\n  retention 2 years after leftAt then anonymize (name, mail)\n  access byName(name) 3/min\n}\n',
            },
        },
        {
            what: 'to a file that says something of the entity, and one that does not',
            title: /governance of .* to \.\/gov\.erd/,
            before: {
                'shop.erd': `${model}\n<|entity A {\n  id: int key @internal\n  volume 2k\n}\n\nschema s {\n  entity B { id: int key  volume 1k }\n}|>\n`,
                'gov.erd': 'import "./shop.erd"\n\nannotate A {\n  audit read\n}\n',
            },
            after: {
                'shop.erd': `${model}\nentity A {\n  id: int key\n}\n\nschema s {\n  entity B { id: int key }\n}\n`,
                'gov.erd': 'import "./shop.erd"\n\nannotate A {\n  audit read\n  id @internal\n  volume 2k\n}\n\nannotate s.B {\n  volume 1k\n}\n',
            },
        },
        {
            what: 'of a file that the model imports',
            title: /the new file/,
            before: { 'shop.erd': `import "./a.erd"\n\n${model}`, 'a.erd': 'import "./teams.erd"\n\nentity <|>A {\n  id: int key\n  owner Sales\n}\n', 'teams.erd': 'team Sales\n' },
            after: { 'shop.erd': `import "./a.erd"\nimport "./a.governance.erd"\n\n${model}`, 'a.erd': 'entity A {\n  id: int key\n}\n', 'teams.erd': 'team Sales\n', 'a.governance.erd': 'import "./a.erd"\nimport "./teams.erd"\n\nannotate A {\n  owner Sales\n}\n' },
        },
    ];
    for (const { what, title, before, after } of cases) {
        it(what, async () => {
            const result = await taken(title, before);
            assert.deepEqual(result, after);
            await assertSame(before, result);
            assert.deepEqual(await saidIn(result), await saidIn(before));
        });
    }

    it('is not offered where nothing is said', async () => {
        const { actions } = await offered(`${model}\nentity <|>A { id: int key @was("b") }\n`);
        assert.deepEqual(actions.filter(({ title }) => title.includes('governance')), []);
    });
});
