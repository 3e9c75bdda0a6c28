import type { AstNode } from 'langium';
import { ast, similarPaths } from '../../../../language/index.ts';
import { aroundAt, nodeAt, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { remove, removeFromList, removeInLine, replace } from '../text-edits.ts';

type Codes =
    | 'ERD401' | 'ERD402' | 'ERD403' | 'ERD405' | 'ERD406' | 'ERD407' | 'ERD408' | 'ERD409'
    | 'ERD410' | 'ERD411' | 'ERD412' | 'ERD413' | 'ERD415' | 'ERD416';

export const hygieneFixes: Pick<QuickFixes, Codes> = {
    ERD401: context => [
        ...pathsMeant(context).map(path => ({ title: `Change to '${path}'`, edits: [{ range: context.range, newText: `"${path}"` }] })),
        withoutImport(context),
    ],
    ERD402: context => [withoutImport(context)],
    ERD403: context => [withoutImport(context)],
    ERD405: context => [withoutImport(context)],
    ERD406: context => [withoutDeclaration(context)],
    ERD407: context => [withoutDeclaration(context)],
    ERD408: context => [withoutDeclaration(context)],
    ERD409: ({ range, data: { instead } }) => [instead === undefined ? undefined : { title: `Use '${instead}' instead`, edits: [{ range, newText: instead }] }],
    ERD410: context => [withoutAnnotation(context, 'Remove the annotation')],
    ERD411: context => {
        const argument = aroundAt(context, ast.isAnnotationArgument);
        const { replacement, fault } = context.data;
        return [
            replacement === undefined ? undefined : { title: `Change to ${replacement}`, edits: [{ range: context.range, newText: replacement }] },
            argument && fault !== 'missing' ? { title: 'Remove the argument', edits: [withoutArgument(argument)] } : undefined,
        ];
    },
    ERD412: context => [withoutAnnotation(context, 'Remove the second')],
    ERD413: context => {
        const argument = aroundAt(context, ast.isAnnotationArgument);
        return argument ? context.data.similar.map(code => ({ title: `Change to ${code}`, edits: [replace(argument, argument.value.$cstNode!, `"${code}"`)] })) : [];
    },
    ERD415: context => [withoutAnnotation(context, 'Remove the dismissal')],
    ERD416: context => [withoutAnnotation(context, 'Remove the dismissal')],
};

/** The file may have come after the import was looked at. */
function pathsMeant({ document, range, data, services }: FixContext<'ERD401'>): readonly string[] {
    const path = aroundAt({ document, range }, ast.isImport)?.path;
    return data.similar.length > 0 || path === undefined ? data.similar : similarPaths(document, path, services.shared.workspace.LangiumDocuments);
}

function withoutImport(context: FixContext<'ERD401' | 'ERD402' | 'ERD403' | 'ERD405'>): Fix | undefined {
    const node = aroundAt(context, ast.isImport);
    return node && { title: 'Remove the import', edits: [remove(node)] };
}

function withoutDeclaration(context: FixContext<'ERD406' | 'ERD407' | 'ERD408'>): Fix | undefined {
    const node = aroundAt(context, (candidate): candidate is AstNode =>
        ast.isDocument((candidate as AstNode | undefined)?.$container) || ast.isSchema((candidate as AstNode | undefined)?.$container));
    return node && { title: 'Remove the declaration', edits: [remove(node)] };
}

function withoutAnnotation(context: FixContext<'ERD410' | 'ERD412' | 'ERD415' | 'ERD416'>, title: string): Fix | undefined {
    const annotation = nodeAt(context, ast.isAnnotation);
    return annotation && { title, edits: [removeInLine(annotation, annotation.$cstNode!)] };
}

function withoutArgument(argument: ast.AnnotationArgument): ReturnType<typeof remove> {
    const annotation = argument.$container;
    const only = ast.isAnnotation(annotation) && annotation.arguments.length === 1;
    return only
        ? replace(annotation, { offset: annotation.declaration.$refNode!.end, end: annotation.$cstNode!.end }, '')
        : removeFromList(argument, argument.$cstNode!);
}
