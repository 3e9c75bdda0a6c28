import assert from 'node:assert/strict';
import { URI } from 'langium';
import { buildModel, createErdCoreServices, type Model } from '../../../language/index.ts';

const { shared } = createErdCoreServices();
const ready = shared.workspace.WorkspaceManager.initializeWorkspace([]);
let count = 0;

/** The model that a text makes. Fails where the text does not parse or link. */
export async function modelOf(text: string): Promise<Model> {
    await ready;
    const uri = URI.parse(`test:/model${++count}.erd`);
    const document = shared.workspace.LangiumDocumentFactory.fromString(text, uri);
    shared.workspace.LangiumDocuments.addDocument(document);
    try {
        await shared.workspace.DocumentBuilder.build([document], { validation: false });
        const { lexerErrors, parserErrors } = document.parseResult;
        const unlinked = document.references.filter(reference => reference.error !== undefined).map(reference => reference.error?.message);
        assert.deepEqual([...lexerErrors.map(error => error.message), ...parserErrors.map(error => error.message), ...unlinked], []);
        return buildModel([document]);
    } finally {
        shared.workspace.LangiumDocuments.deleteDocument(uri);
    }
}
