import type { LangiumDocument } from 'langium';
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { organizeImports, structuralFindings, type FindingEntry } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { Edits, fixesOf } from './quick-fixes.ts';

const registry: Readonly<Record<string, FindingEntry>> = structuralFindings;

/** Codes whose preferred fix changes nothing that anybody meant. */
export const safeCodes: ReadonlySet<string> = new Set(Object.entries(registry).flatMap(([code, entry]) => 'safe' in entry && entry.safe ? [code] : []));

/** The preferred fixes of all diagnostics that are accepted. What would touch another fix is left for the next time. */
export function fixAll(document: LangiumDocument, services: ErdServices, accept: (diagnostic: Diagnostic) => boolean): Edits {
    const edits = new Edits(document, services);
    for (const diagnostic of document.diagnostics ?? []) {
        const [fix] = accept(diagnostic) ? fixesOf(document, diagnostic, services) : [];
        if (fix) {
            edits.add(fix);
        }
    }
    return edits;
}

const aboutImports: ReadonlySet<string> = new Set(['ERD403', 'ERD405']);

/** Imports in order, each once, and only those of which something is used. */
export function organizedImports(document: LangiumDocument, services: ErdServices): TextEdit[] {
    const { textDocument, uri } = document;
    const removed = fixAll(document, services, ({ code }) => typeof code === 'string' && aboutImports.has(code)).toWorkspaceEdit().changes?.[uri.toString()] ?? [];
    if (removed.length === 0) {
        return organizeImports(document);
    }
    const rest = TextDocument.applyEdits(asTextDocument(document, textDocument.getText()), removed);
    const sorted = organizeImports(services.shared.workspace.LangiumDocumentFactory.fromString(rest, uri));
    return [difference(textDocument, TextDocument.applyEdits(asTextDocument(document, rest), sorted))];
}

function asTextDocument({ uri }: LangiumDocument, text: string): TextDocument {
    return TextDocument.create(uri.toString(), 'erd', 0, text);
}

/** One edit from a text to another: what is between their common beginning and end. */
export function difference(before: LangiumDocument['textDocument'], after: string): TextEdit {
    const text = before.getText();
    let start = 0;
    while (start < Math.min(text.length, after.length) && text[start] === after[start]) {
        start++;
    }
    let end = 0;
    while (end < Math.min(text.length, after.length) - start && text.at(-1 - end) === after.at(-1 - end)) {
        end++;
    }
    return {
        range: { start: before.positionAt(start), end: before.positionAt(text.length - end) },
        newText: after.slice(start, after.length - end),
    };
}
