import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOfName } from './places.ts';

type Named = AstNode & { readonly name?: string };

/** What shares one namespace: in a dotted path or as a type they could not be told apart. */
const elements: ReadonlySet<string> = new Set([
    ast.Entity.$type, ast.Mixin.$type, ast.View.$type, ast.Domain.$type, ast.StructuredType.$type, ast.Enum.$type, ast.Sequence.$type,
]);

/** What has a namespace for each of its kind. */
const kinds: ReadonlySet<string> = new Set([
    ast.Area.$type, ast.Team.$type, ast.Purpose.$type, ast.Role.$type, ast.SessionVariable.$type, ast.Extension.$type,
    ast.AnnotationDeclaration.$type, ast.Relationship.$type, ast.Job.$type, ast.Routine.$type, ast.Trigger.$type, ast.Policy.$type,
]);

/** ERD005, ERD009: declarations of one name, over all files of a model. */
export function checkDeclarations(documents: readonly LangiumDocument<ast.Document>[], report: Report): void {
    const first = new Map<string, Named>();
    const names = new Set<string>();
    const later: Named[] = [];
    const collect = (declarations: readonly ast.Declaration[], schema: string): void => {
        let model: ast.ModelDeclaration | undefined;
        for (const declaration of declarations) {
            if (ast.isModelDeclaration(declaration)) {
                if (model) {
                    report(finding('ERD009', placeOfName(declaration), `A file is about one model, and this one is about ${model.name} already.`, {
                        related: [{ place: placeOfName(model), message: `${model.name} is declared here` }],
                    }));
                }
                model ??= declaration;
                continue;
            }
            const key = namespaceOf(declaration, schema);
            if (key !== undefined) {
                names.add((declaration as Named).name!);
                if (first.has(key)) {
                    later.push(declaration);
                } else {
                    first.set(key, declaration);
                }
            }
            if (ast.isSchema(declaration)) {
                collect(declaration.declarations, `${schema}${declaration.name}.`);
            }
        }
    };
    for (const document of documents) {
        collect(document.parseResult.value.declarations, '');
    }
    for (const node of later) {
        const original = first.get(namespaceOf(node, schemaPrefix(node))!)!;
        report(finding('ERD005', placeOfName(node), `${titleOf(node)} ${node.name} is declared already${kindOf(original) === kindOf(node) ? '' : `, as ${kindOf(original)}`}.`, {
            data: { free: freeName(node.name!, names) },
            related: [{ place: placeOfName(original), message: `${original.name} is declared here` }],
        }));
    }
}

/** ERD006 to ERD008: names within one element. */
export function checkMembers(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            checkMemberNames(declaration, report);
            break;
        case ast.StructuredType.$type:
            checkNames(declaration.attributes, 'ERD006', 'attribute', declaration.name, report);
            break;
        case ast.View.$type:
            checkNames(declaration.members.filter(ast.isViewColumn), 'ERD008', 'column', declaration.name, report);
            if (declaration.query) {
                checkNames(sourcesOf(declaration.query), 'ERD008', 'alias', declaration.name, report);
            }
            checkInnerAliases(declaration, report);
            break;
        case ast.Policy.$type:
            checkInnerAliases(declaration, report);
            break;
        case ast.Routine.$type:
            checkNames(declaration.parameters, 'ERD008', 'parameter', declaration.name, report);
            break;
        case ast.AnnotationDeclaration.$type:
            checkNames(declaration.parameters, 'ERD008', 'parameter', declaration.name, report);
            break;
        case ast.Enum.$type:
            checkValues(declaration, report);
            break;
    }
}

const namedMembers: Readonly<Record<string, string>> = {
    [ast.Attribute.$type]: 'attribute', [ast.Check.$type]: 'check', [ast.Index.$type]: 'index', [ast.Exclusion.$type]: 'exclusion',
    [ast.Period.$type]: 'period', [ast.AccessPattern.$type]: 'access pattern',
};

function checkMemberNames({ name, members }: ast.Entity | ast.Mixin | ast.Relationship, report: Report): void {
    const seen = new Map<string, Set<string>>();
    for (const member of members) {
        const { name: own } = member as Named;
        if (own === undefined || namedMembers[member.$type] === undefined) {
            continue;
        }
        let names = seen.get(member.$type);
        if (!names) {
            seen.set(member.$type, names = new Set());
        }
        const { size } = names;
        if (names.add(own).size === size) {
            // Rare enough to look at all of them again.
            for (const [type, noun] of Object.entries(namedMembers)) {
                checkNames(members.filter(other => other.$type === type), type === ast.Attribute.$type ? 'ERD006' : 'ERD008', noun, name, report);
            }
            return;
        }
    }
}

