import type { AstNode, LangiumDocument, LeafCstNode, Reference } from 'langium';
import { AstUtils, GrammarAST, isLeafCstNode, URI, UriUtils, type CstNode } from 'langium';
import type { ChangeAnnotation, Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { ast, nameOf as nameWritten } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { nameAt, type NameAtCursor } from '../syntax/cursor.ts';
import { isOfPrelude, kindOf, nameNodeOf, nameOf } from '../syntax/elements.ts';
import { ModelElements } from '../syntax/model-elements.ts';
import { NameWriter, type NamePosition } from '../syntax/name-writer.ts';
import { CollisionFinder } from './collisions.ts';
import { familyOf } from './family.ts';
import { namesThatChange } from './physical-names.ts';
import { wasEdit } from './was.ts';

/** Marks the edits that write down old physical names: the user takes them or leaves them. */
const wasAnnotation = 'erd.was';

/**
 * Renames an element wherever it is named, in all files, and nothing else: physical names and texts stay. Refuses, with
 * the reason, what would not be the same model under another name.
 */
export class ErdRenameProvider {
    private readonly services: ErdServices;
    private readonly names: NameWriter;
    private readonly collisions: CollisionFinder;
    private readonly elements: ModelElements;

    constructor(services: ErdServices) {
        this.services = services;
        this.names = new NameWriter(services);
        this.collisions = new CollisionFinder(services);
        this.elements = new ModelElements(services);
    }

    /** @throws ResponseError for a name that cannot be changed */
    prepareRename(document: LangiumDocument, position: Position): { range: Range; placeholder: string } | undefined {
        const found = nameAt(document, position);
        return found && { range: found.range, placeholder: nameOf(targetOf(found))! };
    }

    /** @throws ResponseError for a name that is none, or that is taken */
    async rename(document: LangiumDocument, position: Position, typed: string): Promise<WorkspaceEdit | undefined> {
        const found = nameAt(document, position);
        if (!found) {
            return undefined;
        }
        const target = targetOf(found);
        const oldName = nameOf(target)!;
        const newName = nameWritten(typed.trim());
        const problem = this.names.problemWith(typed);
        if (problem !== undefined) {
            throw refusal(problem);
        }
        if (newName === oldName) {
            return { changes: {} };
        }
        const family = familyOf(target, this.services.shared.workspace.LangiumDocuments);
        const collision = this.collisions.find(family, oldName, newName);
        if (collision !== undefined) {
            throw refusal(collision);
        }
        this.warnOfSql(family, newName);
        const { rename } = await this.services.shared.lsp.Settings.of(document.uri.toString());
        return this.editOf(this.nameEdits(family, oldName, newName), this.wasEdits(family, newName), rename.was);
    }

    /** Marked SQL is opaque: whether a name in it means the renamed element only a person can tell. */
    private warnOfSql(family: ReadonlySet<AstNode>, newName: string): void {
        for (const node of family) {
            const names = namesThatChange(node, newName, this.elements);
            const usages = names.length > 0 ? this.services.lsp.SqlUsages.usagesOf(node) : [];
            if (usages.length > 0) {
                const places = usages.map(({ uri, range }) => `${UriUtils.basename(URI.parse(uri))}:${range.start.line + 1}`);
                this.services.shared.lsp.Connection?.window.showWarningMessage(
                    `Marked SQL names ${names.map(name => `"${name}"`).join(', ')}, which this rename changes in the database, and stays as it is: ${[...new Set(places)].join(', ')}.`);
            }
        }
    }

    private nameEdits(family: ReadonlySet<AstNode>, oldName: string, newName: string): Map<string, TextEdit[]> {
        const edits = new Map<string, TextEdit[]>();
        const add = (uri: string, token: CstNode, name = newName): void => {
            const leaf = leafOf(token);
            append(edits, uri, { range: token.range, newText: this.names.write(name, positionOf(leaf)) });
        };
        const ends = new Map(endNames(oldName).map((name, index) => [name, endNames(newName)[index]!]));
        for (const node of family) {
            add(AstUtils.getDocument(node).uri.toString(), nameNodeOf(node)!);
        }
        for (const document of this.services.shared.workspace.LangiumDocuments.all) {
            for (const reference of document.references as Reference[]) {
                if (!reference.ref || !reference.$refNode || !family.has(reference.ref)) {
                    continue;
                }
                const isEnd = ast.isEntity(reference.ref) && ends.has(reference.$refText) && reference.$refText !== 'old' && reference.$refText !== 'new';
                if (reference.$refText === oldName || isEnd) {
                    add(document.uri.toString(), reference.$refNode, reference.$refText === oldName ? newName : ends.get(reference.$refText));
                }
            }
        }
        return edits;
    }

    private wasEdits(family: ReadonlySet<AstNode>, newName: string): Map<string, TextEdit[]> {
        const edits = new Map<string, TextEdit[]>();
        for (const node of family) {
            const edit = wasEdit(node, namesThatChange(node, newName, this.elements));
            if (edit) {
                append(edits, AstUtils.getDocument(node).uri.toString(), edit);
            }
        }
        return edits;
    }

    private editOf(names: ReadonlyMap<string, TextEdit[]>, was: ReadonlyMap<string, TextEdit[]>, setting: string): WorkspaceEdit {
        const { workspaceEdit } = this.services.shared.lsp.Session.capabilities.workspace ?? {};
        const canAsk = workspaceEdit?.documentChanges === true && workspaceEdit.changeAnnotationSupport !== undefined;
        const takesWas = setting === 'always' || (setting !== 'never' && canAsk);
        if (!workspaceEdit?.documentChanges) {
            return { changes: Object.fromEntries([...names].map(([uri, edits]) => [uri, [...edits, ...takesWas ? was.get(uri) ?? [] : []]])) };
        }
        const mustAsk = takesWas && setting !== 'always' && was.size > 0;
        const documentChanges = [...names].map(([uri, edits]) => ({
            textDocument: { uri, version: this.services.shared.workspace.TextDocuments.get(uri)?.version ?? null },
            edits: [...edits, ...takesWas ? (was.get(uri) ?? []).map(edit => mustAsk ? { ...edit, annotationId: wasAnnotation } : edit) : []],
        }));
        const annotation: ChangeAnnotation = {
            label: 'Keep the old name known to migrations', needsConfirmation: true,
            description: 'Without @was, a migration drops what had the old name, with its data, and adds the new.',
        };
        return { documentChanges, ...mustAsk && { changeAnnotations: { [wasAnnotation]: annotation } } };
    }
}

/** @throws ResponseError for what has no name that could be changed */
function targetOf(found: NameAtCursor): AstNode {
    if (found.kind === 'import') {
        throw refusal('Rename the file itself: the imports of it follow.');
    }
    const { target } = found;
    if (!target) {
        throw refusal('Nothing is declared with this name.');
    }
    if (isOfPrelude(target)) {
        throw refusal(`This ${kindOf(target)} comes with the language and cannot be renamed.`);
    }
    if (found.kind === 'reference' && nameOf(target) !== found.reference.$refText) {
        throw refusal(`\`${found.reference.$refText}\` is a word of the language here.`);
    }
    if (ast.isDefaultSchemaLine(target) && target.name === undefined) {
        throw refusal('The schema has only a physical name, which is changed where it is written.');
    }
    return target;
}

function refusal(message: string): ResponseError {
    return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function leafOf(token: CstNode): LeafCstNode | undefined {
    let current: CstNode | undefined = token;
    while (current && !isLeafCstNode(current)) {
        current = (current as { content?: CstNode[] }).content?.[0];
    }
    return current;
}

function positionOf(leaf: LeafCstNode | undefined): NamePosition {
    const source = GrammarAST.isCrossReference(leaf?.grammarSource) ? leaf.grammarSource.terminal : leaf?.grammarSource;
    const rule = GrammarAST.isRuleCall(source) ? source.rule.$refText : 'ID';
    return rule === 'TYPE_NAME' || rule === 'DECLARED' ? rule : 'ID';
}

function append(edits: Map<string, TextEdit[]>, uri: string, edit: TextEdit): void {
    const present = edits.get(uri);
    if (present) {
        present.push(edit);
    } else {
        edits.set(uri, [edit]);
    }
}

/** What the ends of a many-to-many relationship are called that leads to an entity, or to it from both sides. */
function endNames(entity: string): readonly string[] {
    return [entity.slice(0, 1).toLowerCase() + entity.slice(1), `source${entity}`, `target${entity}`];
}
