import type * as ast from '../../generated/ast.ts';
import type { Exclusion, Index, IndexElement } from '../elements.ts';
import type { Expression } from '../expressions.ts';
import { indexColumnNames } from '../naming/postgresql.ts';
import { engineOptions, optionEntries } from './annotations.ts';
import { columnsNamed } from './attributes.ts';
import type { BuildContext } from './context.ts';
import { constraint, timingOf } from './elements.ts';
import { bind, bindColumns } from './expressions.ts';
import type { RelationShape, Scope } from './shapes.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

export function indexOf(context: BuildContext, relation: RelationShape, node: ast.Index): Index {
    const { scope } = relation;
    const elements = indexElements(context, node.elements, scope);
    const clauses: Mutable<Omit<Index, keyof ReturnType<typeof constraint> | 'name' | 'elements'>> = {
        unique: false, nullsNotDistinct: false, method: 'btree', include: [], concurrently: false, options: [],
    };
    for (const modifier of node.modifiers) {
        addClause(context, clauses, modifier, scope);
    }
    const columns = (): readonly string[] => indexColumnNames([
        ...elements.map(({ expression }) => nameInIndex(expression)), ...columnsNamed(context, relation, clauses.include),
    ]);
    return {
        ...constraint(context, node, scope, node.physicalName, () => context.names.generate('index', {
            table: relation.table, columns: columns(), name: node.name === undefined ? undefined : context.rules.physical(node.name),
        })),
        ...node.name === undefined ? {} : { name: node.name },
        elements, ...clauses,
    };
}

function addClause(context: BuildContext, clauses: Mutable<Partial<Index>>, modifier: ast.IndexModifier, scope: Scope): void {
    switch (modifier.$type) {
        case 'IndexUnique':
            clauses.unique = true;
            clauses.nullsNotDistinct = modifier.nullsNotDistinct;
            break;
        case 'IndexMethod':
            clauses.method = modifier.method?.$refText ?? 'btree';
            break;
        case 'IndexLanguage':
            clauses.language = modifier.language;
            break;
        case 'IndexInclude':
            clauses.include = modifier.attributes.map(({ $refText }) => $refText);
            break;
        case 'IndexPredicate':
            clauses.predicate = bind(context, modifier.predicate, scope, modifier);
            break;
        case 'IndexConcurrently':
            clauses.concurrently = true;
            break;
        case 'IndexTablespace':
            clauses.tablespace = modifier.tablespace;
            break;
        case 'OptionsModifier':
            clauses.options = [...clauses.options ?? [], ...engineOptions(modifier.options)];
            break;
    }
}

export function indexElements(context: BuildContext, nodes: readonly ast.IndexElement[], scope: Scope): readonly IndexElement[] {
    const elements: IndexElement[] = [];
    for (const node of nodes) {
        for (const expression of bindColumns(context, node.expression, scope, node)) {
            const element: Mutable<IndexElement> = {
                expression, operatorClassParameters: optionEntries(node.parameters), descending: node.direction === 'desc', place: context.sources.placeOf(node),
            };
            if (node.collation !== undefined) {
                element.collation = node.collation;
            }
            if (node.operatorClass) {
                element.operatorClass = node.operatorClass.$refText;
            }
            if (node.nulls) {
                element.nulls = node.nulls;
            }
            elements.push(element);
        }
    }
    return elements;
}

/**
 * What PostgreSQL calls an expression in the name of an index (`FigureColname` in src/backend/parser/parse_target.c):
 * a column or function by its name, a cast by what is cast or else its type.
 */
export function nameInIndex(expression: Expression): string {
    return figureName(expression)?.name ?? 'expr';
}

function figureName(expression: Expression): { readonly name: string; readonly strong: boolean } | undefined {
    switch (expression.kind) {
        case 'attribute':
            return { name: expression.column, strong: true };
        case 'call':
            return { name: expression.physicalName.name, strong: true };
        case 'array':
            return { name: 'array', strong: true };
        case 'subscript':
            return figureName(expression.array);
        case 'cast': {
            const operand = figureName(expression.operand);
            const { to } = expression;
            return operand?.strong || to.kind !== 'primitive' ? operand : { name: to.name, strong: false };
        }
        case 'case': {
            const otherwise = expression.otherwise && figureName(expression.otherwise);
            return otherwise?.strong ? otherwise : { name: 'case', strong: false };
        }
        default:
            return undefined;
    }
}

export function exclusionOf(context: BuildContext, relation: RelationShape, node: ast.Exclusion): Exclusion {
    const { scope } = relation;
    const elements = node.elements.flatMap(element => bindColumns(context, element.expression, scope, element).map(expression => ({
        expression, ...element.operatorClass ? { operatorClass: element.operatorClass.$refText } : {}, operator: element.operator ?? '',
    })));
    const include = node.include?.attributes.map(({ $refText }) => $refText) ?? [];
    const columns = (): readonly string[] => indexColumnNames([
        ...elements.map(({ expression }) => nameInIndex(expression)), ...columnsNamed(context, relation, include),
    ]);
    return {
        ...constraint(context, node, scope, node.physicalName, () => context.names.generate('exclude', {
            table: relation.table, columns: columns(), name: node.name === undefined ? undefined : context.rules.physical(node.name),
        })),
        ...node.name === undefined ? {} : { name: node.name },
        elements, method: node.method?.$refText ?? 'gist', include,
        ...node.predicate ? { predicate: bind(context, node.predicate, scope, node) } : {},
        timing: timingOf(node),
    };
}

