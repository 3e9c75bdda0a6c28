import type { SourceCheck, SourceExclusion, SourceKey, SourceOption, SourceUnique } from '../../source/index.ts';
import { nameByPattern } from '../naming/index.ts';
import { smallName } from '../naming/words.ts';
import { documentation, slot, type Text } from '../text.ts';
import { writtenName } from '../written-names.ts';
import { columnsOfIndex, defaultName } from './constraint-names.ts';
import { nameableElements } from './indexes.ts';
import { operatorClassName } from './operator-classes.ts';
import { optionsText } from '../declarations/lowering.ts';
import type { TableWriter } from './table-writer.ts';

/** `key (a, b)` */
export function keyLine(key: SourceKey, writer: TableWriter): Text {
    const { table, rules } = writer;
    const expected = defaultName('key', { table: table.name, columns: [] }, rules.naming.patterns);
    const id = writer.slot('key', 0);
    return slot(id, [documentation(key.comment), `key (${elements(key, writer)})`, ...clauses(key, writer), writer.nameClause('as', writer.names.of(key), expected, id)]);
}

/** `unique (a, b)` */
export function uniqueLine(unique: SourceUnique, writer: TableWriter): Text {
    const { table, rules } = writer;
    const columns = [...unique.columns, ...unique.include];
    const expected = defaultName('unique', { table: table.name, columns }, rules.naming.patterns);
    const id = writer.slot('unique', unique.name ?? table.uniques.indexOf(unique));
    return slot(id, [
        documentation(unique.comment), `unique (${elements(unique, writer)})`, ...clauses(unique, writer),
        writer.nameClause('as', writer.names.of(unique), expected, id),
    ]);
}

function elements({ columns, withoutOverlaps }: SourceKey, writer: TableWriter): string {
    const attributes = writer.attributes(columns);
    return attributes.map((attribute, index) => withoutOverlaps && index === attributes.length - 1 ? `${attribute} without overlaps` : attribute).join(', ');
}

function clauses(key: SourceKey, writer: TableWriter): readonly string[] {
    const { include, timing, options, tablespace } = key;
    const settings: readonly SourceOption[] = [...options, ...tablespace === undefined ? [] : [{ name: 'tablespace', value: tablespace }]];
    return [
        include.length === 0 ? '' : ` include (${writer.attributes(include).join(', ')})`,
        (key as Partial<SourceUnique>).nullsNotDistinct === true ? ' nulls not distinct' : '',
        timing.deferrable ? ` deferrable${timing.initiallyDeferred ? ' initially deferred' : ''}` : '',
        optionsText(settings),
    ];
}

/** The names in the model of a table's checks, each once. */
export class CheckNames {
    private readonly taken = new Set<string>();

    take(check: SourceCheck, writer: TableWriter): string {
        const physical = writer.names.of(check);
        const base = smallName(nameByPattern(writer.rules.naming.patterns.check, writer.table.name.name, physical) ?? physical, writer.rules);
        let name = base;
        for (let number = 2; this.taken.has(name); number++) {
            name = `${base}${number}`;
        }
        this.taken.add(name);
        return name;
    }
}

/** `check name: condition` */
export function checkLine(check: SourceCheck, names: CheckNames, writer: TableWriter): Text {
    const { table, rules } = writer;
    const of = check.name ?? table.checks.indexOf(check);
    const plain = names.take(check, writer);
    const expected = defaultName('check', { table: table.name, columns: [], name: rules.physical(plain) }, rules.naming.patterns);
    const id = writer.slot('check', of);
    return [
        documentation(check.comment), `check ${writtenName(plain)}: `, writer.expression(check.condition, 'check', of),
        check.noInherit ? ' no inherit' : '', check.notEnforced ? ' not enforced' : check.notValid ? ' not valid' : '',
        writer.nameClause('as', writer.names.of(check), expected, id),
    ];
}

/** The language has no order, collation or settings in exclusions. */
export function canBeExclusion({ elements: parts, options }: SourceExclusion): boolean {
    return options.length === 0
        && parts.every(part => part.collation === undefined && (part.operatorClass === undefined || operatorClassName(part.operatorClass) !== undefined) && part.operatorClassParameters.length === 0 && !part.descending && part.nulls === undefined);
}

/** `exclude (a with "=", b with "&&") using gist` */
export function exclusionLine(exclusion: SourceExclusion, writer: TableWriter): Text {
    const { table, rules } = writer;
    const of = exclusion.name ?? table.exclusions.indexOf(exclusion);
    const id = writer.slot('exclusion', of);
    const parts = exclusion.elements.map((element, position): Text => [
        position === 0 ? '' : ', ', writer.expression(element.expression, 'exclusion', `${of} element ${position}`),
        element.operatorClass === undefined ? '' : ` ops ${operatorClassName(element.operatorClass) ?? element.operatorClass}`, ` with "${element.operator}"`,
    ]);
    const expected = nameableElements(exclusion.elements, id, writer)
        ? defaultName('exclude', { table: table.name, columns: columnsOfIndex(exclusion) }, rules.naming.patterns) : undefined;
    return slot(id, [
        documentation(exclusion.comment), 'exclude (', ...parts, ')', ` using ${exclusion.method}`,
        exclusion.include.length === 0 ? '' : ` include (${writer.attributes(exclusion.include).join(', ')})`,
        ...exclusion.predicate ? [' where (', writer.expression(exclusion.predicate, 'exclusion', `${of} predicate`), ')'] : [],
        exclusion.timing.deferrable ? ` deferrable${exclusion.timing.initiallyDeferred ? ' initially deferred' : ''}` : '',
        writer.nameClause('as', writer.names.of(exclusion), expected, id),
    ]);
}
