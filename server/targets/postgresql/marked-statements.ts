import type { Model, SqlStatement } from '../../../language/index.ts';
import { splitStatements, subjectOf } from '../../postgres/index.ts';
import { commentLines } from '../script-layout.ts';
import type { Statement } from '../sql-text.ts';
import { namesIn } from './names-in-sql.ts';
import { engine } from './versions.ts';

/** A statement that the language has no words for. */
export interface MarkedStatement {
    readonly key: string;
    readonly element: SqlStatement;
    /** The names of what it makes, as other marked SQL may mention them: `price_range` and `sales.price_range`. */
    readonly makes: readonly string[];
}

/** What can be mentioned by others, by how its statement begins. */
const MENTIONED = new Set([
    'type', 'domain', 'function', 'procedure', 'aggregate', 'table', 'view', 'sequence', 'collation', 'server', 'wrapper', 'configuration', 'dictionary',
    'parser', 'template', 'operator', 'language', 'method', 'tablespace',
    'publication', 'statistics', 'rule', 'trigger', 'policy', 'index',
].map(kind => `create ${kind}`));

export function markedStatements({ statements }: Model): readonly MarkedStatement[] {
    return statements
        .filter(marked => marked.engine === engine)
        .map((element, index) => ({ key: `statement ${index}`, element, makes: splitStatements(element.text).statements.flatMap(({ text }) => madeBy(text)) }));
}

/** The text as it is, with a semicolon at its end where that was left to us. */
export function writeMarked({ text, documentation, place }: SqlStatement): readonly Statement[] {
    const comment = documentation === undefined ? '' : `${commentLines([documentation])}\n`;
    const written = comment + text.trim();
    const ranges = splitStatements(written).statements.map(({ start, end }) => ({ start, end }));
    const end = ranges.at(-1)?.end;
    if (end === undefined) {
        return [];
    }
    const isEnded = /^(?:\s|--[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*;/.test(written.slice(end));
    return [{ place, text: isEnded ? written : `${written.slice(0, end)};${written.slice(end)}`, parts: [], ranges }];
}

/** An operator that PostgreSQL has no other of by that name: where it is used, this one is meant. */
const ownOperator = /^create\s+operator\s+(?:[^\s(]+\.)?([+*/<>=~!@#%^&|?`-]{2,})\s*\(/i;
const builtInOperators = new Set(['<=', '>=', '<>', '!=', '||', '~*', '!~', '!~*', '~~', '!~~', '~~*', '!~~*', '@>', '<@', '&&', '->', '->>', '#>', '#>>', '@@', '<->', '<<', '>>']);

function madeBy(statement: string): readonly string[] {
    const { command, object } = subjectOf(statement);
    const [, operator] = ownOperator.exec(statement) ?? [];
    if (operator !== undefined) {
        return builtInOperators.has(operator) ? [] : [operator];
    }
    if (object === undefined || !MENTIONED.has(command)) {
        return [];
    }
    const qualified = namesIn(statement).find(name => name.endsWith(`.${object}`));
    return qualified === undefined ? [object] : [object, qualified];
}
