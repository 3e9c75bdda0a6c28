import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, URI, type LangiumDocument, type TextDocumentProvider } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ErdGeneratedModule, ErdGeneratedSharedModule, ErdModule, ErdSharedModule, tablesOf } from '../../../language/index.ts';

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

    /** The model, its tables and what is found in it, places included. */
    describe(): unknown {
        const document: LangiumDocument = this.services.shared.workspace.LangiumDocuments.getDocument(uri)!;
        const model = this.services.model.ModelProvider.modelOf(document)!;
        const findings = this.services.checks.FindingProvider.findingsOf(document).map(finding => JSON.stringify(finding)).sort();
        return { findings, model: plain(model), tables: plain(tablesOf(model)) };
    }
}

function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

describe('A change to an open file', () => {
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
