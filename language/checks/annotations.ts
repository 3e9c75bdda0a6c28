import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { parameterOf, pathTarget } from '../references/index.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';

/** What the declaration of an annotation calls the kinds of elements. What has no word here takes annotations on `any` only. */
const targetWords: Readonly<Record<string, ast.AnnotationTarget>> = {
    [ast.ModelDeclaration.$type]: 'model', [ast.Schema.$type]: 'schema', [ast.Entity.$type]: 'entity', [ast.Mixin.$type]: 'mixin',
    [ast.Attribute.$type]: 'attribute', [ast.Relationship.$type]: 'relationship', [ast.Domain.$type]: 'domain',
    [ast.StructuredType.$type]: 'type', [ast.Enum.$type]: 'enum', [ast.EnumValue.$type]: 'value', [ast.View.$type]: 'view',
    [ast.ViewColumn.$type]: 'column', [ast.Routine.$type]: 'function', [ast.Trigger.$type]: 'trigger', [ast.Index.$type]: 'index',
    [ast.Key.$type]: 'index', [ast.Unique.$type]: 'index', [ast.Exclusion.$type]: 'index', [ast.Check.$type]: 'check',
    [ast.Role.$type]: 'role', [ast.Policy.$type]: 'policy', [ast.Sequence.$type]: 'sequence',
};

/** The element that an annotation is about: in an `annotate` block, the one that the block names. */
export function annotatedElement({ $container: holder }: ast.Annotation): AstNode | undefined {
    switch (holder.$type) {
        case ast.Annotate.$type:
            return pathTarget((holder).target);
        case ast.MemberAnnotation.$type:
            return (holder).member?.ref;
        default:
            return holder;
    }
}

/** ERD410 to ERD412: annotations where they do not belong, with wrong arguments, or given twice. */
export function checkAnnotations(annotations: readonly ast.Annotation[], report: Report): void {
    const seen = new Set<ast.AnnotationDeclaration>();
    for (const annotation of annotations) {
        const declaration = annotation.declaration?.ref;
        if (!declaration) {
            continue;
        }
        checkTarget(annotation, declaration, report);
        checkArguments(annotation, declaration, report);
        if (seen.has(declaration) && !isRepeatable(declaration)) {
            report(finding('ERD412', placeOf(annotation), `@${declaration.name} is given already.`));
        }
        seen.add(declaration);
    }
}

function isRepeatable({ name, parameters }: ast.AnnotationDeclaration): boolean {
    return name === 'allow' || parameters.at(-1)?.mode === 'variadic';
}

function checkTarget(annotation: ast.Annotation, { name, targets }: ast.AnnotationDeclaration, report: Report): void {
    const element = annotatedElement(annotation);
    const word = element && targetWords[element.$type];
    if (element && !targets.includes('any') && (!word || !targets.includes(word))) {
        report(finding('ERD410', placeOf(annotation), `@${name} can stand on ${listed(targets)}, not on ${word ? article(word) : 'this'}.`));
    }
}

function article(word: string): string {
    return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

function listed(words: readonly string[]): string {
    return words.length === 1 ? article(words[0]!) : `${words.slice(0, -1).map(article).join(', ')} or ${article(words.at(-1)!)}`;
}

function checkArguments(annotation: ast.Annotation, declaration: ast.AnnotationDeclaration, report: Report): void {
    const given = new Set<ast.Parameter>();
    for (const argument of annotation.arguments) {
        if (argument.parameter?.error) {
            continue;
        }
        const parameter = parameterOf(argument);
        if (!parameter) {
            report(finding('ERD411', placeOf(argument), declaration.parameters.length === 0
                ? `@${declaration.name} takes no arguments.`
                : `@${declaration.name} takes no more than ${declaration.parameters.length} ${declaration.parameters.length === 1 ? 'argument' : 'arguments'}.`,
            { data: { fault: 'superfluous' } }));
            continue;
        }
        if (given.has(parameter) && parameter.mode !== 'variadic') {
            report(finding('ERD411', placeOf(argument), `@${declaration.name} is given ${parameter.name} twice.`, { data: { fault: 'superfluous' } }));
        }
        given.add(parameter);
        checkValue(argument, parameter, declaration, report);
    }
    for (const parameter of declaration.parameters) {
        if (!given.has(parameter) && !parameter.default && parameter.mode !== 'variadic') {
            report(finding('ERD411', placeOfProperty(annotation, 'declaration'), `@${declaration.name} needs ${parameter.name ?? 'one more argument'}.`, { data: { fault: 'missing' } }));
        }
    }
}

function checkValue(argument: ast.AnnotationArgument, parameter: ast.Parameter, declaration: ast.AnnotationDeclaration, report: Report): void {
    const type = parameter.type?.type?.ref;
    const expected = argument.value && type && expectation(argument.value, type);
    if (expected) {
        report(finding('ERD411', placeOfProperty(argument, 'value'), `${parameter.name ?? 'The argument'} of @${declaration.name} is ${expected.noun}.`, {
            data: { fault: 'type', ...expected.replacement !== undefined && { replacement: expected.replacement } },
        }));
    }
}

/** What is asked for, where the value is something else. */
function expectation(value: ast.AnnotationArgument['value'], type: ast.TypeDeclaration): { readonly noun: string; readonly replacement?: string } | undefined {
    const text = ast.isTextValue(value) || ast.isStringLiteral(value) ? value.value : undefined;
    if (ast.isEnum(type)) {
        if (text !== undefined) {
            return { noun: `a value of ${type.name}`, ...type.values.some(({ name }) => name === text) && { replacement: text } };
        }
        // A name that is no value of the enumeration does not link.
        return ast.isNameExpression(value) ? undefined : { noun: `a value of ${type.name}` };
    }
    switch (type.name) {
        case 'string':
        case 'text':
            return text !== undefined ? undefined
                : { noun: 'a text', ...ast.isNameExpression(value) && value.target && { replacement: `"${value.target.$refText}"` } };
        case 'int':
        case 'bigint':
        case 'decimal':
        case 'number':
            return isNumber(value) ? undefined
                : { noun: 'a number', ...text !== undefined && /^-?\d+$/.test(text) && { replacement: text } };
        case 'boolean':
            return ast.isBooleanLiteral(value) ? undefined
                : { noun: 'true or false', ...(text === 'true' || text === 'false') && { replacement: text } };
        case 'attribute':
            return ast.isNameExpression(value) ? undefined : { noun: 'the name of an attribute' };
        default:
            return undefined;
    }
}

function isNumber(value: ast.AnnotationArgument['value']): boolean {
    return ast.isNumberLiteral(value) || ast.isUnaryExpression(value) && ast.isNumberLiteral(value.operand);
}
