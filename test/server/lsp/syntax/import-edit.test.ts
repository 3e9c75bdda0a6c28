import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { importEdit } from '../../../../server/lsp/syntax/import-edit.ts';

function withImport(text: string, path = './x.erd'): string {
    return TextDocument.applyEdits(TextDocument.create('file:///a.erd', 'erd', 0, text), [importEdit(text, path)]);
}

describe('an import that is added', () => {
    it('stands behind the imports that are there', () => {
        assert.equal(withImport('import "./a.erd" // why\n\nentity A {}\n'), 'import "./a.erd" // why\nimport "./x.erd"\n\nentity A {}\n');
    });

    it('stands above the first declaration and its comments', () => {
        assert.equal(withImport('// Ours.\n\n/// What it is.\nentity A {}\n'), '// Ours.\n\nimport "./x.erd"\n\n/// What it is.\nentity A {}\n');
        assert.equal(withImport('/* one\n two */ entity A {\n\n  id: int\n}\n'), 'import "./x.erd"\n\n/* one\n two */ entity A {\n\n  id: int\n}\n');
    });

    it('stands in a text of comments alone, or of nothing', () => {
        assert.equal(withImport(''), 'import "./x.erd"\n');
        assert.equal(withImport('// Ours.'), 'import "./x.erd"\n\n// Ours.');
    });

    it('ends as the other lines do', () => {
        assert.equal(withImport('import "./a.erd"\r\n'), 'import "./a.erd"\r\nimport "./x.erd"\r\n');
    });

    it('is read as the path that it is', () => {
        assert.equal(withImport('', './a"b.erd'), 'import "./a\\"b.erd"\n');
    });
});
