import type { IToken } from 'chevrotain';

/** The tokens around a mistake: 1 is the one that was not expected, 0 the one before it, 2 the one behind it. */
export type Look = (distance: number) => IToken | undefined;

/** Words around a mistake, in small letters; empty for what stands on another line. */
interface Words {
    readonly beforePrevious: string;
    readonly previous: string;
    readonly word: string;
    readonly next: string;
    readonly afterNext: string;
    /** As they are written. */
    readonly written: (distance: number) => string;
}

function wordsAround(look: Look): Words {
    const line = look(1)?.startLine;
    const written = (distance: number): string => {
        const token = look(distance);
        return token !== undefined && token.startLine === line ? token.image : '';
    };
    const at = (distance: number): string => written(distance).toLowerCase();
    return { beforePrevious: at(-1), previous: at(0), word: at(1), next: at(2), afterNext: at(3), written };
}

/** What is written instead of what SQL and other languages have there, where something may not stand. */
export function habitOfWord(look: Look): string | undefined {
    const { previous, word, next, afterNext, written } = wordsAround(look);
    switch (word) {
        case '-':
            return next === '-' ? 'A comment begins with `//`.' : undefined;
        case ':':
            return next === ':' && afterNext !== '' ? castTo(written(3)) : undefined;
        case 'primary':
            return next !== 'key' ? undefined : afterNext === '(' ? '`primary key (...)` is written `key (...)`.' : '`primary key` is written `key`.';
        case 'default':
            return next === '' ? undefined : `A default is written \`= ${written(2)}\`.`;
        case 'references':
            return `A reference is an attribute whose type is the entity${next === '' ? '' : `: \`name: ${written(2)}\``}.`;
        case 'null':
            return previous === '' ? undefined : `What may be absent has a \`?\` behind its type: \`${written(0)}?\`.`;
        case 'not':
            return next === 'null' ? required : undefined;
        case 'auto_increment':
        case 'autoincrement':
            return 'What the database counts is written `identity`.';
        case 'constraint':
            return constraint;
        case 'foreign':
            return next === 'key' ? foreignKey : undefined;
        default:
            return undefined;
    }
}

/** What is written instead of what SQL and other languages have there, where something else is expected. */
export function habitOfPhrase(look: Look): string | undefined {
    const { beforePrevious, previous, word, next, afterNext, written } = wordsAround(look);
    if (previous === 'not' && word === 'null' || word === 'not' && next === 'null') {
        return required;
    }
    if (previous === 'check' && word === '(') {
        return 'A check of the whole row has a name: `check name: ...`.';
    }
    if (previous === 'foreign' && word === 'key') {
        return foreignKey;
    }
    if (previous === 'constraint' && /^[\w`]/.test(word)) {
        return constraint;
    }
    if (previous === 'select' && beforePrevious === '(') {
        return 'Rows are asked about without `select`: `exists (Entity e where ...)`, or `x in (e.y from Entity e where ...)`.';
    }
    if (next === ':' && afterNext === ':') {
        return castTo(written(4));
    }
    if (beforePrevious !== '' && previous === 'from' && /^\d/.test(written(-1)) && /^[-\d]/.test(word)) {
        return 'Intervals are of time, as `every 1 month from ...`: partitions of numbers are listed in a block.';
    }
    return undefined;
}

/** What is called otherwise here. */
const declarations: Readonly<Record<string, string>> = {
    table: 'a table is an `entity`', class: 'a class is an `entity`', struct: 'a structure is a `type`', record: 'a record is an `entity`, or a `type`',
    create: 'a model says what there is: an `entity`, a `view`, a `role`', alter: 'a model says what there is, and not how it comes to be',
    drop: 'a model says what there is, and not how it comes to be', ref: 'a relationship is `relationship name: A ||--o{ B`',
    index: 'an index stands in its entity', insert: 'rows of the model are `rows Entity (a, b) { (1, 2) }`', package: 'a namespace is a `schema`',
    namespace: 'a namespace is a `schema`', generator: 'what a model is for is said by `targets`', datasource: 'what a model is for is said by `targets`',
};

/** What a word that is no declaration is called here. */
export function habitOfDeclaration(word: string): string | undefined {
    const name = word.toLowerCase();
    return Object.hasOwn(declarations, name) ? declarations[name] : undefined;
}

const required = 'What has no `?` behind its type is required: `not null` needs no words.';
const constraint = 'A constraint begins with what it is: `check name: ...`, `unique (...)`, `key (...)`; its name in the database is `as "..."`.';
const foreignKey = 'A foreign key follows from an attribute whose type is an entity: `name: Entity`.';

function castTo(type: string): string {
    return `A value as another type is written \`cast(... as ${type === '' ? 'text' : type})\`.`;
}
