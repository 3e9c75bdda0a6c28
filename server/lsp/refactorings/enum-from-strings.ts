import type { AstNode } from 'langium';
import { ast } from '../../../language/index.ts';
import { insert, removeInLine, replace, textOf } from '../code-actions/text-edits.ts';
import { startWithComments } from './layout.ts';
import type { Refactoring } from './refactoring.ts';
import { declarationAround, freeDeclarationName, selectedAttributes, written, type Selection } from './selection.ts';

const textTypes: ReadonlySet<string> = new Set(['string', 'char', 'text']);

/**
 * An enumeration of the texts that an attribute's check lists. The column keeps its type and its check. Not offered
 * where expressions elsewhere ask for the attribute: what they compare it with would be texts still.
 */
export function enumFromStrings(selection: Selection): Refactoring | undefined {
    const [attribute, another] = selectedAttributes(selection);
    const found = attribute && !another ? listOf(attribute) : undefined;
    if (!attribute || !found || isAskedFor(attribute, found.test, selection)) {
        return undefined;
    }
    const { check, values } = found;
    const names = new Map(values.map(value => [value, value.replace(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N}|$)/u, '_').toUpperCase()]));
    const standard = attribute.default;
    if (new Set(names.values()).size < values.length || standard && !(ast.isStringLiteral(standard) && names.has(standard.value))) {
        return undefined;
    }
    const text = textOf(attribute);
    const type = attribute.type.$cstNode!;
    const base = text.slice(type.offset, type.end).replace(/\s*\?$/, '');
    const before = startWithComments(text, declarationAround(attribute).$cstNode!.offset);
    const indent = /^[ \t]*/.exec(text.slice(before))![0];
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const name = freeDeclarationName(attribute.name, selection);
    const members = [...names].map(([value, member]) => `${indent}  ${written(member, 'ID', selection)}${member === value ? '' : ` = '${value.replaceAll("'", "''")}'`}`);
    return {
        title: `Extract enumeration '${name}'`, kind: 'refactor.extract',
        edits: [
            insert(attribute, before, [`${indent}enum ${written(name, 'DECLARED', selection)}: ${base} {`, ...members, `${indent}}`, '', ''].join(lineEnd)),
            replace(attribute, { offset: type.offset, end: type.offset + base.length }, written(name, 'TYPE_NAME', selection)),
            ...ast.isStringLiteral(standard) ? [replace(attribute, standard.$cstNode!, written(names.get(standard.value)!, 'ID', selection))] : [],
            removeInLine(check, check.$cstNode!),
        ],
    };
}

/** The check `name in ('A', 'B')` of an attribute of text, and what it lists. */
function listOf(attribute: ast.Attribute): { readonly check: ast.CheckModifier; readonly test: ast.InTest; readonly values: readonly string[] } | undefined {
    const [check, another] = attribute.modifiers.filter(ast.isCheckModifier);
    const { type: { type, dimensions } } = attribute;
    const test = check?.condition;
    if (!check || another || !ast.isInTest(test) || test.negated || !type || !textTypes.has(type.$refText) || !ast.isPrimitiveType(type.ref) || dimensions.length > 0) {
        return undefined;
    }
    const values = test.values.filter(ast.isStringLiteral).map(({ value }) => value);
    const operand: AstNode = test.operand;
    const isOwn = ast.isNameExpression(operand) && operand.target?.ref === attribute;
    return isOwn && values.length === test.values.length ? { check, test, values } : undefined;
}

/** Whether an expression beside the test names the attribute. */
function isAskedFor(attribute: ast.Attribute, test: ast.InTest, { services }: Selection): boolean {
    return services.shared.workspace.LangiumDocuments.all.some(document => document.references.some(reference => {
        const node = 'ref' in reference && reference.ref === attribute ? reference.$refNode?.astNode : undefined;
        return node !== undefined && node !== test.operand && (ast.isNameExpression(node) || ast.isMemberAccess(node)) && !ast.isIndexElement(node.$container);
    }));
}
