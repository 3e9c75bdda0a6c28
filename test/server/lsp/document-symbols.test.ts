import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import { Editor } from './harness.ts';
import { textIn } from './markers.ts';

async function outline(text: string): Promise<string[]> {
    const editor = await Editor.open(text);
    const lines: string[] = [];
    const write = (symbols: readonly DocumentSymbol[], indent: string): void => {
        for (const { name, detail, children = [], selectionRange, range } of symbols) {
            assert.ok(textIn(editor.text(), range).includes(textIn(editor.text(), selectionRange)));
            lines.push(`${indent}${name}${detail === undefined ? '' : `: ${detail}`}`);
            write(children, `${indent}  `);
        }
    };
    write(await editor.request('textDocument/documentSymbol', { textDocument: { uri: editor.uri() } }), '');
    return lines;
}

describe('document symbols', () => {
    afterEach(() => Editor.closeAll());

    it('are declarations with what is in them', async () => {
        assert.deepEqual(await outline([
            'model Shop { targets postgresql }',
            'schema sales {',
            '  entity Order with Audited extends Base { id: uuid key  total: decimal(10,2)?  key (id)  index (total desc)  check positive: total > 0 }',
            '}',
            'enum Status { OPEN "Open" CLOSED }',
            'relationship places: Customer ||--o{ Order.customer',
            'view V from Order o { total: o.total }',
            'annotate Order { total @internal }',
            'grant select on Order to public',
        ].join('\n')), [
            'Shop: model',
            'sales: schema',
            '  Order: extends Base with Audited',
            '    id: uuid',
            '    total: decimal(10,2)?',
            '    key (id)',
            '    index (total): index',
            '    positive: check',
            'Status: enum',
            '  OPEN: Open',
            '  CLOSED',
            'places: Customer ||--o{ Order.customer',
            'V: view',
            '  total: o.total',
            'annotate Order',
            'grant select on Order',
        ]);
    });

    it('have kinds and tags', async () => {
        const editor = await Editor.open('entity A @deprecated("B") { id: uuid key }\nenum E { X }\ndomain D: string');
        const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: editor.uri() } });
        assert.deepEqual(symbols.map(({ kind, tags }) => [kind, tags]), [[SymbolKind.Class, [1]], [SymbolKind.Enum, undefined], [SymbolKind.TypeParameter, undefined]]);
    });

    it('stay while a line is half typed', async () => {
        assert.deepEqual(await outline('entity A {\n  a:\n  b: int\n}\nentity B { c: int }'), ['A: entity', '  a', '  b: int', 'B: entity', '  c: int']);
    });
});
