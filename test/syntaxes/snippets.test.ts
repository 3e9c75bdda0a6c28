import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createErdCoreServices } from '../../language/index.ts';

interface Snippet {
    readonly prefix: string;
    readonly body: string | readonly string[];
}

const { erd } = createErdCoreServices();

/** What stands there when every placeholder keeps its proposal; once for each choice. */
function expansions(snippet: Snippet): string[] {
    const body = typeof snippet.body === 'string' ? snippet.body : snippet.body.join('\n');
    const plain = (text: string): string => {
        const expanded = text
            .replaceAll(/\$\{\d+:([^{}]*)\}/g, '$1')
            .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
            .replaceAll(/\$\d+/g, '');
        return expanded === text ? text : plain(expanded);
    };
    const choices = [...body.matchAll(/\$\{\d+\|([^|]*)\|\}/g)];
    const chosen = choices.flatMap(([all, list = '']) => list.split(',').map(choice => body.replace(all, choice)));
    return (chosen.length > 0 ? chosen : [body]).map(plain);
}

function syntaxErrors(text: string): string[] {
    const { lexerErrors, parserErrors } = erd.parser.LangiumParser.parse(text);
    return [...lexerErrors, ...parserErrors].map(({ message }) => message);
}

const snippets = JSON.parse(await readFile('syntaxes/erd.code-snippets', 'utf8')) as Record<string, Snippet>;

describe('Snippets', () => {
    const insideEntity = /^(reference|check|index|partition)/;
    for (const [name, snippet] of Object.entries(snippets)) {
        it(`${name} is correct as it is inserted`, () => {
            for (const text of expansions(snippet)) {
                const whole = insideEntity.test(snippet.prefix) ? `entity X {\n${text}\n}` : text;
                assert.deepEqual(syntaxErrors(whole), [], whole);
            }
        });
    }
});

describe('Walkthrough', () => {
    for (const file of globSync('client/walkthrough/*.md')) {
        it(`${file} shows correct models`, async () => {
            const blocks = [...(await readFile(file, 'utf8')).matchAll(/```erd\n([\s\S]*?)```/g)];
            for (const [, model = ''] of blocks) assert.deepEqual(syntaxErrors(model), [], model);
        });
    }
});
