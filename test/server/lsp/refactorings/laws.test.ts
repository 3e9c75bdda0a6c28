import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { AstUtils, URI, type AstNode } from 'langium';
import type { ClientCapabilities, CodeAction, Range } from 'vscode-languageserver';
import { ast, createErdCoreServices } from '../../../../language/index.ts';
import '../../../seed.ts';
import { Editor, editorCapabilities, TestServer } from '../harness.ts';
import { actionsAt, meaningOf, type Files, type Meaning } from './taken.ts';

/** How many places of an example are looked at, and how many refactorings of each kind are taken there; others with each seed. */
const places = 60;
const takenOfEach = Number(process.env['REFACTORINGS'] ?? 1);

/** Of a client that asks for the edit when an action is taken. */
const resolving: ClientCapabilities = {
    ...editorCapabilities,
    textDocument: { ...editorCapabilities.textDocument, codeAction: { ...editorCapabilities.textDocument!.codeAction, resolveSupport: { properties: ['edit'] } } },
};

interface Place {
    readonly file: string;
    readonly range: Range;
}

describe('refactorings of the examples', () => {
    let server: TestServer;

    before(async () => {
        server = await TestServer.start({ capabilities: resolving });
    });

    after(() => server.stop());

    for (const example of readdirSync('examples', { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)) {
        it(`keep the meaning of ${example}`, async function () {
            // Each refactoring that is taken builds the example four times.
            this.timeout(240_000);
            const files: Files = Object.fromEntries(readdirSync(`examples/${example}`).filter(name => name.endsWith('.erd')).map(name => [name, readFileSync(`examples/${example}/${name}`, 'utf8')]));
            const was = await meaningOf(files);
            const editor = await Editor.open(files, server);
            await editor.settled();
            const offers: { readonly place: Place; readonly action: CodeAction }[] = [];
            for (const place of chosen(await placesIn(files), places)) {
                const actions = await actionsAt(editor, place.file, place.range);
                offers.push(...actions.filter(({ disabled }) => !disabled).map(action => ({ place, action })));
            }
            const kinds = Map.groupBy(offers, ({ action: { title } }) => title.replace(/'[^']*'|\d+|\S+\.erd/g, '_'));
            assert.ok(kinds.size >= 5, [...kinds.keys()].join('\n'));
            for (const [kind, all] of kinds) {
                for (const { place, action } of chosen(all, takenOfEach)) {
                    const resolved = await editor.request<CodeAction>('codeAction/resolve', action).catch((error: Error) => error.message);
                    if (typeof resolved === 'string') {
                        assert.match(resolved, /^It would bring a finding|would change/, `${place.file} ${action.title}`);
                        continue;
                    }
                    const is = await meaningOf({ ...files, ...editor.afterEdit(resolved.edit!) });
                    assertKept(was, is, /database/.test(kind), `${place.file}:${place.range.start.line + 1} ${action.title}`);
                }
            }
            for (const name of Object.keys(files)) {
                await editor.close(name);
            }
        });
    }
});

describe('refactorings of what is in the middle of being written', () => {
    afterEach(() => Editor.closeAll());

    it('are offered or refused, and never fail', async function () {
        this.timeout(240_000);
        const text = readFileSync('examples/customer-data-platform/customer-data-platform.erd', 'utf8');
        const words = [...text.matchAll(/\b[A-Za-z]\w+\b/g)].map(({ index, 0: word }) => ({ index, word }));
        const server = await TestServer.start({ capabilities: resolving });
        const editor = await Editor.open({ 'model.erd': text }, server);
        for (const broken of chosen(words, 10)) {
            const changed = `${text.slice(0, broken.index)}${fc.sample(fc.constantFrom('nothing', '', 'Customer', 'id'), 1)[0]!}${text.slice(broken.index + broken.word.length)}`;
            await editor.change(changed, 'model.erd');
            for (const { file, range } of chosen(await placesIn({ 'model.erd': changed }), 12)) {
                const actions = await actionsAt(editor, file, range);
                for (const action of chosen(actions.filter(({ disabled }) => !disabled), 1)) {
                    const resolved = await editor.request<CodeAction>('codeAction/resolve', action).catch((error: Error) => error.message);
                    assert.ok(typeof resolved === 'object' || /^It would bring|would change/.test(resolved), `${broken.word} at ${broken.index}, ${action.title}: ${JSON.stringify(resolved)}`);
                }
            }
        }
        await server.stop();
    });
});

function assertKept(was: Meaning, is: Meaning, changesTypes: boolean, message: string): void {
    assert.ok(is.findings.length <= was.findings.length, `${message}: ${is.findings.filter(finding => !was.findings.includes(finding)).join('\n')}`);
    assert.deepEqual([...was.comments].filter(comment => !is.comments.has(comment)), [], message);
    const columns = (lines: readonly string[]): readonly string[] => lines.filter(line => !line.includes(': ')).map(line => line.replace(/ not null$/, ''));
    if (changesTypes) {
        assert.deepEqual(columns(is.tables), columns(was.tables), message);
    } else {
        assert.deepEqual(is.tables, was.tables, message);
        assert.deepEqual(is.script, was.script, message);
    }
}

/** The heads of declarations, the types of attributes, mixins that are taken in, and neighbouring attributes. */
async function placesIn(files: Files): Promise<readonly Place[]> {
    const { shared } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const found: Place[] = [];
    for (const [file, text] of Object.entries(files)) {
        const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(`file:///places/${file}`));
        const add = (first: AstNode, last?: AstNode): void => {
            const { start } = first.$cstNode!.range;
            found.push({ file, range: { start, end: last?.$cstNode!.range.end ?? start } });
        };
        for (const node of AstUtils.streamAllContents(document.parseResult.value)) {
            if (ast.isDocument(node.$container) || ast.isSchema(node.$container) || ast.isTypeUse(node) || ast.isMixinUse(node) || ast.isAttribute(node)) {
                add(node);
            }
            const members = ast.isEntity(node) ? node.members : [];
            for (let index = 1; index < members.length; index++) {
                if (ast.isAttribute(members[index]) && ast.isAttribute(members[index - 1])) {
                    add(members[index - 1]!, members[index]);
                }
            }
        }
    }
    return found;
}

function chosen<T>(all: readonly T[], count: number): readonly T[] {
    return fc.sample(fc.shuffledSubarray([...all], { minLength: Math.min(count, all.length), maxLength: Math.min(count, all.length) }), 1)[0]!;
}
