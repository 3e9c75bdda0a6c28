/** What a position is in. */
export type TextContext = 'code' | 'comment' | 'text' | 'sql string' | 'name';

/** What the end of `text` is in, where the text begins with code. */
export function contextAtEnd(text: string): TextContext {
    const token = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""(?:[^\\]|\\[\s\S])*?(?:"""|$)|"(?:\\[^\n]|[^"\\\n])*(?:"|(?=\n)|$)|'(?:[^'\n]|'')*(?:'|(?=\n)|$)|`[^`\n]*(?:`|(?=\n)|$)/g;
    let last: RegExpExecArray | undefined;
    for (const match of text.matchAll(token)) {
        last = match;
    }
    if (!last || last.index + last[0].length < text.length) {
        return 'code';
    }
    const image = last[0];
    if (image.startsWith('//')) {
        return 'comment';
    }
    if (image.startsWith('/*')) {
        return image.endsWith('*/') && image.length >= 4 ? 'code' : 'comment';
    }
    if (image.startsWith('"""')) {
        return image.endsWith('"""') && image.length >= 6 ? 'code' : 'text';
    }
    const quote = image[0]!;
    if (image.length > 1 && image.endsWith(quote)) {
        return 'code';
    }
    return quote === '"' ? 'text' : quote === '\'' ? 'sql string' : 'name';
}
