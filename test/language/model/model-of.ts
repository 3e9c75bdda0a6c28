import assert from 'node:assert/strict';
import { URI, type LangiumDocument } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { buildModel, type Attribute, type Entity, type Model } from '../../../language/model/index.ts';
import { createErdCoreServices, type ErdCoreServices } from '../../../language/services.ts';

const services: ErdCoreServices = await start();

async function start(): Promise<ErdCoreServices> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return erd;
}

let folders = 0;

/** The model of files by their paths, which has to parse; names that do not link are the test's own business. */
export async function modelOfFiles(files: Readonly<Record<string, string>>): Promise<Model> {
    const { workspace } = services.shared;
    const folder = `memory:///model${folders++}/`;
    const documents = Object.entries(files).map(([path, text]) =>
        workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.parse(folder + path)));
    documents.forEach(document => workspace.LangiumDocuments.addDocument(document));
    await workspace.DocumentBuilder.build(documents, { validation: false });
    for (const { parseResult } of documents) {
        assert.deepEqual([...parseResult.lexerErrors, ...parseResult.parserErrors].map(({ message }) => message), []);
    }
    return buildModel(documents);
}

export async function modelOf(text: string): Promise<Model> {
    return modelOfFiles({ 'model.erd': text });
}

/** As `modelOf`, of a text that is not finished: nothing is asked of it but that a model comes out. */
export async function modelOfBroken(text: string): Promise<Model> {
    const { workspace } = services.shared;
    const document: LangiumDocument = workspace.LangiumDocumentFactory.fromString(text, URI.parse(`memory:///model${folders++}/model.erd`));
    workspace.LangiumDocuments.addDocument(document);
    await workspace.DocumentBuilder.build([document], { validation: false });
    return buildModel([document]);
}

export function entityNamed(model: Model, id: string): Entity {
    const entity = model.entities.find(candidate => candidate.id === id);
    assert.ok(entity, `no entity ${id}, but ${model.entities.map(candidate => candidate.id).join(', ')}`);
    return entity;
}

export function attributeNamed(model: Model, id: string): Attribute {
    const owners = [...model.entities, ...model.structures];
    const attribute = owners.flatMap(({ attributes }) => attributes).find(candidate => candidate.id === id);
    assert.ok(attribute, `no attribute ${id}`);
    return attribute;
}

/** `name column, column?`: one line per attribute, optional columns with a question mark. */
export function columnsOf(entity: Entity): string[] {
    return entity.attributes.map(({ name, columns }) =>
        `${name}: ${columns.map(column => column.name + (column.nullable ? '?' : '')).join(', ')}`);
}

/** The physical names of all columns of an entity. */
export function physicalColumns(entity: Entity): string[] {
    return entity.attributes.flatMap(({ columns }) => columns.map(({ name }) => name));
}
