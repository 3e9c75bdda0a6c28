import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

export interface Token {
    readonly text: string;
    /** All scopes, outermost first, separated by spaces. */
    readonly scopes: string;
}

export interface Tokenized {
    readonly tokens: readonly Token[];
    /** How many rules are still open after the last line; a file that ends cleanly has none. */
    readonly open: number;
}

const root = new URL('../../', import.meta.url);

const grammars: Record<string, () => Promise<string>> = {
    'source.erd': () => readFile(new URL('syntaxes/erd.tmLanguage.json', root), 'utf8'),
    'markdown.erd.codeblock': () => readFile(new URL('syntaxes/markdown-erd.json', root), 'utf8'),
    // Stands for VS Code's own Markdown grammar: only what is injected into it is of interest.
    'text.html.markdown': async () => '{ "scopeName": "text.html.markdown", "patterns": [] }',
};

const registry = new textmate.Registry({
    onigLib: (async () => {
        const wasm = await readFile(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
        await oniguruma.loadWASM(wasm);
        return {
            createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
            createOnigString: (text: string) => new oniguruma.OnigString(text),
        };
    })(),
    async loadGrammar(scope) {
        const text = await grammars[scope]?.();
        return text === undefined ? null : textmate.parseRawGrammar(text, `${scope}.json`);
    },
    getInjections: scope => (scope === 'text.html.markdown' ? ['markdown.erd.codeblock'] : undefined),
});

/** Tokenizes the text as VS Code does before semantic tokens arrive. */
export async function tokenize(text: string, scope = 'source.erd'): Promise<Tokenized> {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`no grammar for ${scope}`);
    const tokens: Token[] = [];
    let stack = textmate.INITIAL;
    for (const line of text.split(/\r?\n/)) {
        const result = grammar.tokenizeLine(line, stack);
        for (const { startIndex, endIndex, scopes } of result.tokens) {
            tokens.push({ text: line.slice(startIndex, endIndex), scopes: scopes.join(' ') });
        }
        stack = result.ruleStack;
    }
    return { tokens, open: stack.depth - 1 };
}
