import assert from 'node:assert/strict';
import { URI } from 'langium';
import { createErdCoreServices } from '../language/index.ts';
import { targets } from '../server/targets/index.ts';
import { OpenModel } from './editor.ts';
import type { Measurement } from './measurements.ts';
import { placesOf } from './places.ts';
import { timed, timedEach, type Sample } from './timing.ts';

/** The language without an editor, and the language server as an editor speaks to it. */
export async function measureErd(measurement: Measurement, text: string): Promise<readonly Sample[]> {
    switch (measurement) {
        case 'cold':
            return [(await check(text)).sample];
        case 'ddl': {
            const { model } = await check(text);
            return [await timed(() => targets[0]!.generate(model))];
        }
        default:
            return inEditor(measurement, await OpenModel.open(text), text);
    }
}

/** From a text to its structural findings, of which there are none. The services are made and know their prelude before. */
async function check(text: string) {
    const { shared: { workspace }, erd } = createErdCoreServices();
    await workspace.WorkspaceManager.initializeWorkspace([]);
    const uri = URI.parse('file:///bench.erd');
    const sample = await timed(async () => {
        const document = workspace.LangiumDocumentFactory.fromString(text, uri);
        workspace.LangiumDocuments.addDocument(document);
        await workspace.DocumentBuilder.build([document], { validation: true });
        assert.deepEqual(document.diagnostics, []);
    });
    return { sample, model: erd.model.ModelProvider.projects[0]!.model };
}

async function inEditor(measurement: Measurement, editor: OpenModel, text: string): Promise<readonly Sample[]> {
    switch (measurement) {
        case 'character':
            return timedEach(placesOf(text, /^ {2}descr/), position => editor.type('s', position));
        case 'line':
            // From the end, so that the places before keep their lines.
            return timedEach(placesOf(text, /^ {2}updatedAt: .*$/).toReversed(), position => editor.type('\n  note: string(100)', position));
        case 'completion':
            return timedEach(placesOf(text, /^ {2}status: +/), position => editor.ask('textDocument/completion', { position }));
        case 'hover':
            return timedEach(placesOf(text, /^ {2}parent: +Ent/), position => editor.ask('textDocument/hover', { position }));
        case 'tokens':
            return [await timed(() => editor.ask('textDocument/semanticTokens/full', {}))];
        case 'format':
            return [await timed(() => editor.ask('textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }))];
        default:
            return [];
    }
}
