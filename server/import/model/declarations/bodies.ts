import { escapedInBlock, quotedText } from '../text.ts';

/** A body that is too long to read on one line. */
const longestLine = 100;

/**
 * A routine's body such that the database gets it to the last blank: quotes that stand alone in their lines give the body
 * its line breaks. What no block can say, such as blanks before the closing line, is one line with escapes if it is short;
 * otherwise these blanks are left out.
 */
export function bodyText(body: string): string {
    if (!body.includes('\n') && body.length <= longestLine && !/["\\\r\t]/.test(body)) {
        return `"${body}"`;
    }
    const block = exactBlock(body);
    if (block !== undefined) {
        return block;
    }
    return body.length <= longestLine ? quotedText(body) : exactBlock(`\n${body.trim().replaceAll(/\r\n?/g, '\n')}\n`) ?? quotedText(body);
}

/** Whether nothing of the body is left out. */
export function isExact(body: string): boolean {
    return body.length <= longestLine || exactBlock(body) !== undefined;
}

function exactBlock(body: string): string | undefined {
    const opensAlone = body.startsWith('\n');
    const closesAlone = body.length > 1 && body.endsWith('\n');
    const inner = body.slice(opensAlone ? 1 : 0, closesAlone ? -1 : undefined);
    const lines = inner.split('\n');
    const isIndented = lines.filter(line => line.trim() !== '').every(line => /^[ \t]/.test(line));
    const isUnclear = !opensAlone && lines[0]!.trim() === '' && body.includes('\n')
        || !closesAlone && (lines.at(-1)!.trim() === '' && body.includes('\n') || inner.endsWith('"') || inner.endsWith('\\') || opensAlone && isIndented)
        || !opensAlone && inner.startsWith('"')
        || body.includes('\r');
    return isUnclear ? undefined : `"""${opensAlone ? '\n' : ''}${escapedInBlock(inner)}${closesAlone ? '\n' : ''}"""`;
}
