import assert from 'node:assert/strict';
import { URI } from 'langium';
import { readFileSync } from 'node:fs';
import { createErdCoreServices } from '../../language/index.ts';
import { findingsOf } from '../../server/findings/index.ts';
import { EmbeddedPostgres } from '../../server/postgres/index.ts';
import { verifyModel } from '../../server/verification/index.ts';

/** Fenced `erd` blocks with the heading that they stand under. */
function examplesIn(markdown: string): { title: string; text: string }[] {
    const examples: { title: string; text: string }[] = [];
    let heading = '';
    for (const match of markdown.matchAll(/^## (?<heading>.+)$|^```erd\n(?<text>[\s\S]*?)^```$/gm)) {
        heading = match.groups!['heading'] ?? heading;
        if (match.groups!['text'] !== undefined) {
            examples.push({ title: `${heading} ${examples.filter(({ title }) => title.startsWith(heading)).length + 1}`, text: match.groups!['text'] });
        }
    }
    return examples;
}

async function checkText(text: string, postgres: EmbeddedPostgres): Promise<string[]> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const [first, ...others] = text.split(/^\/\/ ---- \.\/(\S+)\n/m);
    const files = [['model.erd', first!], ...others.flatMap((name, i) => i % 2 === 0 ? [[name, others[i + 1]!]] : [])];
    const documents = files.map(([name, content]) => shared.workspace.LangiumDocumentFactory.fromString(content!, URI.parse(`file:///manual/${name}`)));
    for (const document of documents) {
        shared.workspace.LangiumDocuments.addDocument(document);
    }
    await shared.workspace.DocumentBuilder.build(documents);
    const verified = await verifyModel(erd.model.ModelProvider.modelOf(documents[0]!)!, postgres);
    return [...findingsOf(documents, erd), ...verified.findings]
        .filter(({ severity }) => severity === 'error' || severity === 'warning')
        .map(({ code, message, place }) => `${code} line ${place.range.start.line + 1}: ${message}`);
}

describe('the examples of the language manual and the README', () => {
    const examples = [...examplesIn(readFileSync('docs/language.md', 'utf8')), ...examplesIn(readFileSync('README.md', 'utf8'))];

    const postgres = new EmbeddedPostgres();
    after(() => postgres.dispose());

    it('has examples', () => {
        assert.ok(examples.length >= 15, `${examples.length} examples`);
    });

    for (const { title, text } of examples) {
        it(`compiles and runs: ${title}`, async () => {
            assert.deepEqual(await checkText(text, postgres), []);
        });
    }
});
