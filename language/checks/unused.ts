import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../generated/ast.ts';
import { containerOf } from '../references/index.ts';
import { finding, type Report, type StructuralCode } from './finding.ts';
import { placeOfName, placeOfReference } from './places.ts';
import type { Uses } from './uses.ts';

const codes: Readonly<Record<string, readonly [code: StructuralCode & ('ERD406' | 'ERD407' | 'ERD408'), noun: string]>> = {
    [ast.Domain.$type]: ['ERD406', 'domain'],
    [ast.Enum.$type]: ['ERD406', 'enumeration'],
    [ast.StructuredType.$type]: ['ERD406', 'type'],
    [ast.Mixin.$type]: ['ERD406', 'mixin'],
    [ast.Role.$type]: ['ERD407', 'role'],
    [ast.SessionVariable.$type]: ['ERD407', 'session variable'],
    [ast.AnnotationDeclaration.$type]: ['ERD407', 'annotation'],
    [ast.Area.$type]: ['ERD408', 'area'],
    [ast.Team.$type]: ['ERD408', 'team'],
    [ast.Purpose.$type]: ['ERD408', 'purpose'],
};

/** ERD406 to ERD408: declarations that nothing refers to. */
export function checkUnused(documents: readonly LangiumDocument<ast.Document>[], uses: Uses, report: Report): void {
    const visit = (declarations: readonly ast.Declaration[]): void => {
        for (const declaration of declarations) {
            const [code, noun] = codes[declaration.$type] ?? [];
            if (code && !isUsed(declaration, uses)) {
                const { name } = declaration as { name?: string };
                report(finding(code, placeOfName(declaration), `The ${noun} ${name} is used nowhere.`, { tags: ['unnecessary'] }));
            }
            if (ast.isSchema(declaration)) {
                visit(declaration.declarations);
            }
        }
    };
    for (const document of documents) {
        visit(document.parseResult.value.declarations);
    }
}

function isUsed(declaration: ast.Declaration, uses: Uses): boolean {
    return uses.used.has(declaration)
        // The values of an enumeration may be used without it: in an annotation's argument, in SQL that is generated.
        || ast.isEnum(declaration) && declaration.values.some(value => uses.used.has(value));
}

/** ERD409: uses of what carries `@deprecated`, outside of what is deprecated itself. */
export function checkDeprecated(uses: Uses, inProject: (node: AstNode) => boolean, report: Report): void {
    for (const reference of uses.deprecated) {
        const target = reference.ref as AstNode & { readonly name?: string; readonly annotations: readonly ast.Annotation[] };
        const node = reference.$refNode?.astNode;
        if (!node || !inProject(node) || isWithinDeprecated(node, target)) {
            continue;
        }
        const instead = adviceOf(target);
        report(finding('ERD409', placeOfReference(node, reference),
            `${target.name} is deprecated${instead ? `: use ${instead} instead` : ''}.`,
            { tags: ['deprecated'], data: /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(instead) ? { instead } : {} }));
    }
}

function adviceOf({ annotations }: { readonly annotations: readonly ast.Annotation[] }): string {
    const value = annotations.find(({ declaration }) => declaration?.$refText === 'deprecated')?.arguments[0]?.value;
    return ast.isTextValue(value) || ast.isStringLiteral(value) ? value.value : '';
}

function isWithinDeprecated(node: AstNode, target: AstNode): boolean {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        if (current === target || (current as { annotations?: readonly ast.Annotation[] }).annotations?.some(({ declaration }) => declaration?.$refText === 'deprecated')) {
            return true;
        }
    }
    return containerOf(node, ast.Annotate.$type) !== undefined;
}
