/** What a position is in, and where that begins. */
export interface TextContext {
    readonly kind: 'code' | 'comment' | 'text' | 'sql string' | 'name';
    readonly start: number;
}

const token = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""(?:[^\\]|\\[\s\S])*?(?:"""|$)|"(?:\\[^\n]|[^"\\\n])*(?:"|(?=\n)|$)|'(?:[^'\n]|'')*(?:'|(?=\n)|$)|`[^`\n]*(?:`|(?=\n)|$)/g;

/** What the end of `text` is in, where the text begins with code. */
export function contextAtEnd(text: string): TextContext {
    let last: RegExpExecArray | undefined;
    for (const match of text.matchAll(token)) {
        last = match;
    }
    if (!last || last.index + last[0].length < text.length) {
        return { kind: 'code', start: text.length };
    }
    const kind = kindOf(last[0]);
    return { kind, start: kind === 'code' ? text.length : last.index };
}

/** Of a token at the end: whether it is closed. */
function kindOf(image: string): TextContext['kind'] {
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
