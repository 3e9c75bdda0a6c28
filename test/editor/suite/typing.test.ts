import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openText } from './documents.ts';

/** What stands in a document after keys were pressed at the end of `before`. */
async function typed(before: string, keys: string): Promise<string> {
    const { document } = await openText(before);
    for (const text of keys) await vscode.commands.executeCommand('type', { text });
    return document.getText();
}

describe('Typing', () => {
    it('continues documentation on the next line, and ends it after an empty one', async () => {
        assert.equal(await typed('/// One.', '\n'), '/// One.\n/// ');
        assert.equal(await typed('/// One.\n///', '\n'), '/// One.\n///\n');
    });

    it('indents what is inside braces', async () => {
        assert.equal(await typed('entity X ', '{\n'), 'entity X {\n  \n}');
    });

    it('closes texts, values and blocks', async () => {
        assert.equal(await typed('', '"'), '""');
        assert.equal(await typed('a: string = ', "'"), "a: string = ''");
        assert.equal(await typed('index ', '('), 'index ()');
    });

    it("does not close the brace of a crow's foot", async () => {
        for (const foot of ['||--o{', '}o--o{', '||..|{', '|o--|{']) {
            assert.equal(await typed('relationship x: A ', foot), `relationship x: A ${foot}`);
        }
    });

    it('takes a quoted name as one word', async () => {
        const { document } = await openText('  `my name`: int');
        const range = document.getWordRangeAtPosition(new vscode.Position(0, 6));
        assert.equal(range && document.getText(range), '`my name`');
    });

    it('toggles comments', async () => {
        const { document } = await openText('a: int');
        await vscode.commands.executeCommand('editor.action.commentLine');
        assert.equal(document.getText(), '// a: int');
    });
});
