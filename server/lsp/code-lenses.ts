import type { AstNode, LangiumDocument } from 'langium';
import { URI } from 'langium';
import type { CodeLens } from 'vscode-languageserver';
import { ast } from '../../language/index.ts';
import { generateDdlCommand, showReferencesCommand, type ShowReferencesArguments } from '../protocol.ts';
import type { ErdServices } from './services.ts';
import { rootOf, selectionRangeOf } from './syntax/elements.ts';
import { nodeOf } from './syntax/hierarchy-items.ts';

/** What a lens without a command is resolved from. */
interface LensData {
    readonly uri: string;
    /** References outside of marked SQL. */
    readonly count: number;
}

/** Lines above declarations: how often they are used, and for the model what can be made of it. */
export class CodeLensProvider {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    async lensesOf(document: LangiumDocument): Promise<CodeLens[]> {
        const uri = document.uri.toString();
        const { codeLens } = await this.services.shared.lsp.Settings.of(uri);
        const lenses: CodeLens[] = [];
        const declarations = rootOf(document).declarations.flatMap(declaration => ast.isSchema(declaration) ? [declaration, ...declaration.declarations] : [declaration]);
        if (codeLens.generateDdl && this.services.shared.lsp.Session.isTrusted) {
            for (const declaration of declarations.filter(ast.isModelDeclaration)) {
                lenses.push({ range: selectionRangeOf(declaration), command: { title: 'Generate DDL', command: generateDdlCommand, arguments: [uri] } });
            }
        }
        if (codeLens.references) {
            const counts = this.services.references.References.countReferences();
            for (const declaration of declarations.filter(isCounted)) {
                const data: LensData = { uri, count: counts.get(declaration) ?? 0 };
                lenses.push({ range: selectionRangeOf(declaration), data });
            }
        }
        return lenses;
    }

    /** The places, and those in marked SQL, are looked up for what is on the screen only. */
    resolve(lens: CodeLens): CodeLens {
        const { uri, count } = lens.data as LensData;
        const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        const target = document && nodeOf(document, lens.range.start);
        const { ReferencesProvider, SqlUsages } = this.services.lsp;
        const locations = target ? [...count > 0 ? ReferencesProvider.referencesTo(target, false) : [], ...SqlUsages.usagesOf(target)] : [];
        const title = locations.length === 1 ? '1 reference' : `${locations.length} references`;
        const args: ShowReferencesArguments = [uri, lens.range.start, locations];
        return { range: lens.range, command: locations.length === 0 ? { title, command: '' } : { title, command: showReferencesCommand, arguments: [...args] } };
    }
}

function isCounted(node: AstNode): boolean {
    return ast.isEntity(node) || ast.isMixin(node) || ast.isEnum(node) || ast.isDomain(node) || ast.isStructuredType(node) || ast.isView(node) || ast.isRoutine(node);
}
