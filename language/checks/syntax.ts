import type { AstNode, LangiumDocument, ParseResult, ReferenceInfo } from 'langium';
import { AstUtils } from 'langium';
import type { Finding, Place, Range } from '../findings.ts';
import type * as ast from '../generated/ast.ts';
import { isTooDeep, isUnclosed } from '../parser/index.ts';
import { finding } from './finding.ts';

type ParserError = ParseResult['parserErrors'][number];
type LexerError = ParseResult['lexerErrors'][number];
type ErdDocument = LangiumDocument<ast.Document>;

/** Words after which a declaration's name comes, and names before a colon: what a broken text seems to declare. */
const declaredName = /\b(?:entity|mixin|enum|type|view|area|team|purpose|role|schema|sequence|function|procedure|aggregate|annotation|extension)\s+([\p{L}\p{M}\p{N}_]+)|([\p{L}\p{M}\p{N}_]+)[ \t]*:/gu;

/**
 * The syntax errors of a model's files, and what follows from them: while a declaration cannot be read, nothing else
 * is said about it, and a name that a broken text seems to declare is not unknown.
 */
export class SyntaxErrors {
    readonly findings: readonly Finding[];
    private readonly lines = new Map<string, Set<number>>();
    private readonly declarations = new Map<string, Range[]>();
    private readonly broken: readonly ErdDocument[];
    private declared: ReadonlySet<string> | undefined;

    constructor(documents: readonly ErdDocument[]) {
        this.broken = documents.filter(({ parseResult }) => parseResult.lexerErrors.length > 0 || parseResult.parserErrors.length > 0);
        this.findings = this.broken.flatMap(document => this.read(document));
    }

    /** False where everything could be read, so that what is not used is indeed not used. */
    get any(): boolean {
        return this.broken.length > 0;
    }

    /** True where an unresolved name may well be right. */
    explains({ container, reference }: ReferenceInfo): boolean {
        if (!this.any) {
            return false;
        }
        const uri = AstUtils.getDocument(container).uri.toString();
        const line = reference.$refNode?.range.start.line ?? container.$cstNode?.range.start.line;
        if (line !== undefined && this.lines.get(uri)?.has(line)) {
            return true;
        }
        this.declared ??= namesDeclaredIn(this.broken);
        return this.declared.has(reference.$refText);
    }

    /** True where the place is in a declaration that could not be read to its end. */
    cover({ uri, range }: Place): boolean {
        return this.declarations.get(uri)?.some(({ start, end }) => start.line <= range.start.line && range.start.line <= end.line) ?? false;
    }

    private read(document: ErdDocument): Finding[] {
        const uri = document.uri.toString();
        const lines = new Set<number>();
        const found: Finding[] = [];
        for (const error of document.parseResult.lexerErrors) {
            const { line, column, length, message } = error;
            const start = { line: (line ?? 1) - 1, character: (column ?? 1) - 1 };
            lines.add(start.line);
            found.push(finding(codeOf(error), { uri, range: { start, end: { ...start, character: start.character + length } } }, message));
        }
        for (const error of document.parseResult.parserErrors) {
            const range = rangeOf(error);
            // One mistake, one error: recovery often stumbles over the rest of the line.
            if (!lines.has(range.start.line)) {
                lines.add(range.start.line);
                found.push(finding('ERD001', { uri, range }, error.message));
            }
        }
        this.lines.set(uri, lines);
        this.declarations.set(uri, document.parseResult.value.declarations.flatMap(declaration => unreadable(declaration, lines)));
        return found;
    }
}

function codeOf(error: LexerError): 'ERD001' | 'ERD002' | 'ERD003' {
    return isTooDeep(error) ? 'ERD003' : isUnclosed(error) ? 'ERD001' : 'ERD002';
}

/** The token that was not expected; where that stands in a later line, the word before it, after which something is missing. */
function rangeOf(error: ParserError): Range {
    const { token } = error;
    const previous = 'previousToken' in error ? error.previousToken as ParserError['token'] : undefined;
    const known = Number.isFinite(token.startOffset);
    if (previous && Number.isFinite(previous.startOffset) && (!known || (previous.endLine ?? 0) < (token.startLine ?? 0))) {
        return tokenRange(previous);
    }
    return known ? tokenRange(token) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

function tokenRange({ startLine, startColumn, endLine, endColumn }: ParserError['token']): Range {
    return {
        start: { line: startLine! - 1, character: startColumn! - 1 },
        end: { line: endLine! - 1, character: endColumn! },
    };
}

function unreadable(declaration: AstNode, errors: ReadonlySet<number>): Range[] {
    const range = declaration.$cstNode?.range;
    if (!range) {
        return [];
    }
    for (const line of errors) {
        // An error right behind a declaration may be what ended it too early.
        if (range.start.line <= line && line <= range.end.line + 1) {
            return [range];
        }
    }
    return [];
}

function namesDeclaredIn(documents: readonly ErdDocument[]): Set<string> {
    const names = new Set<string>();
    for (const document of documents) {
        for (const match of document.textDocument.getText().matchAll(declaredName)) {
            names.add((match[1] ?? match[2])!);
        }
    }
    return names;
}
