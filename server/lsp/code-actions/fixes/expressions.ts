import { ast } from '../../../../language/index.ts';
import { keywordOf, aroundAt, nodeAt, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { insert, removeInLine, replace } from '../text-edits.ts';
import { startWithDocumentation } from './names.ts';

type Codes = 'ERD201' | 'ERD202' | 'ERD204' | 'ERD205' | 'ERD208' | 'ERD211' | 'ERD212' | 'ERD214' | 'ERD215';

export const expressionFixes: Pick<QuickFixes, Codes> = {
    ERD201: context => [replaced(context), withoutDefault(context)],
    ERD202: ({ range, data }) => [data.number ? {
        title: 'Compare it with zero', edits: [{ range: { start: range.end, end: range.end }, newText: ' <> 0' }],
    } : undefined],
    ERD204: context => [declaredExtension(context)],
    ERD205: context => [replaced(context)],
    ERD208: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        const value = attribute?.default?.$cstNode;
        return [attribute && value && {
            title: `Make '${attribute.name}' computed`,
            edits: [replace(attribute, { offset: attribute.type.$cstNode!.end, end: value.end }, ` computed (${value.text})`)],
        }];
    },
    ERD211: ({ range, data: { replacement } }) => [replacement === undefined ? undefined : {
        title: `Change to '${replacement}'`, edits: [{ range, newText: replacement }],
    }],
    ERD212: context => {
        const use = aroundAt(context, ast.isTypeUse);
        const name = use?.type?.$refNode;
        const { instead } = context.data;
        return [use && name && { title: `Use '${instead}'`, edits: [replace(use, { offset: name.offset, end: endOfArguments(use) }, instead)] }];
    },
    ERD214: context => [enlarged(context)],
    ERD215: context => {
        const { document: { textDocument }, range, data: { negated, operand } } = context;
        const text = `${textDocument.getText(operand.range)} is ${negated ? 'not ' : ''}null`;
        return [{ title: `Ask with '${text}'`, edits: [{ range, newText: text }] }];
    },
};

function replaced({ range, data: { replacement } }: FixContext<'ERD201' | 'ERD205'>): Fix | undefined {
    return replacement === undefined ? undefined : { title: `Change to ${replacement}`, edits: [{ range, newText: replacement }] };
}

function withoutDefault(context: FixContext<'ERD201'>): Fix | undefined {
    const owner = aroundAt(context, (node): node is ast.Attribute | ast.Domain => ast.isAttribute(node) || ast.isDomain(node));
    const start = context.document.textDocument.offsetAt(context.range.start);
    return owner?.default?.$cstNode && owner.default.$cstNode.offset <= start && start < owner.default.$cstNode.end
        ? { title: 'Remove the default', edits: [removeInLine(owner, { offset: owner.type.$cstNode!.end, end: owner.default.$cstNode.end })] }
        : undefined;
}

/** Behind the extensions that are declared, else before what stands first. */
function declaredExtension({ document, data: { extension } }: FixContext<'ERD204'>): Fix | undefined {
    const { declarations } = document.parseResult.value;
    const name = /^[a-z_]\w*$/i.test(extension) ? extension : `"${extension}"`;
    const last = declarations.findLast(ast.isExtension);
    const first = declarations.find(declaration => !ast.isModelDeclaration(declaration));
    const edit = last ? insert(last, last.$cstNode!.end, `\nextension ${name}`)
        : first && insert(first, startWithDocumentation(first), `extension ${name}\n\n`);
    return edit && { title: `Declare the extension ${extension}`, edits: [edit] };
}

/** Where a type ends without what stands behind it: `[]` and `?`. */
function endOfArguments(use: ast.TypeUse): number {
    const last = use.arguments.at(-1)?.$cstNode;
    const closing = last && keywordOf(use, ')');
    return (closing ?? use.type?.$refNode ?? use.$cstNode!).end;
}

function enlarged(context: FixContext<'ERD214'>): Fix | undefined {
    const { type } = context.data;
    const attribute = nodeAt(context, ast.isAttribute) ?? aroundAt(context, (node): node is ast.Attribute | ast.Domain => ast.isAttribute(node) || ast.isDomain(node));
    const use = attribute?.type;
    return type !== undefined && use?.type?.$refNode && ast.isPrimitiveType(use.type.ref)
        ? { title: `Make it ${type}`, edits: [replace(use, { offset: use.type.$refNode.offset, end: endOfArguments(use) }, type)] }
        : undefined;
}
