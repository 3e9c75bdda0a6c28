import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { tokenize } from './tokenize.ts';

/** Asserts the innermost scopes of tokens, in order: `['entity', 'storage.type']`. */
async function colours(text: string, expected: readonly (readonly [string, string])[]): Promise<void> {
    const { tokens } = await tokenize(text);
    let from = 0;
    for (const [word, scope] of expected) {
        const at = tokens.findIndex((token, index) => index >= from && token.text === word);
        assert.notEqual(at, -1, `no token "${word}" after position ${from} in ${JSON.stringify(tokens, null, 1)}`);
        assert.match(tokens[at]?.scopes ?? '', new RegExp(`\\b${scope.replaceAll('.', '\\.')}`), `scope of "${word}"`);
        from = at + 1;
    }
}

describe('TextMate grammar', () => {
    it('colours declarations and their names', async () => {
        await colours('abstract entity Party {', [
            ['abstract', 'storage.modifier'],
            ['entity', 'storage.type'],
            ['Party', 'entity.name.type'],
            ['{', 'punctuation.section.block'],
        ]);
        await colours('materialized view Revenue from Order o', [
            ['materialized', 'storage.modifier'],
            ['view', 'storage.type'],
            ['Revenue', 'entity.name.type'],
            ['from', 'keyword.other'],
            ['Order', 'entity.name.type'],
        ]);
        await colours('policy ownRows on Customer allow select', [
            ['policy', 'storage.type'],
            ['ownRows', 'entity.name.function'],
            ['select', 'keyword.other'],
        ]);
        await colours("domain Email: string(255) check (value like '%_@_%') @pii(email)", [
            ['domain', 'storage.type'],
            ['Email', 'entity.name.type'],
            ['string', 'support.type.primitive'],
            ['255', 'constant.numeric'],
            ['like', 'keyword.operator.expression'],
            ['%_@_%', 'string.quoted.single'],
            ['@', 'punctuation.decorator'],
            ['pii', 'entity.name.function.decorator'],
        ]);
    });

    it('colours attributes, and keywords as their names', async () => {
        await colours('  date: date?', [
            ['date', 'variable.other.property'],
            ['date', 'support.type.primitive'],
            ['?', 'keyword.operator.optional'],
        ]);
        await colours('  order: sales.Order[] = 0 unique as "x"', [
            ['order', 'variable.other.property'],
            ['Order', 'entity.name.type'],
            ['0', 'constant.numeric'],
            ['unique', 'storage.modifier'],
            ['as', 'keyword.other'],
            ['x', 'string.quoted.double'],
        ]);
        await colours('  `my name`: Email', [
            ['`my name`', 'variable.other.property'],
            ['Email', 'entity.name.type'],
        ]);
        await colours('  straße: Ärzte', [
            ['straße', 'variable.other.property'],
            ['Ärzte', 'entity.name.type'],
        ]);
        await colours('  ip: native(postgresql: "inet")', [
            ['native', 'keyword.other'],
            ['postgresql', 'variable.other.property'],
            ['inet', 'string.quoted.double'],
        ]);
    });

    it('colours expressions', async () => {
        await colours("  check vip: status <> CLOSED or coalesce(o.creditLimit, 0) = 0 and born < date '2025-01-01'", [
            ['check', 'storage.type'],
            ['vip', 'entity.name.function'],
            ['<>', 'keyword.operator.comparison'],
            ['CLOSED', 'variable.other.enummember'],
            ['or', 'keyword.operator.expression'],
            ['coalesce', 'entity.name.function.call'],
            ['creditLimit', 'variable.other.property'],
            ['and', 'keyword.operator.expression'],
            ['date', 'support.type.primitive'],
            ['2025-01-01', 'string.quoted.single'],
        ]);
        await colours('  x: int = case when a is null then 1 else 2 end', [
            ['case', 'keyword.operator.expression'],
            ['is', 'keyword.operator.expression'],
            ['null', 'constant.language'],
            ['end', 'keyword.operator.expression'],
        ]);
        await colours('\'it\'\'s\' or "say \\"no\\"" or true', [
            ["''", 'constant.character.escape'],
            ['or', 'keyword.operator.expression'],
            ['\\"', 'constant.character.escape'],
            ['or', 'keyword.operator.expression'],
            ['true', 'constant.language'],
        ]);
    });

    it("colours every crow's foot", async () => {
        for (const left of ['||', '|o', '}o', '}|']) {
            for (const line of ['--', '..']) {
                for (const right of ['||', 'o|', 'o{', '|{']) {
                    const foot = left + line + right;
                    await colours(`relationship places: Customer ${foot} Order.customer`, [
                        ['relationship', 'storage.type'],
                        ['places', 'entity.name.function'],
                        [foot, 'keyword.operator.relationship'],
                        ['customer', 'variable.other.property'],
                    ]);
                }
            }
        }
    });

    it('colours quantities, rates and lineage', async () => {
        await colours('  volume 2M growth 10%/year', [
            ['volume', 'keyword.other'],
            ['2', 'constant.numeric'],
            ['M', 'keyword.other.unit'],
            ['10', 'constant.numeric'],
            ['%', 'keyword.other.unit'],
            ['year', 'keyword.other'],
        ]);
        await colours('flow Report.contact <- Customer.email via mask(hmac)', [
            ['flow', 'storage.type'],
            ['<-', 'keyword.operator.arrow'],
            ['via', 'keyword.other'],
            ['mask', 'entity.name.function.call'],
        ]);
    });

    it('colours documentation apart from comments', async () => {
        await colours('/// what it is', [[' what it is', 'comment.block.documentation']]);
        await colours('a: int // why', [[' why', 'comment.line.double-slash']]);
        const { tokens, open } = await tokenize('/* one\n entity X */ entity Y');
        assert.match(tokens.find(token => token.text.includes('entity X'))?.scopes ?? '', /comment\.block/);
        assert.match(tokens.find(token => token.text === 'entity')?.scopes ?? '', /storage|keyword/);
        assert.equal(open, 0);
    });

    it('embeds marked SQL and comes back from it', async () => {
        const block = await tokenize('function f() returns trigger sql postgresql """\n  begin return new; end;\n"""\nentity X {}');
        const inside = block.tokens.find(token => token.text.includes('begin return new'));
        assert.match(inside?.scopes ?? '', /meta\.embedded\.block\.sql/);
        assert.match(block.tokens.find(token => token.text === 'entity')?.scopes ?? '', /storage\.type/);
        assert.equal(block.open, 0);

        const line = await tokenize('check odd: sql postgresql "x ~ \'[^\\"]+" and true\nentity X {}');
        assert.match(line.tokens.find(token => token.text.includes('x ~'))?.scopes ?? '', /meta\.embedded\.inline\.sql/);
        assert.match(line.tokens.find(token => token.text === 'and')?.scopes ?? '', /keyword\.operator\.expression/);
        assert.match(line.tokens.find(token => token.text === 'entity')?.scopes ?? '', /storage\.type/);
    });

    it('keeps a half-typed text or value on its line', async () => {
        for (const half of ["name: string = 'abc", 'message "abc', 'as "', "x = '"]) {
            const { tokens, open } = await tokenize(`${half}\nentity X {}`);
            assert.equal(open, 0, half);
            assert.match(tokens.find(token => token.text === 'entity')?.scopes ?? '', /storage\.type/, half);
        }
    });

    it('knows every keyword of the language', async () => {
        const words = new Set<string>();
        for await (const file of glob('language/grammar/*.langium')) {
            const text = (await readFile(file, 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|(?<![\\:])\/\/.*$/gm, '');
            for (const [, word] of text.matchAll(/'([a-z]{2,})'/g)) if (word) words.add(word);
        }
        assert.ok(words.size > 100, `read ${words.size} keywords`);
        const plain: string[] = [];
        for (const word of words) {
            const { tokens } = await tokenize(`x (${word} x)`);
            const scopes = tokens.find(token => token.text === word)?.scopes ?? '';
            if (!/keyword|storage|constant\.language/.test(scopes)) plain.push(word);
        }
        assert.deepEqual(plain, []);
    });

    it('ends every example cleanly, those apart that the fuzzing broke', async () => {
        for await (const file of glob('{examples,test}/**/*.erd', { exclude: name => name.includes('node_modules') || name.includes('fuzz') })) {
            const { open } = await tokenize(await readFile(file, 'utf8'));
            assert.equal(open, 0, file);
        }
    });
});

describe('Markdown injection', () => {
    it('highlights a fenced block of erd and nothing after it', async () => {
        const { tokens } = await tokenize('text\n```erd\nentity X {\n```\nentity Y', 'text.html.markdown');
        const entities = tokens.filter(token => token.text === 'entity');
        assert.equal(entities.length, 1);
        assert.match(entities[0]?.scopes ?? '', /meta\.embedded\.block\.erd.*storage\.type\.erd/);
    });
});
