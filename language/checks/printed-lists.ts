import { isText, walk, type Attribute, type Entity, type Expression, type ModelIndex, type Query, type View } from '../model/index.ts';
import { reservedWords } from '../parser/index.ts';
import { finding, type Report } from './finding.ts';

/** What a name in SQL stands for: in the model's words, and whether it is a text. */
interface Named {
    readonly text: string;
    readonly isText: boolean;
}

/** A column by its name, or by an alias and its name. */
type Find = (names: readonly string[]) => Named | undefined;

/** ERD422: lists of texts as pg_dump prints them, which imports keep, as PostgreSQL would print other ones. */
export function checkPrintedLists(index: ModelIndex, report: Report): void {
    const read = (expression: Expression | undefined, find: () => Find): void => {
        if (!expression) {
            return;
        }
        walk(expression, part => {
            const sql = part.kind === 'sql' && Object.keys(part.texts).join() === 'postgresql' ? part.texts['postgresql'] : undefined;
            const said = sql !== undefined && mayHaveList.test(sql) ? new ListReader(sql, find()).read() : undefined;
            if (said) {
                const replacement = part === expression || !said.isCompound ? said.text : `(${said.text})`;
                report(finding('ERD422', part.place, `This is how PostgreSQL prints ${replacement}.`, { data: { replacement } }));
            }
        });
    };
    for (const entity of index.model.entities) {
        const find = (): Find => ofEntity(entity);
        entity.checks.forEach(({ condition }) => read(condition, find));
        [...entity.indexes, ...entity.exclusions].forEach(({ predicate }) => read(predicate, find));
    }
    for (const { entity: id, using, check } of index.model.policies) {
        const entity = index.entities.get(id);
        if (entity) {
            [using, check].forEach(condition => read(condition, () => ofEntity(entity)));
        }
    }
    for (const view of index.model.views) {
        const { query } = view;
        if (query) {
            const find = (): Find => ofQuery(query, index);
            [...view.columns.map(({ expression }) => expression), query.where, query.having, ...query.joins.map(({ condition }) => condition)].forEach(condition => read(condition, find));
        }
    }
}

