import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestServer } from '../server/lsp/harness.ts';
import { corpus } from './corpus.ts';
import { Random } from './random.ts';
import { edited, randomEdit, randomText } from './texts.ts';

const messagesPerSession = 60;

/** Talks with the real language server at random. Gives what went wrong, with the seed and the last messages. */
export async function runSessions(seed: number, count: number, bound: number): Promise<string[]> {
    const problems: string[] = [];
    for (let index = 0; index < count; index++) {
        problems.push(...await new Session(seed, index, bound).run());
    }
    return problems;
}

interface OpenDocument {
    text: string;
    version: number;
}

class Session {
    private readonly random: Random;
    private readonly name: string;
    private readonly bound: number;
    private readonly documents = new Map<string, OpenDocument>();
    private readonly log: string[] = [];
    private readonly problems: string[] = [];

    constructor(seed: number, index: number, bound: number) {
        this.random = new Random(Math.imul(seed, 7919) + index);
        this.name = `seed ${seed}, session ${index}`;
        this.bound = bound;
    }

    async run(): Promise<readonly string[]> {
        const server = await TestServer.start();
        for (let count = 0; count < messagesPerSession && this.problems.length === 0; count++) {
            await this.step(server);
        }
        await this.request(server, 'textDocument/diagnostic', { textDocument: { uri: this.uri() } });
        for (const error of server.errors) {
            this.report(error);
        }
        await server.stop();
        return this.problems;
    }

    private async step(server: TestServer): Promise<void> {
        const { random } = this;
        const uri = this.uri();
        const open = this.documents.get(uri);
        if (!open) {
            const text = random.chance(0.7) ? random.pick(corpus) : randomText(random).slice(0, 20_000);
            this.documents.set(uri, { text, version: 1 });
            await this.notify(server, 'textDocument/didOpen', { textDocument: { uri, languageId: 'erd', version: 1, text } });
        } else if (random.chance(0.4)) {
            await this.edit(server, uri, open);
        } else if (random.chance(0.05)) {
            this.documents.delete(uri);
            await this.notify(server, 'textDocument/didClose', { textDocument: { uri } });
        } else {
            const [method, params] = this.someRequest(uri, open.text);
            if (random.chance(0.05)) {
                await this.request(server, method, this.wrong(params));
                // What is no request of the protocol may be logged as an error; it must not be the end of the server.
                server.received.length = 0;
            } else {
                await this.request(server, method, params);
            }
        }
    }

    private async edit(server: TestServer, uri: string, open: OpenDocument): Promise<void> {
        const { random } = this;
        open.version++;
        if (random.chance(0.1)) {
            open.text = edited(random, open.text);
            await this.notify(server, 'textDocument/didChange', { textDocument: { uri, version: open.version }, contentChanges: [{ text: open.text }] });
            return;
        }
        const document = TextDocument.create(uri, 'erd', 0, open.text);
        const { start, end, inserted } = randomEdit(random, open.text);
        const range = { start: document.positionAt(start), end: document.positionAt(end) };
        open.text = TextDocument.update(document, [{ range, text: inserted }], open.version).getText();
        await this.notify(server, 'textDocument/didChange', { textDocument: { uri, version: open.version }, contentChanges: [{ range, text: inserted }] });
    }

    private someRequest(uri: string, text: string): readonly [string, object] {
        const { random } = this;
        const textDocument = { uri };
        const position = this.position(text);
        const range: Range = { start: position, end: this.position(text) };
        const options = { tabSize: random.pick([2, 4, 0]), insertSpaces: random.chance(0.8) };
        return random.pick<() => readonly [string, object]>([
            () => ['textDocument/completion', { textDocument, position }],
            () => ['textDocument/hover', { textDocument, position }],
            () => ['textDocument/definition', { textDocument, position }],
            () => ['textDocument/typeDefinition', { textDocument, position }],
            () => ['textDocument/references', { textDocument, position, context: { includeDeclaration: random.chance(0.5) } }],
            () => ['textDocument/documentHighlight', { textDocument, position }],
            () => ['textDocument/prepareRename', { textDocument, position }],
            () => ['textDocument/rename', { textDocument, position, newName: random.pick(['a', 'key', 'not valid!', '', '`x y`', 'É', '__proto__']) }],
            () => ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
            () => ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [], only: ['source'] } }],
            () => ['textDocument/formatting', { textDocument, options }],
            () => ['textDocument/rangeFormatting', { textDocument, range, options }],
            () => ['textDocument/onTypeFormatting', { textDocument, position, ch: random.pick(['}', '\n']), options }],
            () => ['textDocument/documentSymbol', { textDocument }],
            () => ['textDocument/foldingRange', { textDocument }],
            () => ['textDocument/selectionRange', { textDocument, positions: [position] }],
            () => ['textDocument/semanticTokens/full', { textDocument }],
            () => ['textDocument/semanticTokens/range', { textDocument, range }],
            () => ['textDocument/inlayHint', { textDocument, range }],
            () => ['textDocument/codeLens', { textDocument }],
            () => ['textDocument/documentLink', { textDocument }],
            () => ['textDocument/signatureHelp', { textDocument, position }],
            () => ['textDocument/prepareTypeHierarchy', { textDocument, position }],
            () => ['textDocument/prepareCallHierarchy', { textDocument, position }],
            () => ['textDocument/diagnostic', { textDocument }],
            () => ['workspace/symbol', { query: random.pick(['', 'a', 'Order', '.', '(']) }],
        ])();
    }

    /** Mostly in the text, now and then behind it. */
    private position(text: string): Position {
        return this.random.chance(0.05) ? { line: this.random.below(10_000), character: this.random.below(10_000) }
            : TextDocument.create('', '', 0, text).positionAt(this.random.below(text.length + 1));
    }

    private wrong(params: object): object {
        return this.random.pick([{}, { ...params, textDocument: { uri: 'file:///none.erd' } }, { ...params, position: { line: -1, character: -1 } }, { ...params, textDocument: { uri: '' } }]);
    }

    private uri(): string {
        return pathToFileURL(join('/models', this.random.pick(['a.erd', 'b.erd', 'model.erd']))).toString();
    }

    private async notify(server: TestServer, method: string, params: object): Promise<void> {
        this.log.push(`${method} ${JSON.stringify(params)}`);
        await server.connection.sendNotification(method, params);
    }

    /** An answer in time, or a refusal in the protocol's words. */
    private async request(server: TestServer, method: string, params: object): Promise<void> {
        this.log.push(`${method} ${JSON.stringify(params)}`);
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<string>(resolve => {
            timer = setTimeout(() => resolve(`no answer within ${this.bound} ms`), this.bound);
        });
        const answer = server.connection.sendRequest(method, params).then(() => undefined, (error: Error & { readonly code?: number }) => isRefusal(error) ? undefined : `${method}: ${error.stack}`);
        const problem = await Promise.race([answer, late]);
        clearTimeout(timer);
        if (problem !== undefined) {
            this.report(problem);
        }
    }

    private report(problem: string): void {
        this.problems.push(`${this.name}: ${problem}\n${this.log.slice(-6).map(line => line.slice(0, 400)).join('\n')}`);
    }
}

/** What the server may say instead of an answer: unknown method, wrong parameters, a refusal, cancelled, changed meanwhile. */
const refusals: ReadonlySet<number> = new Set([-32_601, -32_602, -32_803, -32_800, -32_801, -32_802]);

function isRefusal({ code }: { readonly code?: number }): boolean {
    return code !== undefined && refusals.has(code);
}
