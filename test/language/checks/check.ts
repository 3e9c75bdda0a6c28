import assert from 'node:assert/strict';
import { DocumentState, URI, type LangiumDocument } from 'langium';
import { filesOf } from '../../../language/checks/registry.ts';
import type { Finding } from '../../../language/findings.ts';
import type * as ast from '../../../language/generated/ast.ts';
import { createErdCoreServices, type ErdCoreServices } from '../../../language/services.ts';

/** One set of services for all tests: the prelude is read once. */
export const services: ErdCoreServices = await start();

async function start(): Promise<ErdCoreServices> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return erd;
}

export interface Checked {
    readonly documents: readonly LangiumDocument<ast.Document>[];
    readonly findings: readonly Finding[];
}

let folders = 0;

/** Runs `read` on a model of one or several files (see `filesOf`), built and checked, and takes the files away again. */
export async function withModel<T>(text: string, read: (checked: Checked) => T | Promise<T>): Promise<T> {
    const { workspace } = services.shared;
    const folder = `file:///model${folders++}/`;
    const documents = [...filesOf(text)].map(([path, content]) =>
        workspace.LangiumDocumentFactory.fromString<ast.Document>(content, URI.parse(folder + path.slice(2))));
    documents.forEach(document => workspace.LangiumDocuments.addDocument(document));
    try {
        await workspace.DocumentBuilder.build(documents, { validation: true });
        const findings = documents.flatMap(document => services.checks.FindingProvider.findingsOf(document));
        return await read({ documents, findings });
    } finally {
        await workspace.DocumentBuilder.update([], documents.map(({ uri }) => uri));
        await workspace.DocumentBuilder.waitUntil(DocumentState.Validated);
    }
}

export function findingsIn(text: string): Promise<readonly Finding[]> {
    return withModel(text, ({ findings }) => findings);
}

/** `CODE message` of all that is found, but for those that a test leaves aside. */
export async function messagesIn(text: string, isWanted: (finding: Finding) => boolean = () => true): Promise<string[]> {
    return (await findingsIn(text)).filter(isWanted).map(({ code, message }) => `${code} ${message}`);
}

/** By what is said of them: texts with what is found in them. */
export type Cases = Readonly<Record<string, readonly [text: string, ...messages: string[]]>>;

/** A test for each case. */
export function holds(cases: Cases, isWanted: (finding: Finding) => boolean): void {
    for (const [what, [text, ...messages]] of Object.entries(cases)) {
        it(what, async () => {
            assert.deepEqual(await messagesIn(text, isWanted), messages);
        });
    }
}

/** Most texts of tests have names that a database has reserved. */
export function isNotAboutReservedWords({ code }: Finding): boolean {
    return code !== 'ERD303';
}
