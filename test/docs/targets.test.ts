import assert from 'node:assert/strict';
import { URI } from 'langium';
import { readFileSync, writeFileSync } from 'node:fs';
import { createErdCoreServices } from '../../language/index.ts';
import { targetOf } from '../../server/targets/index.ts';

const page = 'docs/targets.md';
const block = /(?<=<!-- types:[^\n]*-->\n)[\s\S]*(?=<!-- \/types -->)/;
const types = [
    'string(20)', 'string', 'char(3)', 'text', 'smallint', 'int', 'bigint', 'decimal(15,2)', 'decimal', 'float', 'double', 'boolean', 'date',
    'time', 'datetime', 'timestamp', 'timestamp(3)', 'interval', 'uuid', 'json', 'binary', 'vector(3)', 'int[]', 'range(date)', 'range(timestamp)', 'multirange(int)',
];

describe('the page of targets', () => {
    it('shows what each type becomes', async () => {
        const { shared, erd } = createErdCoreServices();
        await shared.workspace.WorkspaceManager.initializeWorkspace([]);
        const text = `extension vector\nentity E {\n  id: int key\n${types.map((type, i) => `  a${i}: ${type}\n`).join('')}}\n`;
        const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///types.erd'));
        shared.workspace.LangiumDocuments.addDocument(document);
        await shared.workspace.DocumentBuilder.build([document]);
        const model = erd.model.ModelProvider.modelOf(document)!;
        const rows = model.entities[0]!.attributes.slice(1).map(({ type }, i) => `| \`${types[i]!}\` | \`${targetOf('postgresql')!.type(type, model)}\` |`);
        const table = ['| type | PostgreSQL |', '|---|---|', ...rows, ''].join('\n');
        const markdown = readFileSync(page, 'utf8');
        if (process.env['UPDATE_GOLDEN']) {
            writeFileSync(page, markdown.replace(block, table));
        } else {
            assert.equal(block.exec(markdown)![0], table);
        }
    });
});
