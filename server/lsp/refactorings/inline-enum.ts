import type { AstNode } from 'langium';
import { ast } from '../../../language/index.ts';
import { ModelElements } from '../syntax/model-elements.ts';
import type { Changes } from './changes.ts';
import { addComments } from './inline-domain.ts';
import { inliningsOf, type Inlining } from './inline.ts';
import type { Offer } from './refactoring.ts';
import { written, type Selection } from './selection.ts';
import { lineOf, usesOf, type Use } from './uses.ts';

/**
 * An enumeration as the type that it is stored in, with a check of its values, which expressions then name as texts.
 * Not where more is known of the values than a check could hold, nor where the order of the values counts.
 */
export function inlineEnum(selection: Selection): readonly Offer[] {
    return inliningsOf(selection, ast.isEnum, (declaration): Inlining<ast.Enum> => ({
        noun: 'enumeration', declaration, obstacle: obstacleTo(declaration),
        effect: isEverywhere => `: ${typeOf(declaration)} with a check${declaration.storage ? '' : isEverywhere ? ', the database loses its type' : ', in the database too'}`,
        keeps: declaration.storage ? 'database' : 'columns',
        isIncidental: ({ container }) => ast.isNameExpression(container),
        further: uses => valueUses(declaration, uses, selection),
        place: (use, comments, changes) => place(declaration, use, comments, changes, selection),
    }));
}

function obstacleTo({ name, lookup, values, annotations, $cstNode: node }: ast.Enum): string | undefined {
    const hasComments = /\/\/|\/\*/.test((node?.text ?? '').replace(/"(?:\\.|[^"\\])*"|'(?:[^']|'')*'/g, ''));
    return lookup ? `'${name}' is a table of the database, with a row for each value.`
        : values.length === 0 ? `'${name}' has no values.`
            : values.some(({ label }) => label !== undefined) || hasComments ? `The values of '${name}' have labels or comments, which a check cannot hold.`
                : annotations.length > 0 || values.some(value => value.annotations.length > 0) ? `'${name}' has annotations, which a check cannot hold.` : undefined;
}

/** The type that the values are stored in; for one of the database, texts as long as the longest. */
function typeOf({ storage, values }: ast.Enum): string {
    return storage ? storage.$cstNode!.text : `string(${Math.max(...values.map(({ name }) => name.length))})`;
}

function place(enumeration: ast.Enum, use: Use, comments: string, changes: Changes, selection: Selection): string | undefined {
    const { container: type, document } = use;
    const attribute = type.$container;
    if (!ast.isTypeUse(type) || !ast.isAttribute(attribute) || type.dimensions.length > 0) {
        return `'${enumeration.name}' in ${lineOf(use)} is not the type of an attribute, which could have a check.`;
    }
    const ordered = enumeration.storage ? undefined : usesOf(new Set<AstNode>([attribute]), selection.services).find(isOrdered);
    if (ordered) {
        return `The values of '${enumeration.name}' are in an order that ${lineOf(ordered)} asks for, and texts are in another.`;
    }
    const literals = enumeration.values.map(value => literalOf(value, selection));
    changes.replace(document, type.$cstNode!, `${typeOf(enumeration)}${type.optional ? '?' : ''}`);
    const last = attribute.modifiers.at(-1) ?? attribute.default ?? attribute.type;
    changes.insert(document, last.$cstNode!.end, ` check (${written(attribute.name, 'ID', selection)} in (${literals.join(', ')}))`);
    for (const value of valueUses(enumeration, [use], selection)) {
        changes.replace(value.document, wholeOf(value), literalOf(value.reference.ref as ast.EnumValue, selection));
    }
    addComments(attribute, comments, document.textDocument.getText(), changes);
    return undefined;
}

function literalOf(node: ast.EnumValue, { services }: Selection): string {
    const model = new ModelElements(services).modelOf(node);
    const found = model?.enums.find(({ name, values }) => name === node.$container.name && values.some(value => value.name === node.name))?.values.find(({ name }) => name === node.name);
    const value = found?.value ?? node.name;
    return found?.numeric ? value : `'${value.replaceAll("'", "''")}'`;
}

/** Where values stand for the attributes that have the type in some of its uses: with all of its uses, everywhere. */
function valueUses(enumeration: ast.Enum, uses: readonly Use[], { services }: Selection): readonly Use[] {
    const values = usesOf(new Set<AstNode>(enumeration.values), services).filter(({ container }) => ast.isNameExpression(container) || ast.isMemberAccess(container));
    const attributes = new Set<AstNode>(uses.map(({ container }) => container.$container!).filter(ast.isAttribute));
    return values.filter(({ container }) => isAbout(container, attributes));
}

/** Whether a value is compared with one of the attributes, is the default of one or its value in a row. */
function isAbout(value: AstNode, attributes: ReadonlySet<AstNode>): boolean {
    for (let node: AstNode | undefined = value; node; node = node.$container) {
        const parent: AstNode | undefined = node.$container;
        if (ast.isAttribute(parent) && (parent.default === node || ast.isOnUpdateModifier(node) || ast.isComputedModifier(node))) {
            return attributes.has(parent);
        }
        if (ast.isReferenceRow(parent)) {
            return attributes.has(parent.$container.attributes[parent.values.indexOf(node as ast.Expression)]!.ref!);
        }
        if (parent && (ast.isComparison(parent) || ast.isInTest(parent) || ast.isDistinctTest(parent) || ast.isBetweenTest(parent) || ast.isCall(parent) || ast.isCaseExpression(parent)) && names(parent, attributes)) {
            return true;
        }
    }
    return false;
}

function names(node: AstNode, attributes: ReadonlySet<AstNode>): boolean {
    return operandsOf(node).some(operand => {
        const target = ast.isNameExpression(operand) ? operand.target.ref : ast.isMemberAccess(operand) ? operand.member.ref : undefined;
        return target !== undefined && attributes.has(target) || ast.isCall(operand) && names(operand, attributes) || ast.isParenthesizedExpression(operand) && names(operand.expression, attributes);
    });
}

function operandsOf(node: AstNode): readonly AstNode[] {
    return ast.isComparison(node) || ast.isDistinctTest(node) ? [node.left, node.right]
        : ast.isInTest(node) ? [node.operand]
            : ast.isBetweenTest(node) ? [node.operand]
                : ast.isCaseExpression(node) ? node.subject ? [node.subject] : []
                    : ast.isCall(node) ? node.arguments
                        : [];
}

/** `PAID`, or `Status.PAID` with what qualifies it. */
function wholeOf({ container, span }: Use): { readonly offset: number; readonly end: number } {
    return { offset: ast.isMemberAccess(container) ? container.$cstNode!.offset : span.offset, end: span.end };
}

/** Whether an attribute is used where the order of its values matters. */
function isOrdered({ container }: Use): boolean {
    for (let node: AstNode | undefined = container; node; node = node.$container) {
        const parent: AstNode | undefined = node.$container;
        if (ast.isOrderElement(parent) || ast.isBetweenTest(parent) || ast.isComparison(parent) && parent.operator !== '=' && parent.operator !== '<>') {
            return true;
        }
        if (ast.isCall(parent) && ast.isNameExpression(parent.callee) && /^(?:min|max|greatest|least)$/.test(parent.callee.target.$refText)) {
            return true;
        }
        if (!ast.isMemberAccess(parent) && !ast.isParenthesizedExpression(parent)) {
            return false;
        }
    }
    return false;
}
