import type { AstNode, LangiumDocument } from 'langium';
import { UriUtils } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Diagnostic, Hover, Position, Range } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { ast, documentationOf, importedUri } from '../../../language/index.ts';
import { findingRegistry } from '../../findings/index.ts';
import type { ErdServices } from '../services.ts';
import { leavesAt, nameAt } from '../syntax/cursor.ts';
import { documentationFor } from '../syntax/documentation.ts';
import { rootOf } from '../syntax/elements.ts';
import { ModelElements } from '../syntax/model-elements.ts';
import { factsAbout } from './facts.ts';
import { keywordText } from './keywords.ts';

/** Says what a name is: how it is declared, its documentation, what becomes of it in the database; and what is found there. */
export class ErdHoverProvider implements HoverProvider {
    private readonly services: ErdServices;
    private readonly elements: ModelElements;

    constructor(services: ErdServices) {
        this.services = services;
        this.elements = new ModelElements(services);
    }

    async getHoverContent(document: LangiumDocument, { position }: { position: Position }): Promise<Hover | undefined> {
        const found = nameAt(document, position);
        const target = found && found.kind !== 'import' ? found.target : undefined;
        const parts = [
            ...found?.kind === 'import' ? [this.aboutImport(document, found.import)] : [],
            ...target ? [this.about(target)] : [],
            ...found ? [] : [keywordText(leavesAt(document, position)[0])],
            ...(document.diagnostics ?? []).filter(({ range }) => contains(range, position)).map(aboutFinding),
        ].filter(part => part !== undefined);
        return parts.length === 0 ? undefined : {
            contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
            ...found && { range: found.range },
        };
    }

    private about(target: AstNode): string | undefined {
        const facts = factsAbout(target, this.elements);
        return [documentationFor(target), facts.map(fact => `- ${fact}`).join('\n')].filter(part => part !== undefined && part !== '').join('\n\n') || undefined;
    }

    private aboutImport(document: LangiumDocument, { path }: ast.Import): string | undefined {
        const uri = importedUri(document, path);
        const imported = uri && this.services.shared.workspace.LangiumDocuments.getDocument(uri);
        if (!imported) {
            return undefined;
        }
        const { declarations } = rootOf(imported);
        const model = declarations.find(ast.isModelDeclaration);
        const documentation = model && documentationOf(model.$cstNode);
        return [`**${UriUtils.basename(uri)}** declares ${declarations.length} elements.`, documentation].filter(part => part !== undefined).join('\n\n');
    }
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
    return (start.line < line || (start.line === line && start.character <= character)) && (line < end.line || (line === end.line && character <= end.character));
}

/** What a finding is about, why it matters and what to do; the message itself is shown by the editor. */
function aboutFinding({ code, codeDescription }: Diagnostic): string | undefined {
    const entry = typeof code === 'string' ? findingRegistry[code] : undefined;
    if (!entry) {
        return undefined;
    }
    const title = codeDescription ? `[${code}](${codeDescription.href})` : code;
    return [`**${title}** ${entry.title}`, entry.explanation, entry.source && `*${entry.source}*`].filter(Boolean).join('\n\n');
}
