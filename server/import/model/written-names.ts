import { reservedWords } from '../../../language/index.ts';

/** The letters of the language's names, without the marks that change the letter before them. */
const plainWord = /^[_a-zA-Z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u0370-\u0482\u048A-\u0590\u05D0-\u1FFF\u2C00-\uD7FF][\w\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u0370-\u0482\u048A-\u0590\u05D0-\u1FFF\u2C00-\uD7FF]*$/;

/** A name as the text has it: in backticks where it is no plain word or one that expressions reserve. */
export function writtenName(name: string): string {
    return plainWord.test(name) && !reservedWords.has(name) ? name : `\`${name}\``;
}
