import { NamingRules, type Naming } from '../../../../language/index.ts';
import type { SourceSchema } from '../../source/index.ts';
import { capitalName, entityName, smallName } from './words.ts';

export type NamingRule = Pick<Naming, 'rule' | 'plural'>;

/** In the order in which they are preferred. */
const candidates: readonly NamingRule[] = [
    { rule: 'snake_case', plural: true },
    { rule: 'snake_case', plural: false },
    { rule: 'as_written', plural: false },
];

/** A table's name is read more often than a column's. */
const tableWeight = 2;

/** The rule by which the fewest names of the source need an `as` of their own. */
export function bestRule(schema: SourceSchema): NamingRule {
    const tables: string[] = [];
    const capitals: string[] = [];
    const smalls: string[] = [];
    for (const object of schema.objects) {
        switch (object.kind) {
            case 'table':
                tables.push(object.name.name);
                smalls.push(...object.columns.map(({ name }) => name));
                break;
            case 'enum':
            case 'domain':
            case 'composite':
            case 'view':
                capitals.push(object.name.name);
                break;
            case 'routine':
            case 'sequence':
                smalls.push(object.name.name);
                break;
            default:
                break;
        }
    }
    const cost = (naming: NamingRule): number => {
        const rules = new NamingRules({ ...naming, patterns: {} });
        return tableWeight * count(tables, name => rules.table(entityName(name, rules)) !== name || isPlain(entityName(name, rules)))
            + count(capitals, name => rules.physical(capitalName(name, rules)) !== name || isPlain(capitalName(name, rules)))
            + count(smalls, name => rules.physical(smallName(name, rules)) !== name || isPlain(smallName(name, rules)));
    };
    return candidates.map(rule => ({ rule, cost: cost(rule) })).reduce((best, next) => next.cost < best.cost ? next : best).rule;
}

/** A name that only stands as it is in the database: the model would read better with another. */
function isPlain(name: string): boolean {
    return name.includes('_');
}

function count(names: readonly string[], is: (name: string) => boolean): number {
    return names.reduce((sum, name) => sum + (is(name) ? 1 : 0), 0);
}
