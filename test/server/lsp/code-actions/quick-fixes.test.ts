import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { filesOf, structuralFindings, type FindingEntry } from '../../../../language/index.ts';
import { Editor } from '../harness.ts';

/** Opens an entry's example, in files of the names that it gives them. */
function openExample(example: string): Promise<Editor> {
    return Editor.open(Object.fromEntries([...filesOf(example)].map(([path, text]) => [path.slice(2), text])));
}

async function fixesFor(editor: Editor, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return editor.request('textDocument/codeAction', {
        textDocument: { uri: editor.uri('model.erd') }, range: diagnostic.range, context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
}

/** Examples whose mended form is not what the preferred fix makes of it: only a person can mend the rest. */
const mendedByHand: ReadonlySet<string> = new Set(['ERD416']);

describe('quick fixes', () => {
    for (const [code, entry] of Object.entries<FindingEntry>(structuralFindings)) {
        if (entry.fixes.length === 0) {
            it(`of ${code}: none, as its page says`, async () => {
                const editor = await openExample(entry.example);
                const found = (await editor.diagnostics('model.erd')).filter(diagnostic => diagnostic.code === code);
                for (const diagnostic of found) {
                    assert.deepEqual((await fixesFor(editor, diagnostic)).map(({ title }) => title), []);
                }
            });
            continue;
        }

        it(`of ${code}: the preferred one mends the example`, async () => {
            const editor = await openExample(entry.example);
            const diagnostic = (await editor.diagnostics('model.erd')).find(candidate => candidate.code === code);
            assert.ok(diagnostic, `${code} is not found`);
            const [preferred, ...others] = await fixesFor(editor, diagnostic);
            assert.ok(preferred, 'There is no fix.');
            assert.equal(preferred.isPreferred, true);
            assert.ok(others.every(({ isPreferred }) => !isPreferred));
            const after = editor.afterEdit(preferred.edit!);
            if (!mendedByHand.has(code)) {
                assert.deepEqual({ ...textsOf(entry.example), ...after }, textsOf(entry.mended));
            }
            for (const [name, text] of Object.entries(after)) {
                await editor.change(text, name);
            }
            assert.deepEqual((await editor.diagnostics('model.erd')).filter(candidate => candidate.code === code), []);
        });
    }
});

function textsOf(example: string): Record<string, string> {
    return Object.fromEntries([...filesOf(example)].map(([path, text]) => [path.slice(2), text]));
}

afterEach(() => Editor.closeAll());
