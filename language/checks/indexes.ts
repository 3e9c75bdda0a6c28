import type { Entity, Expression, Index, IndexElement, Key, ModelIndex, Type, View } from '../model/index.ts';
import { baseType, isOpen, isText } from '../model/index.ts';
import { operatorClassMethod } from './builtins.ts';
import { described } from './conditions.ts';
import { finding, type Report } from './finding.ts';

/** ERD307 to ERD312: indexes. */
export function checkIndexes(index: ModelIndex, report: Report): void {
    const extensions = new Set(index.model.extensions.map(({ name }) => name));
    for (const entity of index.model.entities) {
        for (const own of entity.indexes) {
            checkIndex(own, extensions, index, report);
        }
        if (entity.indexes.length + entity.uniques.length > 0) {
            checkDuplicates(entity, report);
        }
    }
    for (const view of index.model.views) {
        for (const own of view.indexes) {
            checkIndex(own, extensions, index, report);
        }
        checkDuplicates(view, report);
    }
}

/** What a method can do, as PostgreSQL has them; `fulltext` is portable. */
interface Method {
    /** Which kinds of values it has operator classes for without an extension. */
    readonly takes: (type: Type) => boolean;
    /** The extension whose operator classes let it take numbers, dates and texts. */
    readonly extension?: string;
    readonly ordered?: true;
    readonly includes?: true;
    readonly single?: true;
}

const documents: ReadonlySet<string> = new Set(['json']);

const isDocument = (type: Type): boolean => type.kind === 'array' || type.kind === 'primitive' && documents.has(type.name);
const isVector = (type: Type): boolean => type.kind === 'primitive' && type.name === 'vector';

const methods: Readonly<Record<string, Method>> = {
    btree: { takes: () => true, ordered: true, includes: true },
    hash: { takes: () => true, single: true },
    gin: { takes: isDocument, extension: 'btree_gin' },
    gist: { takes: type => type.kind === 'range', extension: 'btree_gist', includes: true },
    spgist: { takes: type => type.kind === 'range' || isText(type), includes: true, single: true },
    brin: { takes: type => type.kind === 'range' || type.kind === 'primitive' && !isDocument(type) && !isVector(type) && type.name !== 'boolean' },
    hnsw: { takes: isVector, single: true },
    ivfflat: { takes: isVector, single: true },
    bloom: { takes: type => isText(type) || type.kind === 'primitive' && type.name === 'int' },
    fulltext: { takes: () => true },
};

function checkIndex(own: Index, extensions: ReadonlySet<string>, index: ModelIndex, report: Report): void {
    const method = methods[own.method];
    if (!method) {
        return;
    }
    for (const element of own.elements) {
        checkElement(own, element, method, extensions, index, report);
    }
    checkOptions(own, method, report);
}

function checkElement(own: Index, element: IndexElement, method: Method, extensions: ReadonlySet<string>, index: ModelIndex, report: Report): void {
    const { expression, operatorClass, place } = element;
    if (operatorClass !== undefined) {
        const wanted = operatorClassMethod(operatorClass);
        if (wanted !== undefined && wanted !== own.method) {
            report(finding('ERD312', place, `${operatorClass} is an operator class of ${wanted}, and the index uses ${own.method}.`, { data: { method: wanted } }));
        }
        return;
    }
    const type = baseType(expression.type, index);
    if (isOpen(type)) {
        return;
    }
    if (own.method === 'fulltext') {
        if (!isText(type)) {
            report(finding('ERD309', place, `A full-text index takes texts apart, and this is ${described(expression.type)}.`));
        }
        return;
    }
    if (!method.takes(type) && !(method.extension !== undefined && extensions.has(method.extension))) {
        const better = bestMethod(type);
        report(finding('ERD307', place, `${own.method} cannot index ${described(expression.type)}: use ${better}${method.extension === undefined ? '' : `, or declare the extension ${method.extension}`}.`, {
            data: { method: better },
        }));
    } else if (own.method === 'btree' && isDocument(type)) {
        report(finding('ERD308', place, `A sorted index over ${described(expression.type)} finds rows by the whole value only.`));
    }
}

function bestMethod(type: Type): string {
    return isDocument(type) ? 'gin' : isVector(type) ? 'hnsw' : type.kind === 'range' ? 'gist' : 'btree';
}

