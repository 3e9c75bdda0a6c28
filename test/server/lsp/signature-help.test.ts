import assert from 'node:assert/strict';
import type { SignatureHelp } from 'vscode-languageserver';
import { Editor } from './harness.ts';

/** The active signature, its active parameter in brackets. */
async function help(text: string): Promise<string | undefined> {
    const editor = await Editor.open(text);
    const found = await editor.request<SignatureHelp | null>('textDocument/signatureHelp', editor.atCursor);
    const signature = found?.signatures[found.activeSignature ?? 0];
    const parameter = signature?.parameters?.[found?.activeParameter ?? 0]?.label as string | undefined;
    return signature && (parameter === undefined ? signature.label : signature.label.replace(parameter, `[${parameter}]`));
}

describe('signature help', () => {
    afterEach(() => Editor.closeAll());

    const cases: Readonly<Record<string, readonly [text: string, expected: string | undefined]>> = {
        'for the first argument of a function': ['entity A { a: string check (replace(<|>', 'replace([value: string], search: string, replacement: string): string'],
        'for a later one': ['entity A { a: string check (replace(a, \'x\', <|>) = a) }', 'replace(value: string, search: string, [replacement: string]): string'],
        'inside of a text': ['entity A { a: string check (replace(a, \'x<|>\') = a) }', 'replace(value: string, [search: string], replacement: string): string'],
        'for the innermost call': ['entity A { a: string check (lower(trim(<|>)) = a) }', 'trim([value: string]): string'],
        'for the overload that has the argument': ['entity A { a: int check (round(a, <|>) = a) }', 'round(value: number, [digits: int]): number'],
        'for all arguments of a variadic function': ['entity A { a: string check (concat(a, a, <|>) = a) }', 'concat([variadic value: any]): string'],
        'for own functions': ['function tax(amount: decimal(10,2), rate: float) returns decimal(10,2) language sql sql postgresql ""\nentity A { a: decimal(10,2) check (tax(a, <|>) > 0) }', 'tax(amount: decimal(10,2), [rate: float]): decimal(10,2)'],
        'for an annotation': ['entity A { a: string @pii(<|>) }', '@pii([category: PersonalDataCategory = other])'],
        'for an annotation\'s argument by its name': ['entity A { a: string @mask(partial, keepLast: <|>) }', '@mask(method: MaskMethod = full, keepFirst: int = 0, [keepLast: int = 0], with: string = \'*\')'],
        'for the arguments of a type': ['entity A { a: decimal(10, <|>) }', 'decimal(precision?, [scale?])'],
        'for what a job runs': ['procedure clean(days: int) language sql sql postgresql ""\njob j at "0 0 * * *" run clean(<|>)', 'clean([days: int])'],
        'nowhere else': ['entity A { a: int check (lower(a) <|>= 1) }', undefined],
        'not in a comment': ['entity A { a: int check (lower( // <|>', undefined],
    };
    for (const [what, [text, expected]] of Object.entries(cases)) {
        it(`is given ${what}`, async () => {
            assert.equal(await help(text), expected);
        });
    }
});
