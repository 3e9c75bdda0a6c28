import assert from 'node:assert/strict';
import { Editor } from '../harness.ts';
import { assertSame, reasonAgainst, taken, takenInOne } from './taken.ts';

const toEntity = /^Make an entity/;
const toRelationship = /^Make a many-to-many/;
const ends = 'model M { naming snake_case plural targets postgresql 18 }\n\nentity Product { id: int key }\nentity Category { code: string(9) key }\n\n';

describe('many-to-many', () => {
    afterEach(() => Editor.closeAll());

    it('becomes an entity with two references and a key of both, in the same table', async () => {
        const before = `${ends}/// Where it stands.\n// Not in the shop.\nrelationship <|>shelving: Product }o--|{ Category "stands on" / "carries" @tag(floor) {\n  // from the left\n  position: smallint = 0 // zero is first\n  index (position)\n}\n`;
        const after = await takenInOne(toEntity, before);
        assert.equal(after, `${ends}/// Where it stands.\n// Not in the shop.\nentity Shelving as "shelving" @tag(floor) {\n  product: Product on delete cascade\n  category: Category on delete cascade\n  // from the left\n  position: smallint = 0 // zero is first\n  index (position)\n\n  key (product, category)\n}\n\nrelationship shelvingProduct: Product ||--|{ Shelving.product "stands on"\nrelationship shelvingCategory: Category ||--o{ Shelving.category "carries"\n`);
        await assertSame({ 'model.erd': before }, { 'model.erd': after });
    });

    for (const [what, declared] of [
        ['without a block', 'relationship shelving: Product }o--o{ Category'],
        ['with a block of one line', 'relationship shelving: Product }|--o{ Category { position: smallint = 0 }'],
        ['with a name in the database', 'relationship shelving: Product }o--o{ Category as "on_shelf"'],
        ['of an entity with itself', 'relationship partOf: Product }o--o{ Product "is part of"'],
        ['with an end that is written', 'relationship shelving: Product }o--o{ Category {\n  category: Category on delete restrict as "cat"\n  position: smallint = 0\n}'],
        ['with a key of its own', 'relationship shelving: Product }o--o{ Category {\n  since: date\n  key (product, category, since)\n}'],
        ['with what is said of it', 'relationship shelving: Product }o--o{ Category {\n  // all\n  note: text? // some\n\n  /// Never empty.\n  check noted: note <> \'\'\n  volume 1k\n}'],
    ] as const) {
        it(`${what} becomes an entity and the same again`, async () => {
            const before = { 'model.erd': `${ends}${declared.replace('relationship ', 'relationship <|>')}\n` };
            const between = await taken(toEntity, before);
            await assertSame(before, between);
            if (!declared.includes('since')) {
                const after = await taken(toRelationship, { 'model.erd': between['model.erd']!.replace(/entity (?=Shelving|PartOf)/, 'entity <|>') });
                await assertSame(before, after);
                assert.equal(after['model.erd'], before['model.erd'].replace('<|>', '').replace('{ position: smallint = 0 }', '{\n  position: smallint = 0\n}'));
            }
        });
    }

    it('in a schema of its own file keeps the schema', async () => {
        const before = { 'model.erd': 'model M { targets postgresql 18 }\n\nschema s {\n  entity A { id: int key }\n  entity B { id: int key }\n\n  relationship <|>ab: A }o--o{ B "has"\n}\n' };
        const after = await taken(toEntity, before);
        assert.match(after['model.erd']!, /\n {2}relationship abA: A \|\|--o\{ s\.Ab\.a "has"\n\}\n$/);
        await assertSame(before, after);
    });

    it('is not made of what it cannot say', async () => {
        const of = (declared: string, more = ''): Promise<string | undefined> => reasonAgainst(toRelationship, `${ends}entity <|>Shelving ${declared}\n${more}`);
        const both = 'product: Product on delete cascade\n  category: Category on delete cascade\n  key (product, category)';
        assert.match((await of(`unlogged {\n  ${both}\n}`))!, /without mixins, parents and settings/);
        assert.match((await of(`{\n  ${both.replaceAll('product', 'thing')}\n}`))!, /'thing' is not/);
        assert.match((await of(`{\n  ${both}\n}`, 'entity Look { id: int key  at: Shelving }\n'))!, /Something else refers/);
        assert.match((await of(`{\n  note: text\n  ${both.replace('cascade', 'restrict')}\n}`)) ?? '', /^$/);
        assert.match((await reasonAgainst(toEntity, `${ends}relationship <|>shelving: Product }o--o{ Category composition\n`))!, /no composition/);
    });
});
