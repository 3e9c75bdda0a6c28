import type { Cardinality } from '../source/index.ts';
import type { DiagramText } from './diagrams.ts';
import type { AttributeKey, Diagram, DiagramAttribute, DiagramEntity, DiagramFault, DiagramRelationship } from './diagram.ts';
import { Scanner } from './scanner.ts';

/**
 * Reads an `erDiagram` as Mermaid 12 does (its manual, "Entity Relationship Diagrams"). What it does not understand is
 * told, and costs one statement, or one line of a block; Mermaid itself then draws nothing.
 */
export function parseDiagram({ text, line, title }: DiagramText): Diagram {
    return new Parser(new Scanner(text, line + 1)).parse(title);
}

const exactlyOne: Cardinality = { min: 1, max: 1 };
const atMostOne: Cardinality = { min: 0, max: 1 };
const oneOrMore: Cardinality = { min: 1, max: 'many' };
const anyNumber: Cardinality = { min: 0, max: 'many' };

/** In the order in which they are tried. */
const cardinalities: readonly (readonly [RegExp, Cardinality])[] = [
    [/one or zero\b|zero or one\b|\|o|o\|/iy, atMostOne],
    [/one or more\b|one or many\b|1\+|many\(1\)|\}\||\|\{/iy, oneOrMore],
    [/zero or more\b|zero or many\b|0\+|many\(0\)|many\b|\}o|o\{/iy, anyNumber],
    // `u` is a parent in a master-detail diagram.
    [/only one\b|one\b|\|\||1|u(?=[.\-|])/iy, exactlyOne],
];

const words = String.raw`(?:[^\x00-\x7F]|[\w\-*.])+`;
const quotedName = /"([^"\r\n]+)"/y;
const plainName = new RegExp(words, 'y');
const styleNames = new RegExp(`:::[ \\t]*${words}(?:[ \\t]*,[ \\t]*${words})*`, 'y');

/** Behind the name of an entity: it is no relationship. Names in one line are as many entities. */
const standsAlone = new RegExp(`(?:${words}(?:[ \\t]+${words})*)?[ \\t\\r]*(?:[\\n;{]|%%|$)`, 'y');

/** Says what was expected where the statement is not understood. */
class SyntaxFault extends Error {}

interface EntityDraft {
    name: string;
    alias?: string;
    line: number;
    remark?: string;
    isDefined: boolean;
    attributes: DiagramAttribute[];
}

class Parser {
    private readonly scanner: Scanner;
    private readonly entities = new Map<string, EntityDraft>();
    private readonly relationships: DiagramRelationship[] = [];
    private readonly faults: DiagramFault[] = [];
    /** Of groups in groups. */
    private depth = 0;
    /** The title of a group whose first entity is still to come. */
    private heading: string | undefined;
    private isRelationship = false;
    private description: string | undefined;
    private accessibleTitle: string | undefined;
    /** Comments since the last statement; a heading once a blank line follows them. */
    private remark: string[] = [];

    constructor(scanner: Scanner) {
        this.scanner = scanner;
    }

    parse(title: string | undefined): Diagram {
        while (this.skipToStatement()) {
            this.orFault('statement', () => this.statement());
            this.remark = [];
        }
        const shown = title ?? this.accessibleTitle;
        return {
            ...shown !== undefined && { title: shown },
            ...this.description !== undefined && { description: this.description },
            entities: [...this.entities.values()].map(asEntity),
            relationships: this.relationships,
            faults: this.faults,
        };
    }

