import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import { tokenOf } from '../syntax/elements.ts';
import { Changes } from './changes.ts';
import { inliningsOf, qualifiedFor, type Inlining } from './inline.ts';
import { endWithComment, indentAt, indented, insideOf, lineEndOf, lineStart, membersIn } from './layout.ts';
import type { Offer } from './refactoring.ts';
import type { Selection } from './selection.ts';
import type { Use } from './uses.ts';

type Owner = ast.Entity | ast.Mixin;

/** The attributes and rules of a mixin, with their comments, in what takes it in. */
export function inlineMixin(selection: Selection): readonly Offer[] {
    return inliningsOf(selection, ast.isMixin, (declaration): Inlining<ast.Mixin> => ({
        noun: 'mixin', declaration, effect: () => '', keeps: 'database',
        obstacle: declaration.annotations.length > 0 ? `'${declaration.name}' has annotations, which nothing else could have.` : undefined,
        place: (use, comments, changes) => place(declaration, use, comments, changes, selection),
    }));
}

function place(mixin: ast.Mixin, use: Use, comments: string, changes: Changes, selection: Selection): string | undefined {
    const { container, document } = use;
    const owner = container.$container;
    if (!ast.isMixinUse(container) || !ast.isEntity(owner) && !ast.isMixin(owner)) {
        return `'${mixin.name}' is said something of, and not only taken in.`;
    }
    const twice = mixin.members.filter(ast.isAttribute).find(({ name }) => owner.members.some(member => ast.isAttribute(member) && member.name === name));
    if (twice) {
        return `'${owner.name}' has its own '${twice.name}'.`;
    }
    const copy = new Changes();
    const reason = qualifiedFor(use, mixin, copy, selection);
    if (reason !== undefined) {
        return reason;
    }
    const inherited = mixin.mixins.filter(({ mixin: inner }) => !owner.mixins.some(other => other.mixin.ref === inner.ref))
        .map(({ $cstNode: node }) => copy.copy(AstUtils.getDocument(mixin), node!));
    replaceInHead(owner, container, inherited, changes);
    const text = document.textDocument.getText();
    const end = lineEndOf(text);
    const inside = insideOf(owner);
    const inner = owner.members[0] && indentAt(text, owner.members[0].$cstNode!.offset) !== indentAt(text, owner.$cstNode!.offset)
        ? indentAt(text, owner.members[0].$cstNode!.offset) : `${indentAt(text, owner.$cstNode!.offset)}  `;
    const { keys, attributes, lines } = textsOf(mixin, inner, end, copy);
    const said = comments === '' ? '' : indented(comments, indentAt(comments, 0), inner);
    const first = keys === '' ? `${said}${attributes}` : attributes;
    if (!inside) {
        changes.insert(document, owner.$cstNode!.end, ` {${end}${keys === '' ? '' : `${said}${keys}`}${first}${lines}${indentAt(text, owner.$cstNode!.offset)}}`);
        return undefined;
    }
    if (!text.slice(inside.offset, inside.end).includes('\n')) {
        const last = owner.members.findLast(ast.isAttribute)?.$cstNode!.end ?? inside.offset;
        const others = text.slice(last, inside.end).trim();
        changes.replace(document, { offset: last, end: inside.end }, [end, first, others === '' ? '' : `${inner}${others}${end}`, lines, indentAt(text, owner.$cstNode!.offset)].join(''));
        if (keys !== '') {
            changes.insert(document, inside.offset, `${end}${said}${keys}${inner.slice(1)}`);
        }
        return undefined;
    }
    const own = membersIn(owner, owner.members)!;
    const start = Math.min(endWithComment(text, inside.offset) ?? inside.offset, inside.end);
    const last = owner.members.findLast(ast.isAttribute);
    const behind = last ? own.chunks.get(last)!.end : start;
    if (keys !== '') {
        changes.insert(document, start, `${text[start - 1] === '\n' ? '' : end}${said}${keys}`);
    }
    if (first !== '') {
        changes.insert(document, behind, `${text[behind - 1] === '\n' || behind === start && keys !== '' ? '' : end}${first}`);
    }
    if (lines !== '') {
        changes.insert(document, Math.max(lineStart(text, inside.end), behind), lines);
    }
    return undefined;
}

/** Takes a mixin out of `with A, B`, for the mixins that it takes in itself. */
function replaceInHead(owner: Owner, use: ast.MixinUse, instead: readonly string[], changes: Changes): void {
    const document = AstUtils.getDocument(owner);
    const { offset, end } = use.$cstNode!;
    const index = owner.mixins.indexOf(use);
    if (instead.length > 0) {
        changes.replace(document, { offset, end }, instead.join(', '));
    } else if (owner.mixins.length === 1) {
        changes.replace(document, { offset: tokenOf(owner, 'name')!.end, end }, '');
    } else if (index > 0) {
        changes.replace(document, { offset: owner.mixins[index - 1]!.$cstNode!.end, end }, '');
    } else {
        changes.replace(document, { offset, end: owner.mixins[1]!.$cstNode!.offset }, '');
    }
}

/** What a key is marked on leads a table, and is apart therefore. Each text is of whole lines. */
function textsOf(mixin: ast.Mixin, indent: string, end: string, copy: Changes): { readonly keys: string; readonly attributes: string; readonly lines: string } {
    const document = AstUtils.getDocument(mixin);
    const members = membersIn(mixin, mixin.members)!;
    const isOneLine = !mixin.$cstNode!.text.includes('\n');
    const from = mixin.members[0] ? indentAt(document.textDocument.getText(), mixin.members[0].$cstNode!.offset) : '';
    const textOf = (wanted: readonly AstNode[]): string => wanted.map(member => {
        const chunk = copy.copy(document, members.chunks.get(member)!);
        const lines = isOneLine ? `${indent}${chunk.trim()}` : indented(chunk, from, indent);
        return lines.endsWith('\n') ? lines : `${lines}${end}`;
    }).join('');
    const attributes = mixin.members.filter(ast.isAttribute);
    const isKey = ({ modifiers }: ast.Attribute): boolean => modifiers.some(ast.isKeyModifier);
    const rest = copy.copy(document, members.rest);
    return {
        keys: textOf(attributes.filter(isKey)),
        attributes: textOf(attributes.filter(attribute => !isKey(attribute))),
        lines: `${textOf(mixin.members.filter(member => !ast.isAttribute(member)))}${rest.trim() === '' ? '' : `${indented(rest, from, indent).trimEnd()}${end}`}`,
    };
}
