import type { AstNode, LangiumDocument } from 'langium';
import { isCompositeCstNode } from 'langium';
import type { InlayHint, InlayHintLabelPart, Position, Range } from 'vscode-languageserver';
import { InlayHintKind } from 'vscode-languageserver';
import { ast, attributesOf } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { isOfPrelude, kindOf, locationOf, nameOf, rootOf } from './syntax/elements.ts';
import { ModelElements } from './syntax/model-elements.ts';
import { typeText } from './syntax/signatures.ts';

/** Shows in the text what is not written there: foreign-key columns, what an entity takes over, names in the database. */
export class InlayHintProvider {
    private readonly services: ErdServices;
    private readonly elements: ModelElements;

    constructor(services: ErdServices) {
        this.services = services;
        this.elements = new ModelElements(services);
    }

    async hintsIn(document: LangiumDocument, range: Range): Promise<InlayHint[]> {
        const { inlayHints } = await this.services.shared.lsp.Settings.of(document.uri.toString());
        const hints: InlayHint[] = [];
        for (const declaration of declarationsIn(document, range)) {
            if (inlayHints.inheritedAttributes && ast.isEntity(declaration)) {
                hints.push(...inheritedHint(declaration));
            }
            if (inlayHints.physicalNames && ast.isEntity(declaration)) {
                hints.push(...this.tableHint(declaration));
            }
            for (const member of membersIn(declaration, range)) {
                if (ast.isAttribute(member)) {
                    hints.push(...this.columnHint(member, inlayHints.foreignKeyColumns, inlayHints.physicalNames));
                }
            }
        }
        return hints;
    }

    private columnHint(attribute: ast.Attribute, showsForeignKeys: boolean, showsNames: boolean): InlayHint[] {
        const end = attribute.type?.$cstNode?.range.end;
        const isWritten = attribute.modifiers.some(ast.isNameModifier);
        const isReference = ast.isEntity(attribute.type?.type?.ref);
        if (!end || isWritten || !(isReference ? showsForeignKeys : showsNames)) {
            return [];
        }
        const columns = this.elements.attributesOf(attribute)[0]?.columns ?? [];
        if (columns.length === 0 || (!isReference && columns.length === 1 && columns[0]!.name === attribute.name)) {
            return [];
        }
        return [hintAt(end, `→ ${columns.map(({ name }) => name).join(', ')}`, 'In the database')];
    }

    private tableHint(entity: ast.Entity): InlayHint[] {
        const table = this.elements.entityOf(entity)?.table;
        const end = endOfName(entity);
        return table && end && entity.physicalName === undefined && table.name !== entity.name ? [hintAt(end, `→ ${table.name}`, 'In the database')] : [];
    }
}

/** More attributes are counted, lest the line run out of the window. */
const mostInherited = 8;

/** Behind the opening brace of an entity: the attributes that it has from elsewhere, each with the way to it. */
function inheritedHint(entity: ast.Entity): InlayHint[] {
    const brace = isCompositeCstNode(entity.$cstNode) ? entity.$cstNode.content.find(child => child.text === '{') : undefined;
    const own = new Set(entity.members.filter(ast.isAttribute).map(({ name }) => name));
    const inherited = [...attributesOf(entity)].filter(attribute => attribute.$container !== entity && !own.has(attribute.name));
    if (!brace || inherited.length === 0) {
        return [];
    }
    const label = inherited.slice(0, mostInherited).flatMap((attribute, index): InlayHintLabelPart[] => [
        { value: index === 0 ? '+ ' : ', ' },
        { value: attribute.name, location: locationOf(attribute), tooltip: tooltipOf(attribute) },
    ]);
    if (inherited.length > mostInherited) {
        label.push({ value: ` and ${inherited.length - mostInherited} more`, tooltip: inherited.slice(mostInherited).map(({ name }) => name).join(', ') });
    }
    return [{ position: brace.range.end, label, paddingLeft: true }];
}

function tooltipOf(attribute: AstNode & { readonly name: string }): string {
    const owner = attribute.$container;
    const type = ast.isAttribute(attribute) && attribute.type ? `: ${typeText(attribute.type)}` : '';
    return `${attribute.name}${type}${owner ? ` from the ${kindOf(owner)} ${nameOf(owner)}` : ''}`;
}

function hintAt(position: Position, label: string, tooltip: string): InlayHint {
    return { position, label, tooltip, kind: InlayHintKind.Type, paddingLeft: true };
}

function endOfName(entity: ast.Entity): Position | undefined {
    return isOfPrelude(entity) ? undefined : locationOf(entity).range.end;
}

function declarationsIn(document: LangiumDocument, range: Range): AstNode[] {
    return rootOf(document).declarations
        .flatMap(declaration => ast.isSchema(declaration) ? declaration.declarations : [declaration])
        .filter(declaration => overlaps(declaration, range));
}

function membersIn(declaration: AstNode, range: Range): readonly AstNode[] {
    const members = ast.isEntity(declaration) || ast.isMixin(declaration) || ast.isRelationship(declaration) ? declaration.members
        : ast.isStructuredType(declaration) ? declaration.attributes
            : [];
    return members.filter(member => overlaps(member, range));
}

function overlaps({ $cstNode }: AstNode, range: Range): boolean {
    return $cstNode !== undefined && $cstNode.range.start.line <= range.end.line && range.start.line <= $cstNode.range.end.line;
}

