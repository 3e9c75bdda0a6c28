import assert from 'node:assert/strict';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, TypeHierarchyItem } from 'vscode-languageserver';
import { Editor } from './harness.ts';

describe('type hierarchy', () => {
    afterEach(() => Editor.closeAll());

    async function prepare(editor: Editor): Promise<TypeHierarchyItem> {
        await editor.settled();
        const [item] = await editor.request<TypeHierarchyItem[]>('textDocument/prepareTypeHierarchy', editor.atCursor);
        return item!;
    }

    const files = {
        'base.erd': 'mixin Audited { at: timestamp }\nabstract entity Party with Audited { id: uuid key  subtypes joined }',
        'people.erd': 'import "./base.erd"\nentity Person extends Part<|>y { }\nentity Company extends Party with Audited { }',
    };

    it('leads up to parents and mixins', async () => {
        const editor = await Editor.open(files);
        const item = await prepare(editor);
        assert.deepEqual([item.name, item.detail], ['Party', 'entity in base.erd']);
        const parents = await editor.request<TypeHierarchyItem[]>('typeHierarchy/supertypes', { item });
        assert.deepEqual(parents.map(({ name, detail }) => [name, detail]), [['Audited', 'mixin in base.erd']]);
    });

    it('leads down to those that extend or take in', async () => {
        const editor = await Editor.open(files);
        const children = await editor.request<TypeHierarchyItem[]>('typeHierarchy/subtypes', { item: await prepare(editor) });
        assert.deepEqual(children.map(({ name }) => name).sort(), ['Company', 'Person']);
    });

    it('is of entities and mixins only', async () => {
        const editor = await (await Editor.open('enum E<|> { X }')).settled();
        assert.equal(await editor.request('textDocument/prepareTypeHierarchy', editor.atCursor), null);
    });
});

describe('call hierarchy', () => {
    afterEach(() => Editor.closeAll());

    const text = [
        'mixin Owned { owner: Customer }',
        'entity Cust<|>omer { id: uuid key  referrer: <|Customer|>? }',
        'entity Order { id: uuid key  buyer: <|Customer|>  payer: <|Customer|>? }',
        'entity Note with Owned { id: uuid key  order: Order }',
    ].join('\n');

    async function prepare(editor: Editor): Promise<CallHierarchyItem> {
        await editor.settled();
        const [item] = await editor.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', editor.atCursor);
        return item!;
    }

    it('shows who has foreign keys to an entity', async () => {
        const editor = await Editor.open(text);
        const calls = await editor.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: await prepare(editor) });
        assert.deepEqual(calls.map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`).sort(), ['Customer 1', 'Note 1', 'Order 2']);
        const own = calls.filter(({ from }) => from.name !== 'Note').flatMap(({ fromRanges }) => fromRanges.map(range => editor.place(editor.uri(), range)));
        assert.deepEqual(own.sort(), editor.marked);
    });

    it('shows to whom an entity has them', async () => {
        const editor = await Editor.open(text.replace('Cust<|>omer', 'Customer').replace('Note', 'No<|>te'));
        const calls = await editor.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: await prepare(editor) });
        assert.deepEqual(calls.map(({ to }) => to.name).sort(), ['Customer', 'Order']);
    });
});