/** Of one query: that an inner one has the alias of one around it hides that. */
function checkInnerAliases(declaration: ast.View | ast.Policy, report: Report): void {
    for (const query of AstUtils.streamAst(declaration).filter(ast.isInnerQuery)) {
        checkNames(sourcesOf(query), 'ERD008', 'alias', declaration.name, report);
    }
}

/** A half-typed `join` has no source yet. */
function sourcesOf({ source, joins }: ast.Query | ast.InnerQuery): readonly Named[] {
    return [source, ...joins.map(join => join.source)].filter(named => named !== undefined);
}

function checkNames(nodes: readonly Named[], code: 'ERD006' | 'ERD008', noun: string, owner: string, report: Report): void {
    if (nodes.length < 2) {
        return;
    }
    const first = new Map<string, Named>();
    const taken = new Set(nodes.map(({ name }) => name ?? ''));
    for (const node of nodes) {
        const { name } = node;
        if (!name) {
            continue;
        }
        const original = first.get(name);
        if (original) {
            report(finding(code, placeOfName(node), `${owner} has ${article(noun)} ${noun} ${name} already.`, {
                data: { free: freeName(name, taken) },
                related: [{ place: placeOfName(original), message: `${name} is declared here` }],
            }));
        } else {
            first.set(name, node);
        }
    }
}

function checkValues(enumeration: ast.Enum, report: Report): void {
    const byName = new Map<string, ast.EnumValue>();
    const byValue = new Map<string, ast.EnumValue>();
    for (const value of enumeration.values) {
        const stored = storedValue(value);
        const [original, clash] = byName.has(value.name) ? [byName.get(value.name)!, 'name'] as const : [byValue.get(stored), 'value'] as const;
        if (original) {
            const message = clash === 'name'
                ? `${enumeration.name} has a value ${value.name} already.`
                : `${enumeration.name} stores ${value.name} and ${original.name} as the same value ${stored}.`;
            report(finding('ERD007', placeOfName(value), message, {
                data: { free: freeName(value.name, new Set(enumeration.values.map(other => other.name))), clash },
                related: [{ place: placeOfName(original), message: `${original.name} is declared here` }],
            }));
            continue;
        }
        byName.set(value.name, value);
        byValue.set(stored, value);
    }
}

function storedValue({ name, value }: ast.EnumValue): string {
    return ast.isNumberLiteral(value) ? value.value : `'${ast.isStringLiteral(value) ? value.value : name}'`;
}

function namespaceOf(declaration: Named, schema: string): string | undefined {
    if (!declaration.name) {
        return undefined;
    }
    const name = schema + declaration.name;
    switch (declaration.$type) {
        case ast.Routine.$type: {
            // Overloads are told apart by their parameters.
            const types = (declaration as ast.Routine).parameters.map(({ type }) => type?.$cstNode?.text ?? '');
            return `${declaration.$type} ${name}(${types.join()})`;
        }
        case ast.Trigger.$type:
            return `${declaration.$type} ${name} on ${(declaration as ast.Trigger).relation?.$refText}`;
        case ast.Policy.$type:
            return `${declaration.$type} ${name} on ${(declaration as ast.Policy).target?.entity?.$refText}`;
        default:
            return elements.has(declaration.$type) ? name : kinds.has(declaration.$type) ? `${declaration.$type} ${name}` : undefined;
    }
}

function schemaPrefix(node: AstNode): string {
    return ast.isSchema(node.$container) ? `${schemaPrefix(node.$container)}${node.$container.name}.` : '';
}

const nouns: Readonly<Record<string, string>> = {
    [ast.StructuredType.$type]: 'type', [ast.SessionVariable.$type]: 'session variable', [ast.AnnotationDeclaration.$type]: 'annotation',
    [ast.Routine.$type]: 'function',
};

function kindOf(node: AstNode): string {
    return nouns[node.$type] ?? node.$type.toLowerCase();
}

function titleOf(node: AstNode): string {
    const kind = kindOf(node);
    return kind[0]!.toUpperCase() + kind.slice(1);
}

function article(noun: string): string {
    return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

/** The name with the first number behind it that makes it one of its own. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
    for (let number = 2; ; number++) {
        if (!taken.has(`${name}${number}`)) {
            return `${name}${number}`;
        }
    }
}
