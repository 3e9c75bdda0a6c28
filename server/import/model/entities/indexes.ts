import type { SourceIndex, SourceIndexElement } from '../../source/index.ts';
import { nameByPattern } from '../naming/index.ts';
import { smallName } from '../naming/words.ts';
import { collateText, documentation, slot, type Text } from '../text.ts';
import { writtenName } from '../written-names.ts';
import { columnsOfIndex, defaultName } from './constraint-names.ts';
import { operatorClassName } from './operator-classes.ts';
import { optionEntries, optionsText } from '../declarations/lowering.ts';
import type { TableWriter } from './table-writer.ts';

/** What has only words that the language has too. */
export function canBeIndex({ elements, method }: SourceIndex): boolean {
    return methods.has(method) && elements.every(({ operatorClass }) => operatorClass === undefined || operatorClassName(operatorClass) !== undefined);
}

const methods: ReadonlySet<string> = new Set(['btree', 'hash', 'gin', 'gist', 'spgist', 'brin', 'hnsw', 'ivfflat', 'bloom']);

/** `index (a desc, lower(b)) unique using btree where c` */
export function indexLine(index: SourceIndex, writer: TableWriter): Text {
    const { table, rules } = writer;
    const of = index.name ?? table.indexes.indexOf(index);
    const id = writer.slot('index', of);
    const expected = nameableElements(index.elements, `${of}`, writer)
        ? defaultName('index', { table: table.name, columns: columnsOfIndex(index) }, rules.naming.patterns) : undefined;
    const name = expected === writer.names.of(index) ? undefined : indexName(index, writer);
    return slot(id, [
        documentation(index.comment), ...remark(index), `index ${name === undefined ? '' : `${keywordsBeforeLists.has(name) ? `\`${name}\`` : writtenName(name)} `}(`,
        ...index.elements.map((element, position): Text => [position === 0 ? '' : ', ', elementText(element, `${of} element ${position}`, writer)]), ')',
        index.unique ? ` unique${index.nullsNotDistinct ? ' nulls not distinct' : ''}` : '',
        index.method === 'btree' ? '' : ` using ${index.method}`,
        index.include.length === 0 ? '' : ` include (${writer.attributes(index.include).join(', ')})`,
        ...index.predicate ? [' where ', writer.expression(index.predicate, 'index', `${of} predicate`)] : [],
        index.concurrently ? ' concurrently' : '',
        index.tablespace === undefined ? '' : ` tablespace "${index.tablespace}"`,
        optionsText(index.options),
        writer.nameClause('as', writer.names.of(index), name === undefined ? expected : writer.names.of(index), id),
    ]);
}

/** Words that begin a line of their own before a list. */
const keywordsBeforeLists: ReadonlySet<string> = new Set(['key', 'unique']);

/** A name of its own in the model, where that and the pattern for indexes give the one in the database. */
function indexName(index: SourceIndex, { names, rules, table }: TableWriter): string | undefined {
    const own = nameByPattern(rules.naming.patterns.index, table.name.name, names.of(index));
    const name = own === undefined ? undefined : smallName(own, rules);
    return name !== undefined && rules.physical(name) === own && defaultName('index', { table: table.name, columns: [], name: own }, rules.naming.patterns) === names.of(index) ? name : undefined;
}

export function elementText(element: SourceIndexElement, of: string, writer: TableWriter): Text {
    const { expression, collation, operatorClass, operatorClassParameters, descending, nulls } = element;
    return [
        writer.expression(expression, 'index', of),
        collateText(collation),
        operatorClass === undefined ? '' : ` ops ${operatorClassName(operatorClass) ?? operatorClass}`,
        operatorClass === undefined || operatorClassParameters.length === 0 ? '' : ` (${optionEntries(operatorClassParameters)})`,
        descending ? ' desc' : '', nulls === undefined ? '' : ` nulls ${nulls}`,
    ];
}

/** Whether the model calls the elements of an index as PostgreSQL does: a column and a function that has the same name here and there. */
export function nameableElements(elements: readonly SourceIndexElement[], of: string, writer: TableWriter): boolean {
    return elements.every(({ expression }, position) => {
        const { tree } = expression;
        return tree?.kind === 'column'
            || tree?.kind === 'call' && writer.portable(expression, 'index', `${of} element ${position}`)?.startsWith(`${tree.name}(`) === true;
    });
}

function remark({ remark: text }: SourceIndex): readonly string[] {
    return text === undefined || text.trim() === '' ? [] : text.trim().split(/\s*[\r\n]+\s*/).map(line => `// ${line}\n`);
}
