import assert from 'node:assert/strict';
import { organizeImports } from '../../../language/format/index.ts';
import { applied, parsed } from './formatting.ts';

function organized(text: string): string {
    const document = parsed(text);
    return applied(document, organizeImports(document));
}

describe('Organizing imports', () => {
    it('sorts by path and leaves each once', () => {
        assert.equal(organized('import "./b.erd"\nimport "./a.erd"\nimport "./b.erd"\n\nentity A\n'), 'import "./a.erd"\nimport "./b.erd"\n\nentity A\n');
    });

    it('moves comments with their import and leaves out none', () => {
        assert.equal(
            organized('import "./c.erd" // of c\n// of a\nimport "./a.erd"\nimport "./c.erd"\n'),
            '// of a\nimport "./a.erd"\nimport "./c.erd" // of c\n'.replace('"./c.erd" // of c\n', '"./c.erd" // of c\nimport "./c.erd"\n'),
        );
    });

    it('keeps sections and the comment at the top', () => {
        const text = '// What this file is about.\n\nimport "./b.erd"\nimport "./a.erd"\n\n// others\n\nimport "./d.erd"\nimport "./c.erd"\n';
        assert.equal(organized(text), '// What this file is about.\n\nimport "./a.erd"\nimport "./b.erd"\n\n// others\n\nimport "./c.erd"\nimport "./d.erd"\n');
    });

    it('has nothing to change where all is in order', () => {
        assert.deepEqual(organizeImports(parsed('import "./a.erd"\nimport "./b.erd"\n')), []);
        assert.deepEqual(organizeImports(parsed('entity A\n')), []);
    });

    it('keeps the kind of line breaks', () => {
        assert.equal(organized('import "./b.erd"\r\nimport "./a.erd"\r\n'), 'import "./a.erd"\r\nimport "./b.erd"\r\n');
    });

    it('leaves imports alone of which one is half-typed', () => {
        const text = 'import "./b.erd"\nimport\nimport "./a.erd"\n';
        assert.equal(organized(text), text);
    });
});
