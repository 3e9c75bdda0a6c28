import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import { insert, remove, removeInLine, replace, textOf } from '../code-actions/text-edits.ts';
import { startWithComments } from './layout.ts';
import type { Refactoring } from './refactoring.ts';
import { declarationAround, freeDeclarationName, selectedAttributes, written, type Selection } from './selection.ts';

/** The type of the attribute at the cursor and what is checked of it, as a domain: one that the database has too, or one of the model only. */
export function extractDomain(selection: Selection): readonly Refactoring[] {
    const [attribute, another] = selectedAttributes(selection);
    const type = attribute?.type?.$cstNode;
    if (!attribute || another || !type || !ast.isPrimitiveType(attribute.type.type?.ref) || attribute.type.dimensions.length > 0) {
        return [];
    }
    const text = textOf(attribute);
    const checks = attribute.modifiers.filter(ast.isCheckModifier);
    const conditions = checks.map(check => ofValue(check, attribute, text));
    if (!conditions.every(condition => condition !== undefined)) {
        return [];
    }
    const name = freeDeclarationName(attribute.name, selection);
    const declaration = declarationAround(attribute);
    const before = startWithComments(text, declaration.$cstNode!.offset);
    const indent = /^[ \t]*/.exec(text.slice(before))![0];
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const base = text.slice(type.offset, type.end).replace(/\s*\?$/, '');
    const domain = [`${indent}domain ${written(name, 'DECLARED', selection)}: ${base}`, ...conditions].join(' ');
    const edits = (words: string): Refactoring['edits'] => [
        insert(attribute, before, `${domain}${words}${lineEnd}${lineEnd}`),
        replace(attribute, { offset: type.offset, end: type.offset + base.length }, written(name, 'TYPE_NAME', selection)),
        ...checks.map(check => isAloneOnLine(check, text) ? remove(check) : removeInLine(check, check.$cstNode!)),
    ];
    return [
        { title: `Extract domain '${name}', which the database gets too`, kind: 'refactor.extract', keeps: 'columns', edits: edits('') },
        { title: `Extract inlined domain '${name}', which the database does not see`, kind: 'refactor.extract', edits: edits(' inlined') },
    ];
}

/** The check as it is written, with `value` for the attribute; undefined where it asks for other attributes too. */
function ofValue(check: ast.CheckModifier, attribute: ast.Attribute, text: string): string | undefined {
    const { offset, end } = check.$cstNode!;
    let result = text.slice(offset, end);
    for (const node of [...AstUtils.streamAllContents(check)].filter(ast.isNameExpression).reverse()) {
        const target = node.target?.ref;
        if (target === attribute) {
            const name = node.$cstNode!;
            result = `${result.slice(0, name.offset - offset)}value${result.slice(name.end - offset)}`;
        } else if (!target || ast.isAttribute(target)) {
            return undefined;
        }
    }
    return result;
}

function isAloneOnLine({ $cstNode: node }: AstNode, text: string): boolean {
    const line = text.slice(text.lastIndexOf('\n', node!.offset - 1) + 1, node!.offset);
    return line.trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(node!.end));
}
