import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compileModel, importSource } from '../../../../server/import/index.ts';
import { readMermaid } from '../../../../server/import/mermaid/index.ts';
import { diagramsIn } from './readings.ts';

const markdown = readFileSync(join(import.meta.dirname, 'diagrams.md'), 'utf8');

const token = fc.constantFrom(
    'A', 'B', 'ORDER', '"a b"', 'p[Person]', '||--o{', '}|..|{', '||', 'one or more', 'to', 'many(0)', '1+', 'u--o{', ':', ': has', ': "x"', '{', '}', '{ int id PK }', 'int', 'string?', 'id', 'PK',
    'FK', 'UK,', '"text"', '`x`', 'List~int~', 'enum(a,b)', 'title', 'direction LR', 'classDef x fill:#f00', ':::x', 'subgraph', 'end', '%% remark', '%%{', '}%%', ';', '\n', '\n\n', '\r\n', '*', '|', '"', '~', '\u0000', '😀',
);

describe('whatever a diagram says', () => {
    it('is read without an error of ours, and each fault has a line of the text', () => {
        fc.assert(fc.property(fc.array(token, { maxLength: 40 }), tokens => {
            const text = `erDiagram\n${tokens.join(' ')}`;
            const { notices, objects } = readMermaid(text);
            const lines = text.split(/\r\n|\n|\r/).length;
            assert.ok([...notices, ...objects].every(({ line }) => line >= 1 && line <= lines));
        }), { numRuns: 2000 });
    });

    it('becomes a model without errors', async () => {
        for (const text of [...diagramsIn(markdown), markdown]) {
            const { files } = await importSource({ text, name: 'Drawn' });
            const { findings } = await compileModel(files);
            assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message), [], text);
        }
    });
});
