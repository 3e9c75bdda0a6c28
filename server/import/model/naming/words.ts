import { singularize, snakeCase, type NamingRules } from '../../../../language/index.ts';

/** What holds no word of a name, in whatever script. */
const betweenWords = /[^\p{L}\p{M}\p{N}]+/u;

/** The words of a name in a database: `order_items`, `orderItems`, `Order Items`. */
function wordsOf(name: string): readonly string[] {
    return name.split(betweenWords).flatMap(part => snakeCase(part).split('_')).filter(word => word !== '');
}

function capitalized(word: string): string {
    const [first] = word;
    return first === undefined ? '' : first.toUpperCase() + word.slice(first.length);
}

/** What cannot be a name of the language even in backticks. */
function isWritable(name: string): boolean {
    return name !== '' && !/[`\r\n]/.test(name);
}

/** `customer_id` as `customerId`; a name without any word stays, or becomes the given one. */
function camelCase(name: string, otherwise: string): string {
    const [first, ...rest] = wordsOf(name);
    if (first === undefined) {
        return isWritable(name) ? name : otherwise;
    }
    return first + rest.map(capitalized).join('');
}

/** Underscores that camel case has no place for. */
const unusual = /^_|_$|__/;
const mixedCase = /^\p{Ll}[\p{L}\p{N}]*$/u;
const pascal = /^\p{Lu}[\p{L}\p{N}_]*$/u;

/** An attribute, routine, role, sequence or anything else that begins small. */
export function smallName(physical: string, rules: NamingRules): string {
    if (rules.physical(physical) === physical && isWritable(physical) && (unusual.test(physical) || mixedCase.test(physical) || rules.naming.rule === 'as_written')) {
        const camel = rules.naming.rule === 'as_written' ? physical : camelCase(physical, 'unnamed');
        return rules.physical(camel) === physical ? camel : physical;
    }
    const camel = camelCase(physical, 'unnamed');
    return /^\p{N}/u.test(camel) && isWritable(physical) && rules.physical(physical) === physical ? physical : camel;
}

/** A type or view: what begins with a capital. */
export function capitalName(physical: string, rules: NamingRules): string {
    if (rules.naming.rule === 'as_written' && pascal.test(physical)) {
        return physical;
    }
    return capitalized(camelCase(physical, 'Unnamed'));
}

/** An entity is called by what one row of it is. */
export function entityName(physical: string, rules: NamingRules): string {
    if (rules.naming.rule === 'as_written' && pascal.test(physical) && rules.table(physical) === physical) {
        return physical;
    }
    const singular = capitalName(singularize(physical), rules);
    const asItIs = capitalName(physical, rules);
    // `analytics` in a model with plural tables, where the singular is nobody's word.
    return rules.table(singular) !== physical && rules.table(asItIs) === physical && rules.naming.plural ? asItIs : singular;
}