/** Most marked SQL is not read any further. */
const mayHaveList = /(?:= ?any|<> ?all) ?\(+array\[/i;

function ofEntity({ attributes }: Entity): Find {
    const byColumn = columnsOf(attributes);
    return ([name, more]) => name === undefined || more !== undefined ? undefined : byColumn.get(name);
}

function ofQuery({ from, joins }: Query, index: ModelIndex): Find {
    const sources = [from, ...joins.map(({ source }) => source)].map(({ alias, relation }) => {
        const entity = index.entities.get(relation);
        const view = index.views.get(relation);
        return { alias, columns: entity ? columnsOf(entity.attributes) : view ? columnsOfView(view) : new Map<string, Named>() };
    });
    return names => {
        const name = names.at(-1) ?? '';
        const found = sources.filter(({ alias, columns }) => names.length === 1 ? columns.has(name) : names.length === 2 && alias === names[0] && columns.has(name));
        const [source] = found;
        return source && found.length === 1 ? { ...source.columns.get(name)!, text: `${written(source.alias)}.${source.columns.get(name)!.text}` } : undefined;
    };
}

/** What takes several columns has no name for one of them. */
function columnsOf(attributes: readonly Attribute[]): ReadonlyMap<string, Named> {
    return new Map(attributes.flatMap(({ name, columns, type }) => columns.length === 1 ? [[columns[0]!.name, { text: written(name), isText: isString(columns[0]!.type) && (isString(type) || type.kind === 'reference') }] as const] : []));
}

function columnsOfView({ columns }: View): ReadonlyMap<string, Named> {
    return new Map(columns.map(({ name, physicalName, type }) => [physicalName, { text: written(name), isText: isString(type) }]));
}

/** Of a `char` a cast to text would take the blanks at its end. */
function isString(type: Attribute['type']): boolean {
    return isText(type) && type.kind === 'primitive' && type.name !== 'char';
}

function written(name: string): string {
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reservedWords.has(name) ? name : `\`${name}\``;
}

/** How tightly what was read holds together. */
const Level = { Or: 1, And: 2, Not: 3, Comparison: 4, Operand: 5 } as const;

interface Said {
    readonly text: string;
    readonly level: number;
    /** A text for sure, so that a cast to text or varchar says nothing. */
    readonly isText?: boolean;
    /** The elements of an array. */
    readonly elements?: readonly Said[];
}

const tokens = /\s*(?:('(?:[^']|'')*')|"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*)|(\d+(?:\.\d+)?)|(::|<>|<=|>=|[=<>()[\],.-])|(\S))/uy;

/** Reads the conditions that pg_dump prints of a list and what is beside it; what is more than that it leaves alone. */
class ListReader {
    private readonly sql: string;
    private readonly find: Find;
    private position = 0;
    private hasList = false;
    private token: { readonly kind: 'text' | 'name' | 'word' | 'number' | 'sign' | 'end' | 'other'; readonly value: string } = { kind: 'end', value: '' };

    constructor(sql: string, find: Find) {
        this.sql = sql;
        this.find = find;
        this.next();
    }

    read(): { readonly text: string; readonly isCompound: boolean } | undefined {
        const said = this.chain('or');
        return said && this.hasList && this.token.kind === 'end' && !said.elements ? { text: said.text, isCompound: said.level < Level.Operand } : undefined;
    }

    private next(): void {
        tokens.lastIndex = this.position;
        const match = tokens.exec(this.sql);
        if (!match) {
            this.token = { kind: 'end', value: '' };
            return;
        }
        this.position = tokens.lastIndex;
        const [, text, name, word, number, sign, other] = match;
        this.token = text !== undefined ? { kind: 'text', value: text }
            : name !== undefined ? { kind: 'name', value: name.replaceAll('""', '"') }
            : word !== undefined ? { kind: 'word', value: word.toLowerCase() }
            : number !== undefined ? { kind: 'number', value: number }
            : sign !== undefined ? { kind: 'sign', value: sign } : { kind: 'other', value: other! };
    }

    private take(...values: readonly string[]): boolean {
        if ((this.token.kind === 'word' || this.token.kind === 'sign') && this.token.value === values[0]) {
            this.next();
            return values.length === 1 || this.take(...values.slice(1));
        }
        return false;
    }

    private chain(word: 'or' | 'and'): Said | undefined {
        const level = word === 'or' ? Level.Or : Level.And;
        const read = (): Said | undefined => word === 'or' ? this.chain('and') : this.negation();
        const first = read();
        const parts = [first];
        while (this.take(word)) {
            parts.push(read());
        }
        return parts.length === 1 ? first
            : parts.every(part => part !== undefined && !part.elements) ? { text: parts.map(part => enclosed(part!, level + 1)).join(` ${word} `), level } : undefined;
    }

    private negation(): Said | undefined {
        if (!this.take('not')) {
            return this.test();
        }
        const operand = this.negation();
        return operand && { text: `not ${enclosed(operand, Level.Comparison)}`, level: Level.Not };
    }

    private test(): Said | undefined {
        const left = this.operand();
        if (!left || left.elements) {
            return left;
        }
        if (this.take('is')) {
            const word = this.take('not') ? 'is not' : 'is';
            return this.take('null') ? compared(left, word, { text: 'null', level: Level.Operand }) : undefined;
        }
        const operator = this.token.kind === 'sign' && ['=', '<>', '<', '>', '<=', '>='].includes(this.token.value) ? this.token.value : undefined;
        if (operator === undefined) {
            return left;
        }
        this.next();
        if (operator === '=' && this.take('any') || operator === '<>' && this.take('all')) {
            const list = this.operand()?.elements;
            this.hasList = true;
            return list && left.isText && list.every(({ isText: isOne }) => isOne)
                ? compared(left, operator === '=' ? 'in' : 'not in', { text: `(${list.map(({ text }) => text).join(', ')})`, level: Level.Operand }) : undefined;
        }
        const right = this.operand();
        return right && !right.elements ? compared(left, operator, right) : undefined;
    }

    private operand(): Said | undefined {
        let said = this.primary();
        while (said && this.take('::')) {
            said = this.cast(said);
        }
        return said;
    }

    /** A cast that changes nothing: of a text, or of a list of texts. */
    private cast(said: Said): Said | undefined {
        const isVarying = this.take('character');
        const isKnown = isVarying ? this.take('varying') : this.take('text');
        const isArray = this.take('[') && this.take(']');
        const fits = said.elements ? isArray && said.elements.every(({ isText: isOne }) => isOne) : !isArray && said.isText;
        return isKnown && fits && this.token.value !== '(' ? said : undefined;
    }

    private primary(): Said | undefined {
        const { kind, value } = this.token;
        if (this.take('(')) {
            const inner = this.chain('or');
            return this.take(')') ? inner : undefined;
        }
        if (this.take('array')) {
            return this.array();
        }
        if (kind === 'text') {
            this.next();
            return { text: value, level: Level.Operand, isText: true };
        }
        if (kind === 'number') {
            this.next();
            return { text: value, level: Level.Operand };
        }
        if (kind === 'word' && (value === 'true' || value === 'false')) {
            this.next();
            return { text: value, level: Level.Operand };
        }
        return kind === 'word' || kind === 'name' ? this.column() : undefined;
    }

    private array(): Said | undefined {
        const elements: (Said | undefined)[] = [];
        if (!this.take('[')) {
            return undefined;
        }
        do {
            elements.push(this.operand());
        } while (this.take(','));
        return this.take(']') && elements.every(element => element !== undefined) ? { text: '', level: Level.Operand, elements } : undefined;
    }

    private column(): Said | undefined {
        const names = [this.token.value];
        this.next();
        while (this.take('.')) {
            names.push(this.token.value);
            this.next();
        }
        const found = this.token.value === '(' ? undefined : this.find(names);
        return found && { ...found, level: Level.Operand };
    }
}

function compared(left: Said, operator: string, right: Said): Said {
    return { text: `${enclosed(left, Level.Operand)} ${operator} ${enclosed(right, Level.Operand)}`, level: Level.Comparison };
}

function enclosed({ text, level }: Said, least: number): string {
    return level < least ? `(${text})` : text;
}
