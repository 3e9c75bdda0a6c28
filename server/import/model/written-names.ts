import { reservedWords } from '../../../language/index.ts';

const plainWord = /^[_a-zA-Z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u0370-\u1FFF\u2C00-\uD7FF\uF900-\uFDCF\uFE70-\uFEFC][\w\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u0300-\u1FFF\u2C00-\uD7FF\uF900-\uFDCF\uFE70-\uFEFC]*$/;

/** A name as the text has it: in backticks where it is no plain word or one that expressions reserve. */
export function writtenName(name: string): string {
    return plainWord.test(name) && !reservedWords.has(name) ? name : `\`${name}\``;
}
