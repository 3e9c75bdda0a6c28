import type { LangiumDocument } from 'langium';
import type { Diagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'langium';
import { ast, type FixableStructuralCode } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { databaseObjectFixes } from './fixes/database-objects.ts';
import { expressionFixes } from './fixes/expressions.ts';
import { hygieneFixes } from './fixes/hygiene.ts';
import { indexFixes } from './fixes/indexes.ts';
import { keyFixes } from './fixes/keys.ts';
import { nameFixes } from './fixes/names.ts';
import { physicalNameFixes } from './fixes/physical-names.ts';
import { relationshipFixes } from './fixes/relationships.ts';
import { simplificationFixes } from './fixes/simplifications.ts';
import { structureFixes } from './fixes/structure.ts';
import type { FileEdit, Fix, FixContext, QuickFix, QuickFixes } from './quick-fix.ts';

/** By code; a code of the registry that has a fix and none here does not compile. */
const quickFixes: QuickFixes = {
    ...nameFixes, ...keyFixes, ...relationshipFixes, ...structureFixes, ...expressionFixes, ...physicalNameFixes, ...indexFixes,
    ...databaseObjectFixes, ...hygieneFixes, ...simplificationFixes,
};

/** What can be done about one diagnostic, the preferred way first. */
export function fixesOf(document: LangiumDocument, { code, range, data }: Diagnostic, services: ErdServices): Fix[] {
    if (typeof code !== 'string' || !isFixable(code) || !ast.isDocument(document.parseResult.value)) {
        return [];
    }
    // The data of a code is what its check has made; it comes back from the editor as it was sent.
    const fix = quickFixes[code] as QuickFix<FixableStructuralCode>;
    const context = { document, range, data: data as unknown, services } as FixContext<FixableStructuralCode>;
    return fix(context).filter(candidate => candidate !== undefined);
}

function isFixable(code: string): code is FixableStructuralCode {
    return Object.hasOwn(quickFixes, code);
}

/** Several changes that do not touch each other. */
export class Edits {
    private readonly byUri = new Map<string, TextEdit[]>();
    private readonly uri: string;
    private readonly services: ErdServices;

    constructor(document: LangiumDocument, services: ErdServices) {
        this.uri = document.uri.toString();
        this.services = services;
    }

    get isEmpty(): boolean {
        return this.byUri.size === 0;
    }

    /** Takes all edits of a fix, or none of them where one would touch what is to be changed already. */
    add(fix: Fix): boolean {
        const wanted = fix.edits.filter(edit => !this.has(edit));
        if (wanted.some(edit => this.touches(edit))) {
            return false;
        }
        for (const { uri = this.uri, range, newText } of wanted) {
            const edits = this.byUri.get(uri) ?? [];
            edits.push({ range, newText });
            this.byUri.set(uri, edits);
        }
        return true;
    }

    toWorkspaceEdit(): WorkspaceEdit {
        return { changes: Object.fromEntries(this.byUri) };
    }

    /** The same edit twice is one: two faults may be mended by one import. */
    private has({ uri = this.uri, range, newText }: FileEdit): boolean {
        return this.byUri.get(uri)?.some(edit => edit.newText === newText && sameRange(edit.range, range)) ?? false;
    }

    private touches({ uri = this.uri, range, newText }: FileEdit): boolean {
        const edits = this.byUri.get(uri) ?? [];
        const text = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri))?.textDocument
            ?? TextDocument.create(uri, 'erd', 0, '');
        const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
        return edits.some(edit => {
            const [otherStart, otherEnd] = [text.offsetAt(edit.range.start), text.offsetAt(edit.range.end)];
            const isInsertBeside = start === end && otherStart === otherEnd && newText !== '';
            return !isInsertBeside && start < otherEnd && otherStart < end;
        });
    }
}

function sameRange(a: TextEdit['range'], b: TextEdit['range']): boolean {
    return a.start.line === b.start.line && a.start.character === b.start.character && a.end.line === b.end.line && a.end.character === b.end.character;
}
