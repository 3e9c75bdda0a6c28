import type { AstNode, LangiumDocument, URI } from 'langium';
import { AstUtils, UriUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import { isOfPrelude, rootOf } from '../syntax/elements.ts';
import { importPath } from '../syntax/import-edit.ts';
import { Changes, merged } from './changes.ts';
import { documentsAround, documentsSeenBy } from './imports.ts';
import { ImportPlan } from './import-plan.ts';
import { indentAt, indented, insideOf, lineEndOf, linesOf, withBlankLine } from './layout.ts';
import { isRefused, type NewFile, type Offer } from './refactoring.ts';
import { listed, selectedDeclarations, written, type Named, type Selection } from './selection.ts';
import { isIn, schemaAround, usesIn, type Use } from './uses.ts';

const kind = 'refactor.move' as const;

/** More files than a menu has room for; those come first that the declarations have to do with. */
const mostFiles = 4;

/**
 * Declarations with their documentation and comments to a new file that is called after the first, or to one of the
 * model's. What they need of their file, and what of their file needs them, cannot be said by imports both ways: then
 * they take along what they need.
 */
export function moveToFile(selection: Selection): readonly Offer[] {
    const { document, services } = selection;
    const selected = selectedDeclarations(selection).filter(node => !ast.isModelDeclaration(node) && !ast.isDefaultSchemaLine(node) && !ast.isExtension(node.$container));
    const declarations = selected.filter(node => !selected.some(other => other !== node && isIn(node, other)));
    if (declarations.length === 0 || document.uri.scheme !== 'file') {
        return [];
    }
    const around = documentsAround(document, services);
    const folder = UriUtils.dirname(document.uri);
    const fresh = UriUtils.resolvePath(folder, `${fileNameOf(declarations[0]!.name)}.erd`);
    const isThere = services.shared.workspace.LangiumDocuments.hasDocument(fresh);
    const existing = relatedFirst(around.filter(other => other !== document), declarations, document).slice(0, mostFiles);
    const destinations: readonly (readonly [URI, LangiumDocument | undefined])[] = [...isThere ? [] : [[fresh, undefined] as const], ...existing.map(other => [other.uri, other] as const)];
    const needed = neededBy(declarations, document);
    const isTorn = needed.length > declarations.length && isNeededBy(declarations, document);
    const going = surveyOf(isTorn ? needed : declarations, document, around);
    const titleOf = (uri: URI, isNew: boolean, withNeeded: boolean): string =>
        `Move ${listed(declarations)}${withNeeded ? ` with ${listed(needed.filter(node => !declarations.includes(node)))}` : ''} to ${isNew ? 'the new file ' : ''}${importPath(document.uri, uri)}`;
    return destinations.flatMap(([uri, other]): Offer[] => {
        const title = titleOf(uri, !other, isTorn);
        const move = moved(going, uri, other, selection, title);
        const alone = titleOf(uri, !other, false);
        if (other && isRefused(move)) {
            // There are other files to choose.
            return [];
        }
        return !isTorn ? [move] : [move, ...other ? [] : [{
            title: alone, kind,
            refused: `The two files would import each other: ${listed(declarations)} needs ${listed(needed.filter(node => !declarations.includes(node)))}, and is needed here.`,
        }]];
    });
}

/** What declarations name and who names them, for all places that they may go to. */
interface Survey {
    readonly declarations: readonly Named[];
    readonly around: readonly LangiumDocument[];
    /** What they name. */
    readonly coming: readonly Use[];
    /** What they name that stays. */
    readonly seen: readonly Use[];
    /** By file: where they are named, and what else is named there. */
    readonly staying: readonly { readonly document: LangiumDocument; readonly ofMoved: readonly Use[]; readonly rest: readonly Use[] }[];
}

function surveyOf(declarations: readonly Named[], document: LangiumDocument, around: readonly LangiumDocument[]): Survey {
    const isMoved = (node: AstNode | undefined): boolean => node !== undefined && declarations.some(declaration => isIn(node, declaration));
    const coming = usesIn(document).filter(({ container }) => isMoved(container));
    const staying = around.map(other => {
        const uses = usesIn(other).filter(({ container }) => other !== document || !isMoved(container));
        const ofMoved = uses.filter(({ reference: { ref } }) => isMoved(ref));
        return { document: other, ofMoved, rest: ofMoved.length === 0 ? uses : uses.filter(({ reference: { ref } }) => !isMoved(ref)) };
    });
    return { declarations, around, coming, seen: coming.filter(({ reference: { ref } }) => !isMoved(ref)), staying };
}

function moved({ declarations, around, coming, seen, staying }: Survey, uri: URI, destination: LangiumDocument | undefined, selection: Selection, title: string): Offer {
    const { document, services } = selection;
    const spans = declarations.map(linesOf);
    if (spans.includes(undefined)) {
        return { title, kind, refused: 'The declaration shares its lines with something else.' };
    }
    const text = document.textDocument.getText();
    const changes = new Changes();
    const plan = new ImportPlan(around);
    plan.addSeen(uri, seen);
    for (const { document: other, ofMoved, rest } of staying) {
        if (other !== destination && documentsSeenBy(ofMoved).size > 0) {
            plan.add(other.uri, uri);
        }
        plan.removeUnused(other, other === document ? coming : ofMoved, other === destination ? [...rest, ...coming] : rest);
    }
    services.model.ModelProvider.projectsOf(document).forEach(project => plan.connect(project, uri));
    if (plan.closesCircle(uri)) {
        return { title, kind, refused: 'The files would import each other in a circle.' };
    }
    plan.apply(changes);
    const end = lineEndOf(destination?.textDocument.getText() ?? text);
    const blocks = blocksOf(declarations.map((node, index) => [node, text.slice(spans[index]!.offset, spans[index]!.end)] as const));
    for (const span of merged(spans.map(span => withBlankLine(text, span!)))) {
        changes.replace(document, span, '');
    }
    const files: NewFile[] = [];
    if (destination) {
        addTo(destination, blocks, changes, selection, end);
    } else {
        const head = plan.statementsOf(uri).join(end);
        files.push({ uri: uri.toString(), text: `${head === '' ? '' : `${head}${end}${end}`}${blocks.map(([schema, block]) => wrapped(schema, block, selection, end)).join(end)}` });
    }
    return { title, kind, edits: changes.edits, ...files.length > 0 && { files } };
}

/** The texts of declarations, those of one schema together. */
function blocksOf(declarations: readonly (readonly [AstNode, string])[]): readonly (readonly [string | undefined, string])[] {
    return [...Map.groupBy(declarations, ([node]) => schemaAround(node))].map(([schema, members]) => {
        const end = lineEndOf(members[0]![1]);
        return [schema, members.map(([node, text]) => schema === undefined ? text : indented(text, indentAt(node.$cstNode!.root.fullText, node.$cstNode!.offset), '  '))
            .map(text => text.endsWith('\n') ? text : `${text}${end}`).join(end)];
    });
}

function wrapped(schema: string | undefined, block: string, selection: Selection, end: string): string {
    return schema === undefined ? block : `schema ${written(schema, 'ID', selection)} {${end}${block}}${end}`;
}

function addTo(destination: LangiumDocument, blocks: readonly (readonly [string | undefined, string])[], changes: Changes, selection: Selection, end: string): void {
    const text = destination.textDocument.getText();
    const isEnded = text === '' || text.endsWith('\n');
    for (const [schema, block] of blocks) {
        const present = rootOf(destination).declarations.find((node): node is ast.Schema => ast.isSchema(node) && node.name === schema);
        const inside = present && insideOf(present);
        if (inside && /\n[ \t]*$/.test(text.slice(inside.offset, inside.end))) {
            changes.insert(destination, text.lastIndexOf('\n', inside.end - 1) + 1, `${end}${block}`);
        } else {
            changes.insert(destination, text.length, `${isEnded ? '' : end}${end}${wrapped(schema, block, selection, end)}`);
        }
    }
}

/** The declarations with all of their file that they name, and so on, in the order of the file. */
function neededBy(declarations: readonly Named[], document: LangiumDocument): readonly Named[] {
    const found = new Set<AstNode>(declarations);
    const uses = usesIn(document);
    for (const node of found) {
        for (const { reference: { ref }, container } of uses) {
            const target = ref && isIn(container, node) ? declarationIn(ref, document) : undefined;
            if (target && ![...found].some(other => isIn(target, other))) {
                found.add(target);
            }
        }
    }
    return [...found].sort((left, right) => left.$cstNode!.offset - right.$cstNode!.offset) as Named[];
}

/** Whether something that stays in the file names one of them. */
function isNeededBy(declarations: readonly AstNode[], document: LangiumDocument): boolean {
    const isOf = (node: AstNode | undefined): boolean => node !== undefined && declarations.some(declaration => isIn(node, declaration));
    return usesIn(document).some(({ reference: { ref }, container }) => isOf(ref) && !isOf(container));
}

/** The declaration of a document that something belongs to: one in a schema block, and not the block. */
function declarationIn(node: AstNode, document: LangiumDocument): AstNode | undefined {
    if (isOfPrelude(node) || AstUtils.getDocument(node) !== document || ast.isSchema(node)) {
        return undefined;
    }
    let current = node;
    while (current.$container && !ast.isDocument(current.$container) && !ast.isSchema(current.$container)) {
        current = current.$container;
    }
    return ast.isModelDeclaration(current) ? undefined : current;
}

/** Files that the declarations name something of, or that name them, before the others. */
function relatedFirst(documents: readonly LangiumDocument[], declarations: readonly AstNode[], document: LangiumDocument): readonly LangiumDocument[] {
    const isOf = (node: AstNode | undefined): boolean => node !== undefined && declarations.some(declaration => isIn(node, declaration));
    const named = new Set(usesIn(document).filter(({ container }) => isOf(container)).map(({ reference: { ref } }) => ref && AstUtils.getDocument(ref)));
    const isRelated = (other: LangiumDocument): boolean => named.has(other) || usesIn(other).some(({ reference: { ref } }: Use) => isOf(ref));
    const related = documents.filter(isRelated);
    return [...related, ...documents.filter(other => !related.includes(other))];
}

/** `CustomerAddress` to `customer-address`. */
function fileNameOf(name: string): string {
    return name.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, '-').replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
}
