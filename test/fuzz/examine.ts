import assert from 'node:assert/strict';
import { DocumentState, URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createErdCoreServices, formatDocument, tablesOf, type ast, type ErdCoreServices } from '../../language/index.ts';
import { reparse } from '../../language/parser/incremental.ts';
import { WorkspaceFindings } from '../../server/findings/index.ts';
import { targets } from '../../server/targets/index.ts';
import { describeResult } from '../language/parser/describe-result.ts';
import type { Random } from './random.ts';
import { edited } from './texts.ts';

/** Does with texts all that the product does with a file, and throws where something goes wrong. */
export class Examination {
    private readonly services: ErdCoreServices;
    private readonly findings: WorkspaceFindings;
    private count = 0;
    /** What is being done with the text. */
    stage = '';

    private constructor(services: ErdCoreServices) {
        this.services = services;
        this.findings = new WorkspaceFindings(services);
    }

    static async start(): Promise<Examination> {
        const { shared, erd } = createErdCoreServices();
        await shared.workspace.WorkspaceManager.initializeWorkspace([]);
        return new Examination(erd);
    }

    async examine(text: string): Promise<void> {
        const { workspace } = this.services.shared;
        this.stage = 'parse';
        // A folder of its own: `import "./model.erd"` is then the file itself.
        const document = workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.parse(`memory:///${this.count++}/model.erd`));
        workspace.LangiumDocuments.addDocument(document);
        try {
            this.stage = 'link and check';
            await workspace.DocumentBuilder.build([document], { validation: true });
            this.stage = 'model';
            const model = this.services.model.ModelProvider.modelOf(document)!;
            this.stage = 'tables';
            tablesOf(model);
            this.stage = 'check for the targets';
            const findings = this.findings.findingsOf(document);
            // As the commands do: what has errors is not generated.
            if (!findings.some(({ severity }) => severity === 'error')) {
                for (const target of targets) {
                    this.stage = `DDL for ${target.label}`;
                    target.generate(model);
                }
            }
            this.stage = 'format';
            const formatted = TextDocument.applyEdits(TextDocument.create('', 'erd', 0, text), formatDocument(document));
            assert.equal(withoutBlanks(formatted), withoutBlanks(text), 'formatting changes more than white space');
        } finally {
            workspace.LangiumDocuments.deleteDocument(document.uri);
            await workspace.DocumentBuilder.update([], [document.uri]);
            await workspace.DocumentBuilder.waitUntil(DocumentState.Validated);
        }
    }

    /** Edits a text a few times, and compares parsing what changed with parsing all. */
    examineEdits(random: Random, original: string): void {
        const parser = this.services.parser.LangiumParser;
        let text = original;
        let result = parser.parse<ast.Document>(text);
        for (let edits = 1 + random.below(4); edits > 0; edits--) {
            text = edited(random, text);
            this.stage = 'parse what changed';
            const incremental = reparse(parser, result, text);
            this.stage = 'parse all';
            const whole = parser.parse<ast.Document>(text);
            if (incremental) {
                this.stage = 'compare what parsing gave';
                assert.deepEqual(describeResult(incremental), describeResult(whole), `after the edit that makes it\n${text}`);
            }
            result = incremental ?? whole;
        }
    }
}

function withoutBlanks(text: string): string {
    return text.replace(/\s/g, '');
}
