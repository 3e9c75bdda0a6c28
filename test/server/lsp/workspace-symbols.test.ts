import assert from 'node:assert/strict';
import type { SymbolInformation } from 'vscode-languageserver';
import { Editor, folderWith, TestServer } from './harness.ts';

async function symbols(server: TestServer, query: string): Promise<string[]> {
    const found = await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
    return found.map(({ name, containerName }) => containerName === undefined ? name : `${containerName}.${name}`);
}

describe('workspace symbols', () => {
    let server: TestServer;
    before(async () => {
        const folder = await folderWith({
            'a.erd': 'entity CustomerOrder { id: uuid key  customer: Customer }\nschema sales { entity Invoice { id: uuid key } }',
            'b.erd': 'entity Customer { id: uuid key }\nenum CustomerStatus { ACTIVE }',
        });
        server = await TestServer.start({ folders: [folder] });
    });
    after(() => server.stop());

    it('are found in all files by some of their letters', async () => {
        assert.deepEqual((await symbols(server, 'custo')).sort(), ['Customer', 'CustomerOrder', 'CustomerOrder.customer', 'CustomerStatus']);
        assert.deepEqual(await symbols(server, 'custord'), ['CustomerOrder']);
    });

    it('are found by their owner too', async () => {
        assert.deepEqual(await symbols(server, 'custord.cus'), ['CustomerOrder.customer']);
        assert.deepEqual(await symbols(server, 'sales.inv'), ['sales.Invoice']);
    });

    it('are not those of the language', async () => {
        assert.deepEqual(await symbols(server, 'uuid_generate'), []);
        await Editor.closeAll();
    });
});
