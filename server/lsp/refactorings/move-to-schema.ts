import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast, NamingRules } from '../../../language/index.ts';
import { rootOf } from '../syntax/elements.ts';
import { Changes, merged } from './changes.ts';
import { documentsAround } from './imports.ts';
import { indentAt, indented, insideOf, lineEndOf, linesOf, withBlankLine } from './layout.ts';
import { listed, selectedDeclarations, written, type Named, type Selection } from './selection.ts';
import type { Offer } from './refactoring.ts';
import { isDeclaration, isIn, lineOf, qualify, schemaAround, usesIn, usesOf } from './uses.ts';

const kind = 'refactor.move' as const;

/** What a schema of the database holds, and what is named with it. */
const movable: ReadonlySet<string> = new Set([
    ast.Entity.$type, ast.Mixin.$type, ast.Domain.$type, ast.StructuredType.$type, ast.Enum.$type, ast.View.$type, ast.Routine.$type, ast.Sequence.$type,
    ast.Relationship.$type,
]);

/** Declarations to a schema of the model, to a new one, or out of theirs; all that names them says so then. */
export function moveToSchema(selection: Selection): readonly Offer[] {
    const declarations = selectedDeclarations(selection).filter(node => movable.has(node.$type) && !ast.isExtension(node.$container));
    const from = schemaAround(declarations[0]);
    if (declarations.length === 0 || declarations.some(node => schemaAround(node) !== from)) {
        return [];
    }
    const schemas = new Set(documentsAround(selection.document, selection.services).flatMap(document => rootOf(document).declarations.filter(ast.isSchema).map(({ name }) => name)));
    const fresh = schemaNameOf(declarations[0]!.name);
    const destinations = [
        ...[...schemas].filter(name => name !== from).sort().map(name => [name, `to the schema '${name}'`] as const),
        ...schemas.has(fresh) ? [] : [[fresh, `to the new schema '${fresh}'`] as const],
        ...from === undefined ? [] : [[undefined, `out of the schema '${from}'`] as const],
    ];
    return destinations.map(([to, where]) => moved(declarations, from, to, selection, `Move ${listed(declarations)} ${where}, in the database too`));
}

function moved(declarations: readonly Named[], from: string | undefined, to: string | undefined, selection: Selection, title: string): Offer {
    const { document, services } = selection;
    const spans = declarations.map(linesOf).filter(span => span !== undefined);
    if (spans.length < declarations.length) {
        return { title, kind, refused: 'The declaration shares its lines with something else.' };
    }
    const changes = new Changes();
    const isMoved = (node: AstNode): boolean => declarations.some(declaration => isIn(node, declaration));
    const named = usesOf(new Set<AstNode>(declarations), services)
        .find(use => !qualify(use, to, isMoved(use.container) ? to : schemaAround(use.container), changes, services));
    if (named) {
        return { title, kind, refused: `'${named.reference.$refText}' in ${lineOf(named)} cannot be written with a schema.` };
    }
    for (const use of usesIn(document).filter(({ container }) => isMoved(container))) {
        const { ref } = use.reference;
        if (ref && isDeclaration(ref) && !isMoved(ref) && !ast.isSchema(ref) && from !== undefined && schemaAround(ref) === from && !qualify(use, from, to, changes, services)) {
            return { title, kind, refused: `It names '${use.reference.$refText}' of the schema '${from}', which cannot be written with its schema there.` };
        }
    }
    const text = document.textDocument.getText();
    const end = lineEndOf(text);
    const inner = to === undefined ? '' : '  ';
    const block = declarations.map((node, index) => {
        const lines = changes.copy(document, spans[index]!);
        return indented(lines.endsWith('\n') ? lines : `${lines}${end}`, indentAt(text, node.$cstNode!.offset), inner);
    }).join(end);
    const old = AstUtils.getContainerOfType(declarations[0]!.$container, ast.isSchema);
    const present = rootOf(document).declarations.find((node): node is ast.Schema => ast.isSchema(node) && node.name === to);
    const inside = present && insideOf(present);
    const whole = to === undefined ? block : `schema ${written(to, 'ID', selection)} {${end}${block}}${end}`;
    const isThere = inside !== undefined && /\n[ \t]*$/.test(text.slice(inside.offset, inside.end));
    const isInPlace = !old && !isThere;
    for (const [index, span] of merged(spans.map(lines => isInPlace && lines === spans[0] ? lines : withBlankLine(text, lines))).entries()) {
        changes.cut(document, span, isInPlace && index === 0 ? whole : '');
    }
    if (isThere) {
        changes.insert(document, text.lastIndexOf('\n', inside.end - 1) + 1, `${end}${block}`);
    } else if (old) {
        const after = text.indexOf('\n', old.$cstNode!.end) + 1 || text.length;
        changes.insert(document, after, `${text[after - 1] === '\n' ? '' : end}${end}${whole}`);
    }
    return { title, kind, keeps: 'columns', edits: changes.edits };
}

/** `CustomerAddress` to `customer_addresses`: fewer plurals than singulars are words of SQL, or names of attributes. */
function schemaNameOf(name: string): string {
    return new NamingRules({ rule: 'snake_case', plural: true, patterns: {} }).table(name);
}
