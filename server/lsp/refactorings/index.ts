import type { LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { enumFromStrings } from './enum-from-strings.ts';
import { extractDomain } from './extract-domain.ts';
import { extractMixin } from './extract-mixin.ts';
import { extractType } from './extract-type.ts';
import { inlineDomain } from './inline-domain.ts';
import { inlineEnum } from './inline-enum.ts';
import { inlineMixin } from './inline-mixin.ts';
import { inlineType } from './inline-type.ts';
import { entityToManyToMany, manyToManyToEntity } from './many-to-many.ts';
import { moveGovernance } from './move-governance.ts';
import { moveToFile } from './move-to-file.ts';
import { moveToSchema } from './move-to-schema.ts';
import type { Offer } from './refactoring.ts';
import type { FindRefactoring } from './selection.ts';

export { isRefused, type NewFile, type Offer, type Refactoring } from './refactoring.ts';
export { Trial } from './trial.ts';

const all: readonly FindRefactoring[] = [extractMixin, extractType, extractDomain, enumFromStrings, inlineMixin, inlineDomain, inlineType, inlineEnum, manyToManyToEntity, entityToManyToMany, moveToFile, moveToSchema, moveGovernance];

/** What can be done with what is selected. Nothing where the document has syntax errors: half of an element would be moved. */
export function refactoringsOf(document: LangiumDocument, range: Range, services: ErdServices): readonly Offer[] {
    const { parseResult } = document;
    if (!isModel(document) || parseResult.parserErrors.length > 0 || parseResult.lexerErrors.length > 0) {
        return [];
    }
    return all.flatMap(find => find({ document, range, services }) ?? []);
}

function isModel(document: LangiumDocument): document is LangiumDocument<ast.Document> {
    return ast.isDocument(document.parseResult.value);
}
