import { ast } from '../../../../language/index.ts';
import { aroundAt, exactlyAt, keywordOf, nodeAt, type FileEdit, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { insert, remove, removeFromList, removeInLine, replace } from '../text-edits.ts';

type Codes = 'ERD307' | 'ERD308' | 'ERD309' | 'ERD310' | 'ERD311' | 'ERD312';

export const indexFixes: Pick<QuickFixes, Codes> = {
    ERD307: context => [withMethod(context, context.data.method)],
    ERD308: context => [withMethod(context, 'gin')],
    ERD309: context => {
        const element = nodeAt(context, ast.isIndexElement);
        return [element && { title: 'Take it out of the index', edits: [removeFromList(element, element.$cstNode!)] }];
    },
    ERD310: context => {
        const node = exactlyAt(context) ?? aroundAt(context, ast.isIndex);
        return [node && { title: 'Remove the index', edits: [remove(node)] }];
    },
    ERD311: context => [withoutOption(context)],
    ERD312: context => [withMethod(context, context.data.method)],
};

/** `btree` is what an index is by without a word. */
function withMethod(context: FixContext<'ERD307' | 'ERD308' | 'ERD312'>, method: string): Fix | undefined {
    const index = aroundAt(context, ast.isIndex);
    if (!index) {
        return undefined;
    }
    const clause = index.modifiers.find(ast.isIndexMethod);
    const closing = keywordOf(index, ')');
    const edit: FileEdit | undefined = clause
        ? method === 'btree' ? remove(clause) : replace(clause, clause.$cstNode!, `using ${method}`)
        : closing && insert(index, closing.end, ` using ${method}`);
    return edit && { title: `Use ${method}`, edits: [edit] };
}

function withoutOption(context: FixContext<'ERD311'>): Fix | undefined {
    const index = aroundAt(context, ast.isIndex);
    switch (context.data.option) {
        case 'order': {
            const element = nodeAt(context, ast.isIndexElement);
            const span = element && orderOf(element);
            return span && { title: 'Remove the order', edits: [removeInLine(element, span)] };
        }
        case 'unique':
            return removed(index?.modifiers.find(ast.isIndexUnique), "Remove 'unique'");
        case 'include':
            return removed(index?.modifiers.find(ast.isIndexInclude), "Remove 'include'");
        case 'language':
            return removed(index?.modifiers.find(ast.isIndexLanguage), "Remove 'language'");
        case 'elements':
            return undefined;
    }
}

function orderOf(element: ast.IndexElement): { readonly offset: number; readonly end: number } | undefined {
    const words = ['asc', 'desc', 'nulls', 'first', 'last'].flatMap(word => keywordOf(element, word) ?? []).sort((a, b) => a.offset - b.offset);
    return words.length > 0 ? { offset: words[0]!.offset, end: words.at(-1)!.end } : undefined;
}

function removed(clause: ast.IndexModifier | undefined, title: string): Fix | undefined {
    return clause && { title, edits: [remove(clause)] };
}