    /** False at the end. Comments on the way are remarks to what follows. */
    private skipToStatement(): boolean {
        for (;;) {
            this.scanner.skipBlanks();
            const comment = this.scanner.take(/%%(?!\{)([^\n]*)/y);
            if (comment) {
                this.remark.push(comment[1]!.trim());
                this.scanner.take(/\n/y);
            } else if (this.scanner.take(/%%\{[\s\S]*?\}%%/y)) {
                // How the diagram is to look.
            } else if (this.scanner.take(/\n/y)) {
                if (this.remark.length > 0 && this.remark.at(-1) !== '') {
                    this.remark.push('');
                }
            } else if (!this.scanner.take(/;/y)) {
                return !this.scanner.isAtEnd;
            }
        }
    }

    private statement(): void {
        const { scanner } = this;
        const { line } = scanner;
        if (scanner.take(/accTitle\s*:/iy)) {
            this.accessibleTitle = scanner.restOfLine();
        } else if (scanner.take(/title[ \t]+(?!\|\||[|}]o|o[|{]|\}\||\|\{|u[.-]|[{[:])/iy)) {
            this.accessibleTitle ??= scanner.restOfLine();
        } else if (scanner.take(/accDescr\s*:/iy)) {
            this.description = scanner.restOfLine();
        } else if (scanner.take(/accDescr\s*\{/iy)) {
            this.description = scanner.take(/[^}]*/y)![0].trim().replace(/[ \t]*\n[ \t]*/g, '\n');
            scanner.take(/\}/y);
        } else if (scanner.take(/direction\s+(?:TB|TD|BT|RL|LR)\b[^\n]*/iy)) {
            this.faults.push({ kind: 'skipped', construct: 'direction', message: 'How a diagram is laid out is no part of a model.', line });
        } else if (scanner.take(/(?:classDef|class|style)[ \t]+(?=[^\s|}{:[])[^\n]*/iy)) {
            this.faults.push({ kind: 'skipped', construct: 'style', message: 'How a diagram looks is no part of a model.', line });
        } else if (scanner.take(/(?:click|link|links|href)\b[^\n]*/iy)) {
            this.faults.push({ kind: 'skipped', construct: 'click', message: 'What a click in the diagram does is no part of a model.', line });
        } else if (scanner.take(/subgraph[ \t]+/iy)) {
            this.group();
        } else if (this.depth > 0 && scanner.take(/end\b/iy)) {
            this.depth--;
        } else {
            this.entityOrRelationship(line);
        }
    }

    /** The group is the heading above its first entity. */
    private group(): void {
        const id = this.name('the name of the group');
        const { scanner } = this;
        const title = scanner.take(/[ \t]*\[([^\]\n]*)\]/y)?.[1]!.trim().replace(/^"(.*)"$/, '$1');
        this.depth++;
        this.heading = title ?? id;
    }

    private entityOrRelationship(line: number): void {
        const { scanner } = this;
        const name = this.name('an entity');
        scanner.skipBlanks();
        const alias = scanner.take(/\[/y) ? this.alias() : undefined;
        scanner.take(styleNames);
        scanner.skipBlanks();
        const leftCardinality = scanner.sees(/[\n;{]|%%|$/y) ? undefined : this.possibleCardinality();
        if (leftCardinality === undefined) {
            if (!scanner.sees(standsAlone)) {
                throw new SyntaxFault('a cardinality such as ||, }o or "one or more"');
            }
            const entity = this.define(name, alias, line);
            if (scanner.take(/\{/y)) {
                this.attributes(entity);
            }
            return;
        }
        const relationship = this.relationship(name, leftCardinality, line);
        this.isRelationship = true;
        this.mention(name, line, alias);
        this.mention(relationship.right, line);
        this.isRelationship = false;
        this.relationships.push(relationship);
    }

    private relationship(left: string, leftCardinality: Cardinality, line: number): DiagramRelationship {
        const { scanner } = this;
        scanner.skipBlanks();
        const identifying = scanner.take(/--|to\b/iy) !== undefined;
        if (!identifying && !scanner.take(/\.\.|\.-|-\.|optionally to\b/iy)) {
            throw new SyntaxFault('-- or ..');
        }
        scanner.skipBlanks();
        const rightCardinality = this.cardinality();
        scanner.skipBlanks();
        const right = this.name('an entity');
        scanner.skipBlanks();
        scanner.take(styleNames);
        scanner.skipBlanks();
        const label = scanner.take(/:/y) ? this.label() : '';
        return { left, right, leftCardinality, rightCardinality, identifying, ...label !== '' && { label }, line };
    }

    private cardinality(): Cardinality {
        const found = this.possibleCardinality();
        if (!found) {
            throw new SyntaxFault('a cardinality such as ||, }o or "one or more"');
        }
        return found;
    }

    private possibleCardinality(): Cardinality | undefined {
        return cardinalities.find(([pattern]) => this.scanner.take(pattern))?.[1];
    }

    /** Words that Mermaid takes for entities of their own are what a person means the label to be. */
    private label(): string {
        const { scanner } = this;
        scanner.skipBlanks();
        return scanner.take(/"([^"]*)"/y)?.[1]!.trim() ?? scanner.take(new RegExp(`${words}(?:[ \\t]+${words})*(?=[ \\t\\r]*(?:\\n|%%|;|$))`, 'y'))?.[0]
            ?? scanner.take(plainName)?.[0] ?? '';
    }

    private name(expected: string): string {
        const name = this.scanner.take(quotedName)?.[1] ?? this.scanner.take(plainName)?.[0];
        if (name === undefined) {
            throw new SyntaxFault(expected);
        }
        return name.trim();
    }

    private alias(): string {
        const alias = this.scanner.take(/[ \t]*(?:"([^"\n]*)"[ \t]*|([^\]\n]*))\]/y);
        if (!alias) {
            throw new SyntaxFault('] behind the name that is shown');
        }
        return (alias[1] ?? alias[2]!).trim();
    }

    /** Mermaid reads through line breaks; here an attribute has a line, so that one that is not understood does not take the next with it. */
    private attributes(entity: EntityDraft): void {
        const { scanner } = this;
        for (;;) {
            scanner.take(/(?:\s|%%[^\n]*)*/y);
            if (scanner.take(/\}/y)) {
                return;
            }
            if (scanner.isAtEnd) {
                throw new SyntaxFault(`} at the end of ${entity.name}`);
            }
            this.orFault('attribute', () => this.attribute(entity), entity.name);
        }
    }

    private attribute(entity: EntityDraft): void {
        const { scanner } = this;
        const { line } = scanner;
        const type = scanner.take(/`([^`\n]+)`/y)?.[1] ?? scanner.take(/[^\s~{}"]*~[^\n]*~[^\s{}"]*|[^\s{}"?`]+/y)?.[0];
        if (type === undefined) {
            throw new SyntaxFault('the type of an attribute');
        }
        const optional = scanner.take(/\?/y) !== undefined;
        scanner.skipBlanks();
        const name = scanner.take(/`([^`\n]+)`/y)?.[1] ?? scanner.take(/[^\s{}"`,?]+/y)?.[0];
        if (name === undefined) {
            throw new SyntaxFault(`a name behind the type ${type}`);
        }
        const isOptional = scanner.take(/\?/y) !== undefined || optional;
        scanner.skipBlanks();
        const keys: AttributeKey[] = name.startsWith('*') ? ['PK'] : [];
        for (let key = scanner.take(/(PK|FK|UK)\b/iy); key; key = scanner.take(/[ \t]*,?[ \t]*(PK|FK|UK)\b/iy)) {
            keys.push(key[1]!.toUpperCase() as AttributeKey);
        }
        scanner.skipBlanks();
        const comment = scanner.take(/"([^"]*)"/y)?.[1]!.trim();
        entity.attributes.push({ type, name: name.replace(/^\*/, ''), keys: [...new Set(keys)], optional: isOptional, line, ...comment && { comment } });
        scanner.skipBlanks();
        const rest = scanner.take(/["?,][^\n}]*/y)?.[0].trim();
        if (rest !== undefined) {
            this.faults.push({ kind: 'lost', construct: 'attribute', line, subject: `${entity.name}.${name}`, message: `${rest} behind ${entity.name}.${name} is not understood and is left out.` });
        }
    }

    private define(name: string, alias: string | undefined, line: number): EntityDraft {
        const entity = this.mention(name, line, alias);
        if (!entity.isDefined) {
            entity.isDefined = true;
            entity.line = line;
            const remark = [...entity.remark === undefined ? [] : [entity.remark], ...this.heading === undefined ? [] : [this.heading, ''], ...this.remark].join('\n');
            this.heading = undefined;
            if (remark.trim() !== '') {
                entity.remark = remark;
            }
        }
        return entity;
    }

    /** What stands above a relationship is about all that it brings. */
    private heads(entity: EntityDraft): void {
        const heading = this.remark.join('\n').trim();
        if (heading !== '' && this.isRelationship) {
            entity.remark = `${heading}\n`;
            this.remark = [];
        }
    }

    private mention(name: string, line: number, alias?: string): EntityDraft {
        let entity = this.entities.get(name);
        if (!entity) {
            entity = { name, line, isDefined: false, attributes: [] };
            this.entities.set(name, entity);
            this.heads(entity);
        }
        if (alias !== undefined && alias !== '') {
            entity.alias ??= alias;
        }
        return entity;
    }

    /** Does the work; what is not understood is told, and passed over. */
    private orFault(construct: 'statement' | 'attribute', work: () => void, subject?: string): void {
        try {
            work();
        } catch (error) {
            if (!(error instanceof SyntaxFault)) {
                throw error;
            }
            const { line } = this.scanner;
            const left = this.scanner.take(construct === 'attribute' ? /[^\n}]*/y : /[^\n]*/y)![0].trim();
            if (construct === 'statement' && left.endsWith('{')) {
                // Its attributes would be read as entities.
                this.scanner.take(/[^}]*\}?/y);
            }
            const where = left === '' ? 'at the end' : `before ${JSON.stringify(left.slice(0, 40))}`;
            this.faults.push({
                kind: 'lost', construct, line, ...subject !== undefined && { subject },
                message: `This ${construct} is not understood and is left out: ${error.message} is missing ${where}.`,
            });
        }
    }
}

function asEntity({ name, alias, line, remark, isDefined, attributes }: EntityDraft): DiagramEntity {
    return { name, line, isDefined, attributes, ...alias !== undefined && { alias }, ...remark !== undefined && { remark } };
}
