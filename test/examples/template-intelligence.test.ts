import assert from 'node:assert/strict';
import type { Model } from '../../language/index.ts';
import { fixture } from '../server/postgres/scripts.ts';
import { loadExample } from './example.ts';

/** `LEARNING_MONITOR ||--o{ TEMPLATE_PATTERNS : tracks` */
const relationshipLine = /^\s*(\w+) (\|\|--o\{) (\w+) : (\w+)$/gm;
/** `LEARNING_MONITOR {`, its attributes, `}` */
const entityBlock = /^\s*(\w+) \{\n([^}]*)\}/gm;

/** What Mermaid's words for types are in the model. */
const types: Readonly<Record<string, RegExp>> = {
    int: /^int$/, string: /^string$/, timestamp: /^timestamp$/, json: /^json$/, float: /^double$/, boolean: /^boolean$/,
};

describe('the template intelligence example', () => {
    const diagram = fixture('reference/template-intelligence.mmd');
    let model: Model;

    before(async () => {
        ({ model } = await loadExample('template-intelligence'));
    });

    const entityOf = (name: string) => {
        const entity = model.entities.find(({ table }) => table?.name === name.toLowerCase());
        assert.ok(entity, `${name} is in the diagram and not in the model`);
        return entity;
    };

    it('has the entities of the diagram, those too that it only names, and no others', () => {
        const named = new Set([
            ...Array.from(diagram.matchAll(entityBlock), ([, name]) => name!),
            ...Array.from(diagram.matchAll(relationshipLine), ([, source, , target]) => [source!, target!]).flat(),
        ]);
        assert.equal(named.size, 28);
        assert.deepEqual(new Set(model.entities.map(({ table }) => table?.name)), new Set([...named].map((name) => name.toLowerCase())));
    });

    it('has their attributes, keys and unique attributes', () => {
        for (const [, name, body] of diagram.matchAll(entityBlock)) {
            const entity = entityOf(name!);
            for (const line of body!.trim().split('\n')) {
                const [type, column, mark] = line.trim().split(' ');
                const attribute = entity.attributes.find(({ columns }) => columns[0]?.name === column);
                assert.ok(attribute, `${name}.${column}`);
                assert.match(typeName(attribute.columns[0]!.type), types[type!]!, `${name}.${column}`);
                const isKey = entity.key?.elements.some((element) => element.attribute === attribute.name) ?? false;
                const isUnique = entity.uniques.some(({ elements }) => elements.length === 1 && elements[0]!.attribute === attribute.name);
                assert.deepEqual([isKey, isUnique], [mark === 'PK', mark === 'UK'], `${name}.${column}`);
            }
        }
    });

    it('has its relationships, each bound to a reference', () => {
        const lines = [...diagram.matchAll(relationshipLine)];
        assert.equal(lines.length, 18);
        assert.equal(model.relationships.length, lines.length);
        for (const [line, source, , target, label] of lines) {
            const relationship = model.relationships.find((candidate) => candidate.label === label
                && candidate.source.entity === entityOf(source!).id && candidate.target.entity === entityOf(target!).id);
            assert.ok(relationship, line);
            const reference = entityOf(target!).attributes.find(({ name }) => name === relationship.target.attribute)?.reference;
            assert.equal(reference?.entity, entityOf(source!).id, line);
            assert.deepEqual([relationship.source.cardinality, relationship.target.cardinality],
                [{ optional: false, many: false }, { optional: true, many: true }], line);
        }
    });

    /** Domains seen through. */
    function typeName(type: Model['entities'][number]['attributes'][number]['type']): string {
        if (type.kind === 'domain') {
            return typeName(model.domains.find(({ id }) => id === type.id)!.type);
        }
        return type.kind === 'primitive' ? type.name : type.kind;
    }
});
