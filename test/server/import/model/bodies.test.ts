import assert from 'node:assert/strict';
import { createErdCoreServices, formatDocument } from '../../../../language/index.ts';
import { URI } from 'langium';
import { bodyText, isExact } from '../../../../server/import/model/declarations/bodies.ts';
import { compiled } from '../law.ts';

describe('Bodies of imported routines', () => {
    const bodies = [
        'select 1', ' select 1 ', '\nBEGIN\n  x;\nEND;\n', '\n    BEGIN\n    END;\n', '\n  BEGIN\n  END; ', ' BEGIN\n  x\nEND ', 'BEGIN\n\n  "a" \\"b\\" """c""" \\\\"d" \\d+\\\nEND;',
        '\n  a\n   \n\n  b\n  ', '\n\n\n a\n\n', '\tx\n y', '$$a$$\nb$', '"x"', 'select \'a\\b\'', '\n', '',
    ];

    it('are kept to the last blank, formatted and not', async () => {
        const text = `model M { targets postgresql 18 }\n${bodies.map((body, index) => `function f${index}() returns void language plpgsql sql postgresql ${bodyText(body)}`).join('\n')}`;
        for (const written of [text, formatted(text)]) {
            const { routines } = await compiled({ files: [{ path: 'm.erd', text: written }] });
            assert.deepEqual(routines.map(routine => routine.bodies['postgresql']), bodies);
        }
    });

    it('say where blanks had to be left out', () => {
        assert.deepEqual(bodies.filter(body => !isExact(body)), []);
        assert.equal(isExact(`\n${'  x;\n'.repeat(60)}  `), false);
        assert.equal(bodyText(`\n${'  x;\n'.repeat(60)}  `), `"""\n${'x;\n  '.repeat(59)}x;\n"""`);
    });
});

function formatted(text: string): string {
    const { shared } = createErdCoreServices();
    const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.file('/m.erd'));
    return formatDocument(document).toSorted((a, b) => document.textDocument.offsetAt(b.range.start) - document.textDocument.offsetAt(a.range.start)).reduce((done, { range, newText }) =>
        done.slice(0, document.textDocument.offsetAt(range.start)) + newText + done.slice(document.textDocument.offsetAt(range.end)), text);
}
