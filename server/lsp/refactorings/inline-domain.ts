import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import { Changes } from './changes.ts';
import { inliningsOf, qualifiedFor, type Inlining } from './inline.ts';
import { indentAt, indented, lineEndOf, lineStart, startWithComments } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { written, type Selection } from './selection.ts';
import { lineOf, usesIn, type Use } from './uses.ts';

/** The type of a domain and what it says of its values, where it is used. */
export function inlineDomain(selection: Selection): readonly Offer[] {
    return inliningsOf(selection, ast.isDomain, (declaration): Inlining<ast.Domain> => ({
        noun: 'domain', declaration, obstacle: undefined,
        effect: isEverywhere => declaration.inlined ? '' : isEverywhere ? ', which the database loses' : ', in the database too',
        keeps: declaration.inlined ? 'database' : 'columns',
        place: (use, comments, changes) => place(declaration, use, comments, changes, selection),
    }));
}

function place(domain: ast.Domain, use: Use, comments: string, changes: Changes, selection: Selection): string | undefined {
    const { container: type, document } = use;
    const holder = type.$container;
    if (!ast.isTypeUse(type)) {
        return `'${domain.name}' in ${lineOf(use)} is not the type of something.`;
    }
    const says = domain.checks.length > 0 || domain.default !== undefined || domain.collation !== undefined;
    if (says && (type.dimensions.length > 0 || !ast.isAttribute(holder) && !ast.isDomain(holder))) {
        return `What '${domain.name}' says of its values cannot be said in ${lineOf(use)}.`;
    }
    const copy = new Changes();
    const reason = qualifiedFor(use, domain, copy, selection);
    if (reason !== undefined) {
        return reason;
    }
    const source = AstUtils.getDocument(domain);
    if (ast.isAttribute(holder)) {
        for (const own of usesIn(source, ({ ref }) => ref === domain).filter(({ container }) => ast.isNameExpression(container) && AstUtils.getContainerOfType(container, ast.isDomain) === domain)) {
            copy.replace(source, own.span, written(holder.name, 'ID', selection));
        }
    }
    const textOf = (node: AstNode): string => copy.copy(source, node.$cstNode!);
    const base = textOf(domain.type).replace(/\s*\?$/, '');
    const dimensions = type.dimensions.map(({ $cstNode: node }) => node!.text).join('');
    const standard = domain.default && (ast.isAttribute(holder) || ast.isDomain(holder)) && !holder.default ? ` = ${textOf(domain.default)}` : '';
    changes.replace(document, type.$cstNode!, `${base}${dimensions}${type.optional || domain.type.optional ? '?' : ''}${standard}`);
    if (!ast.isAttribute(holder) && !ast.isDomain(holder)) {
        return undefined;
    }
    const checks = domain.checks.map(textOf);
    const isCollated = ast.isDomain(holder) ? holder.collation !== undefined : holder.modifiers.some(ast.isCollateModifier);
    const collation = domain.collation === undefined || isCollated ? [] : [`collate ${JSON.stringify(domain.collation)}`];
    const words = ast.isDomain(holder) ? [...collation, ...checks] : [...checks, ...collation];
    if (words.length > 0) {
        changes.insert(document, endOfHead(holder, collation.length > 0), ` ${words.join(' ')}`);
    }
    const annotations = domain.annotations.filter(({ declaration }) => !holder.annotations.some(other => other.declaration.$refText === declaration.$refText));
    if (annotations.length > 0) {
        changes.insert(document, holder.$cstNode!.end, annotations.map(annotation => ` ${textOf(annotation)}`).join(''));
    }
    addComments(holder, comments, document.textDocument.getText(), changes);
    return undefined;
}

/** Behind what an attribute or domain says of its type, and before its annotations. */
function endOfHead(holder: ast.Attribute | ast.Domain, isBeforeChecks: boolean): number {
    const last = ast.isAttribute(holder) ? holder.modifiers.at(-1) : isBeforeChecks ? undefined : holder.checks.at(-1);
    return (last ?? holder.default ?? holder.type).$cstNode!.end;
}

/** Comments above those that an element has, if it has a line of its own. */
export function addComments(node: AstNode, comments: string, text: string, changes: Changes): void {
    const { offset } = node.$cstNode!;
    if (comments !== '') {
        const indent = indentAt(text, offset);
        const isFirst = text.slice(lineStart(text, offset), offset).trim() === '';
        const lines = indented(comments, indentAt(comments, 0), indent);
        changes.insert(AstUtils.getDocument(node), isFirst ? startWithComments(text, offset) : offset, isFirst ? lines : `${lineEndOf(text)}${lines}${indent}`);
    }
}