function checkOptions(own: Index, method: Method, report: Report): void {
    const { place } = own;
    const ordered = own.elements.find(({ descending, nulls }) => descending || nulls !== undefined);
    if (ordered && !method.ordered) {
        report(finding('ERD311', ordered.place, `An index by ${own.method} keeps no order.`, { data: { option: 'order' } }));
    }
    if (own.unique && !method.ordered) {
        report(finding('ERD311', place, `An index by ${own.method} cannot be unique.`, { data: { option: 'unique' } }));
    }
    if (own.include.length > 0 && !method.includes) {
        report(finding('ERD311', place, `An index by ${own.method} cannot include other attributes.`, { data: { option: 'include' } }));
    }
    if (own.language !== undefined && own.method !== 'fulltext') {
        report(finding('ERD311', place, `Only a full-text index has a language, and this one is by ${own.method}.`, { data: { option: 'language' } }));
    }
    if (own.elements.length > 1 && method.single) {
        report(finding('ERD311', place, `An index by ${own.method} has one element.`, { data: { option: 'elements' } }));
    }
}

/** Something that has an index, with what tells it apart. */
interface Indexed {
    readonly what: string;
    readonly place: Key['place'];
    readonly key: string;
}

/** ERD310. Keys and constraints come first: of the same columns, the index is the one that is not needed. */
function checkDuplicates(owner: Entity | View, report: Report): void {
    if (!mayHaveDuplicates(owner)) {
        return;
    }
    const first = new Map<string, Indexed>();
    for (const indexed of indexedBy(owner)) {
        const other = first.get(indexed.key);
        if (other) {
            report(finding('ERD310', indexed.place, `${capitalized(indexed.what)} of ${owner.name} has the same columns as ${other.what}.`, {
                related: [{ place: other.place, message: capitalized(other.what) }],
            }));
        } else {
            first.set(indexed.key, indexed);
        }
    }
}

/** False where no two begin with the same element, which is nearly always. */
function mayHaveDuplicates(owner: Entity | View): boolean {
    const starts = new Set<string>();
    let count = 0;
    const take = (start: string | undefined): void => {
        count++;
        starts.add(start ?? '');
    };
    if ('attributes' in owner) {
        take(owner.key?.elements[0]?.attribute);
        owner.uniques.forEach(({ elements }) => take(elements[0]?.attribute));
    }
    for (const { elements } of owner.indexes) {
        const start = elements[0]?.expression;
        take(start?.kind === 'attribute' ? start.attribute.slice(owner.id.length + 1) : undefined);
    }
    return starts.size < count;
}

function indexedBy(owner: Entity | View): Indexed[] {
    const indexed: Indexed[] = [];
    if ('attributes' in owner) {
        if (owner.key) {
            indexed.push({ key: keyOfConstraint(owner, owner.key), what: 'the primary key', place: owner.key.place });
        }
        for (const unique of owner.uniques) {
            indexed.push({ key: keyOfConstraint(owner, unique), what: `the unique constraint ${unique.physicalName}`, place: unique.place });
        }
    }
    for (const index of [...owner.indexes].sort((a, b) => Number(b.unique) - Number(a.unique))) {
        indexed.push({ key: keyOfIndex(index), what: `the index ${index.name ?? index.physicalName}`, place: index.place });
    }
    return indexed;
}

function keyOfConstraint(entity: Entity, { elements, include }: Key): string {
    const columns = elements.flatMap(({ attribute: name, period }) => {
        const attribute = entity.attributes.find(candidate => candidate.name === name);
        return period ?? attribute?.reference?.columns ?? attribute?.columns.map(column => column.name) ?? [];
    });
    return `btree (${columns.join()}) ${include.join()} `;
}

function keyOfIndex({ method, elements, include, predicate }: Index): string {
    const columns = elements.map(({ expression, operatorClass, descending, nulls, collation }) =>
        `${keyOfExpression(expression)}${operatorClass ?? ''}${descending ? ' desc' : ''}${nulls ?? ''}${collation ?? ''}`);
    return `${method} (${columns.join()}) ${include.join()} ${predicate ? keyOfExpression(predicate) : ''}`;
}

/** The same text for the same expression, wherever it stands. */
function keyOfExpression(expression: Expression): string {
    return expression.kind === 'attribute' && expression.source === undefined && expression.path.length === 0 ? expression.column
        : JSON.stringify(expression, (name, value: unknown) => name === 'place' || name === 'type' ? undefined : value);
}

function capitalized(text: string): string {
    return text[0]!.toUpperCase() + text.slice(1);
}
