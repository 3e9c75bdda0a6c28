import type { LangiumDocument } from 'langium';
import type { FileEdit } from '../code-actions/quick-fix.ts';

/** A part of a text, by offsets. */
export interface Span {
    readonly offset: number;
    readonly end: number;
}

interface Replacement extends Span {
    readonly text: string;
}

/** Replacements in several documents. What is cut or copied takes along what was replaced in it before. */
export class Changes {
    private readonly byDocument = new Map<LangiumDocument, Replacement[]>();

    replace(document: LangiumDocument, { offset, end }: Span, text: string): void {
        const replacements = this.of(document);
        if (!replacements.some(other => other.offset === offset && other.end === end && other.text === text && end > offset)) {
            replacements.push({ offset, end, text });
        }
    }

    insert(document: LangiumDocument, offset: number, text: string): void {
        this.replace(document, { offset, end: offset }, text);
    }

    /** The text of a span as it is by now, which is taken out of its document, for something else where that is given. */
    cut(document: LangiumDocument, span: Span, instead = ''): string {
        const text = this.copy(document, span);
        const replacements = this.of(document);
        this.byDocument.set(document, [...replacements.filter(replacement => !isWithin(replacement, span)), { ...span, text: instead }]);
        return text;
    }

    copy(document: LangiumDocument, span: Span): string {
        return applied(document.textDocument.getText(), span, this.of(document).filter(replacement => isWithin(replacement, span)));
    }

    get edits(): readonly FileEdit[] {
        return [...this.byDocument].flatMap(([{ uri, textDocument }, replacements]) => withDeletionsMerged(replacements).map(({ offset, end, text }) => (
            { uri: uri.toString(), range: { start: textDocument.positionAt(offset), end: textDocument.positionAt(end) }, newText: text })));
    }

    private of(document: LangiumDocument): Replacement[] {
        let replacements = this.byDocument.get(document);
        if (!replacements) {
            this.byDocument.set(document, replacements = []);
        }
        return replacements;
    }
}

/** The text of a span with replacements that do not touch each other. */
export function applied(text: string, { offset, end }: Span, replacements: readonly (Span & { readonly text: string })[]): string {
    let result = '';
    let position = offset;
    for (const replacement of [...replacements].sort((left, right) => left.offset - right.offset)) {
        result += text.slice(position, replacement.offset) + replacement.text;
        position = replacement.end;
    }
    return result + text.slice(position, end);
}

/** Two declarations next to each other may both take the blank line between them along. */
function withDeletionsMerged(replacements: readonly Replacement[]): readonly Replacement[] {
    const isDeletion = ({ offset, end, text }: Replacement): boolean => text === '' && end > offset;
    return [...replacements.filter(replacement => !isDeletion(replacement)), ...merged(replacements.filter(isDeletion)).map(span => ({ ...span, text: '' }))];
}

function isWithin(inner: Span, outer: Span): boolean {
    return inner.offset >= outer.offset && inner.end <= outer.end;
}

/** Spans in their order, those that touch as one. */
export function merged(spans: readonly Span[]): readonly Span[] {
    const result: Span[] = [];
    for (const span of [...spans].sort((left, right) => left.offset - right.offset)) {
        const last = result.at(-1);
        if (last && span.offset <= last.end) {
            result[result.length - 1] = { offset: last.offset, end: Math.max(last.end, span.end) };
        } else {
            result.push(span);
        }
    }
    return result;
}
