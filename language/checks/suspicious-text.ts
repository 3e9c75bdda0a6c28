import type { LangiumDocument } from 'langium';
import type { Place } from '../findings.ts';
import type * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';

/** More of one file are not reported: whoever wrote them did not mean well, and a hundred say so as well as a million. */
const most = 100;

/** Bidirectional controls, zero-width spaces, C0 and C1 controls without the ones that lay out text, and a byte order mark inside. */
// oxlint-disable-next-line no-control-regex
const invisible = /(?:[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb]|(?!^)\ufeff)+/g;

/** ERD010 to ERD012: texts that read differently to people and to tools. */
export function checkSuspiciousText(documents: readonly LangiumDocument<ast.Document>[], report: Report): void {
    // By what it looks like: the names of the model that could be taken for each other.
    const seen = new Map<string, string>();
    const foreign: { readonly name: string; readonly skeleton: string; readonly place: Place }[] = [];
    for (const document of documents) {
        checkInvisible(document, report);
        for (const { name, place } of namesIn(document)) {
            const skeleton = skeletonOf(name);
            if (mixesScripts(name)) {
                const latin = isAscii(skeleton) ? skeleton : undefined;
                report(finding('ERD010', place(), `The name ${name} mixes letters of ${scriptsOf(name).join(' and ')}.`, {
                    data: { name, ...latin !== undefined && { latin } },
                }));
            } else if (!isAscii(name) && isAscii(skeleton)) {
                foreign.push({ name, skeleton, place: place() });
            } else if (isAscii(name)) {
                seen.set(name, name);
            }
        }
    }
    for (const { name, skeleton, place } of foreign) {
        if (seen.has(skeleton)) {
            report(finding('ERD012', place, `The name ${name}, in ${scriptsOf(name).join(' and ')} letters, looks like ${skeleton}.`));
        }
    }
}

function checkInvisible(document: LangiumDocument, report: Report): void {
    const broken = new Set(document.parseResult.lexerErrors.map(error => error.line));
    let found = 0;
    for (const match of document.textDocument.getText().matchAll(invisible)) {
        const place = placeAt(document, match.index, match[0].length);
        if (broken.has(place.range.start.line + 1)) {
            continue;
        }
        const codes = [...new Set(match[0])].map(character => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
        report(finding('ERD011', place, `The text has an invisible control character here: ${codes.join(', ')}.`));
        if (++found === most) {
            return;
        }
    }
}

const token = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|"(?:\\.|[^"\\\r\n])*"|'(?:[^'\r\n]|'')*'|`([^`\r\n]+)`|([\p{L}_][\p{L}\p{M}\p{N}_]*)/gu;

/** Letters of scripts whose letters are taken for Latin ones. Most texts have none, and are not read any further. */
const lookalikes = /[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2c80-\u2cff\ua640-\ua69f]/;

/** The names in a text, each where it stands first. */
function* namesIn(document: LangiumDocument): Iterable<{ readonly name: string; readonly place: () => Place }> {
    const text = document.textDocument.getText();
    if (!lookalikes.test(text)) {
        return;
    }
    const seen = new Set<string>();
    for (const match of text.matchAll(token)) {
        const name = match[1] ?? match[2];
        if (name !== undefined && !seen.has(name)) {
            seen.add(name);
            yield { name, place: () => placeAt(document, match.index, match[0].length) };
        }
    }
}

const scripts: readonly (readonly [name: string, letters: RegExp])[] = [
    ['Latin', /\p{Script=Latin}/u], ['Greek', /\p{Script=Greek}/u], ['Cyrillic', /\p{Script=Cyrillic}/u], ['Armenian', /\p{Script=Armenian}/u],
    ['Cherokee', /\p{Script=Cherokee}/u], ['Coptic', /\p{Script=Coptic}/u], ['Georgian', /\p{Script=Georgian}/u],
];

function scriptsOf(name: string): string[] {
    return scripts.filter(([, letters]) => letters.test(name)).map(([script]) => script);
}

function mixesScripts(name: string): boolean {
    return !isAscii(name) && scriptsOf(name).length > 1;
}

const latinOf: Readonly<Record<string, string>> = Object.fromEntries([
    ...pairs('\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a', 'aeopcxyijshdqwk'),
    ...pairs('\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423\u0406\u0408\u0405', 'ABEKMHOPCTXYIJS'),
    ...pairs('\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u03c5', 'oavpiku'),
    ...pairs('\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7', 'ABEZHIKMNOPTYX'),
    ...pairs('\u0585\u057d\u0578', 'oun'),
]);

function pairs(from: string, to: string): [string, string][] {
    return Array.from(from, (letter, index) => [letter, to[index]!]);
}

/** What the name looks like, in Latin letters where there are some that look the same. */
function skeletonOf(name: string): string {
    return isAscii(name) ? name : Array.from(name, letter => latinOf[letter] ?? letter).join('');
}

function isAscii(text: string): boolean {
    // oxlint-disable-next-line no-control-regex
    return /^[\u0000-\u007f]*$/.test(text);
}

function placeAt({ textDocument, uri }: LangiumDocument, offset: number, length: number): Place {
    return { uri: uri.toString(), range: { start: textDocument.positionAt(offset), end: textDocument.positionAt(offset + length) } };
}
