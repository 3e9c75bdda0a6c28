import type { AstNode, LangiumDocument, URI } from 'langium';
import { UriUtils } from 'langium';
import { ast, pathTarget } from '../../../language/index.ts';
import { rootOf, tokenOf } from '../syntax/elements.ts';
import { importPath } from '../syntax/import-edit.ts';
import { Changes } from './changes.ts';
import { documentsAround, imports } from './imports.ts';
import { ImportPlan } from './import-plan.ts';
import { indentAt, indented, insideOf, lineEndOf, lineStart, membersIn, trimmedLines } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { listed, selectedDeclarations, written, type Selection } from './selection.ts';
import { isIn, schemaAround, usesIn } from './uses.ts';

type Governed = ast.Entity | ast.Mixin;

/** What is said of data for those who answer for it. What a migration or a finding reads stays where it is. */
const governing: ReadonlySet<string> = new Set(['public', 'internal', 'confidential', 'restricted', 'pii', 'sensitive', 'mask', 'encrypt', 'quality']);

const lines: ReadonlySet<string> = new Set([
    ast.AreaLine.$type, ast.OwnerLine.$type, ast.StewardLine.$type, ast.PurposeLine.$type, ast.SubjectLine.$type, ast.RetentionLine.$type,
    ast.AuditLine.$type, ast.VolumeLine.$type, ast.AccessPattern.$type,
]);

/** Governance and load of entities to `annotate` blocks of a new file for that, or of one that is about the entities already. */
export function moveGovernance(selection: Selection): readonly Offer[] {
    const { document, services } = selection;
    const governed = selectedDeclarations(selection).filter((node): node is Governed => (ast.isEntity(node) || ast.isMixin(node)) && partsOf(node).length > 0);
    if (governed.length === 0 || document.uri.scheme !== 'file') {
        return [];
    }
    const fresh = UriUtils.resolvePath(UriUtils.dirname(document.uri), `${UriUtils.basename(document.uri).replace(/\.erd$/, '')}.governance.erd`);
    const about = documentsAround(document, services).filter(other => other !== document && (imports(other, document.uri) || rootOf(other).declarations.some(ast.isAnnotate)));
    const destinations: readonly (readonly [URI, LangiumDocument | undefined])[] = [
        ...services.shared.workspace.LangiumDocuments.hasDocument(fresh) ? [] : [[fresh, undefined] as const], ...about.map(other => [other.uri, other] as const),
    ];
    return destinations.map(([uri, other]) => moved(governed, uri, other, selection,
        `Move the governance of ${listed(governed)} to ${other ? '' : 'the new file '}${importPath(document.uri, uri)}`));
}

/** The lines and annotations that go. */
function partsOf(node: Governed): readonly AstNode[] {
    return [
        ...node.annotations.filter(isGoverning), ...node.members.filter(({ $type }) => lines.has($type)),
        ...node.members.filter(ast.isAttribute).flatMap(({ annotations }) => annotations.filter(isGoverning)),
    ];
}

function isGoverning({ declaration }: ast.Annotation): boolean {
    return governing.has(declaration.$refText);
}

function moved(governed: readonly Governed[], uri: URI, destination: LangiumDocument | undefined, selection: Selection, title: string): Offer {
    const { document, services } = selection;
    const changes = new Changes();
    const around = documentsAround(document, services);
    const plan = new ImportPlan(around);
    const parts = governed.flatMap(partsOf);
    const all = usesIn(document);
    const gone = all.filter(({ container }) => parts.some(part => isIn(container, part)));
    plan.add(uri, document.uri);
    plan.addSeen(uri, gone);
    plan.removeUnused(document, gone, all.filter(use => !gone.includes(use)));
    services.model.ModelProvider.projectsOf(document).forEach(project => plan.connect(project, uri));
    plan.apply(changes);
    const end = lineEndOf(destination?.textDocument.getText() ?? document.textDocument.getText());
    const blocks: string[] = [];
    for (const node of governed) {
        const [head, body] = taken(node, changes, selection, end);
        const block = destination && blockAbout(node, destination);
        if (block) {
            addTo(block, head, body, changes, end);
        } else {
            blocks.push(`annotate ${pathTo(node, selection)}${head}${body === '' ? '' : ` {${end}${body}${end}}`}${end}`);
        }
    }
    if (!destination) {
        return { title, kind: 'refactor.move', edits: changes.edits, files: [{ uri: uri.toString(), text: [`${plan.statementsOf(uri).join(end)}${end}`, ...blocks].join(end) }] };
    }
    const text = destination.textDocument.getText();
    if (blocks.length > 0) {
        changes.insert(destination, text.length, `${text === '' || text.endsWith('\n') ? '' : end}${end}${blocks.join(end)}`);
    }
    return { title, kind: 'refactor.move', edits: changes.edits };
}

/** Takes what is governance out of a declaration: what stands in the head of the block, and its lines. */
function taken(node: Governed, changes: Changes, selection: Selection, end: string): readonly [head: string, body: string] {
    const { document } = selection;
    const text = document.textDocument.getText();
    const cut = (annotation: ast.Annotation): string => {
        const { offset, end: stop } = annotation.$cstNode!;
        const blanks = /\s*$/.exec(text.slice(0, offset))![0].length;
        return changes.cut(document, { offset: offset - blanks, end: stop }).trim();
    };
    const head = node.annotations.filter(isGoverning).map(annotation => ` ${cut(annotation)}`).join('');
    const chunks = membersIn(node, node.members)?.chunks;
    const isOneLine = !node.$cstNode!.text.includes('\n');
    const body = node.members.flatMap(member => {
        if (!lines.has(member.$type)) {
            const own = ast.isAttribute(member) ? member.annotations.filter(isGoverning) : [];
            return own.length > 0 ? [`  ${written((member as ast.Attribute).name, 'ID', selection)} ${own.map(cut).join(' ')}`] : [];
        }
        const span = chunks!.get(member)!;
        const lastOfBlock = isOneLine ? { ...span, end: member.$cstNode!.end } : span;
        const chunk = changes.cut(document, lastOfBlock);
        return [isOneLine ? `  ${chunk.trim()}` : indented(trimmedLines(chunk), indentAt(text, member.$cstNode!.offset), '  ')];
    });
    return [head, body.join(end)];
}

/** The block in a file that is about a declaration already. */
function blockAbout(node: Governed, destination: LangiumDocument): ast.Annotate | undefined {
    return rootOf(destination).declarations.filter(ast.isAnnotate).find(annotate => pathTarget(annotate.target) === node && insideOf(annotate));
}

function addTo(block: ast.Annotate, head: string, body: string, changes: Changes, end: string): void {
    const document = block.$container.$document!;
    const text = document.textDocument.getText();
    const inside = insideOf(block)!;
    if (head !== '') {
        changes.insert(document, (block.annotations.at(-1) ?? block.target).$cstNode!.end, head);
    }
    if (body !== '') {
        const isOwnLine = text.slice(lineStart(text, inside.end), inside.end).trim() === '';
        changes.insert(document, isOwnLine ? lineStart(text, inside.end) : inside.end, isOwnLine ? `${body}${end}` : `${end}${body}${end}`);
    }
}

function pathTo(node: Governed, selection: Selection): string {
    const schema = schemaAround(node);
    return `${schema === undefined ? '' : `${written(schema, 'ID', selection)}.`}${tokenOf(node, 'name')!.text}`;
}
