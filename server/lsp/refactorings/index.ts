import type { LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { enumFromStrings } from './enum-from-strings.ts';
import { extractDomain } from './extract-domain.ts';
import { extractMixin } from './extract-mixin.ts';
import type { FindRefactoring, Refactoring } from './selection.ts';

const all: readonly FindRefactoring[] = [extractMixin, extractDomain, enumFromStrings];

/** What can be done with what is selected. Nothing where the document has syntax errors: half of an element would be moved. */
export function refactoringsOf(document: LangiumDocument, range: Range, services: ErdServices): Refactoring[] {
    const { parseResult } = document;
    if (!isModel(document) || parseResult.parserErrors.length > 0 || parseResult.lexerErrors.length > 0) {
        return [];
    }
    return all.map(find => find({ document, range, services })).filter(found => found !== undefined);
}

function isModel(document: LangiumDocument): document is LangiumDocument<ast.Document> {
    return ast.isDocument(document.parseResult.value);
}
