export { WorkspaceBoundary } from './boundary.ts';
export { EditorDocumentBuilder } from './document-builder.ts';
export { EditorDocumentFactory } from './document-factory.ts';
export { EditorDocumentUpdates } from './document-updates.ts';
export { EditorDocuments } from './documents.ts';
export { WorkspaceFileSystem } from './file-system.ts';
export { RefusedTexts } from './refused-texts.ts';
export { EditorWorkspaceManager } from './workspace-manager.ts';
