import type { IToken, TokenType } from 'chevrotain';
import type { AstNode, CompositeCstNode, GrammarAST, LeafCstNode, RootCstNode } from 'langium';
import type { Range } from '../findings.ts';

/**
 * A token of the lexer that becomes a leaf of the concrete syntax tree by being hung into it. One object and not two,
 * as leaves are most of what a large model takes in memory, and memory is most of what parsing it takes in time.
 *
 * As a token it counts lines and columns from 1, as Chevrotain does, as a leaf from 0.
 */
export class SyntaxToken implements IToken, LeafCstNode {
    readonly image: string;
    readonly tokenType: TokenType;
    startOffset: number;
    startLine: number;
    readonly startColumn: number;
    endLine: number;
    // Both are set when the parser takes it; a comment has no grammar element.
    container!: CompositeCstNode;
    grammarSource!: GrammarAST.AbstractElement;

    constructor(image: string, tokenType: TokenType, startOffset: number, startLine: number, startColumn: number, endLine: number) {
        this.image = image;
        this.tokenType = tokenType;
        this.startOffset = startOffset;
        this.startLine = startLine;
        this.startColumn = startColumn;
        this.endLine = endLine;
    }

    get tokenTypeIdx(): number {
        return this.tokenType.tokenTypeIdx!;
    }

    get endOffset(): number {
        return this.startOffset + this.image.length - 1;
    }

    get endColumn(): number {
        const { image } = this;
        return this.startLine === this.endLine
            ? this.startColumn + image.length - 1
            : image.length - 1 - Math.max(image.lastIndexOf('\n'), image.lastIndexOf('\r'));
    }

    get offset(): number {
        return this.startOffset;
    }

    get length(): number {
        return this.image.length;
    }

    get end(): number {
        return this.startOffset + this.image.length;
    }

    get text(): string {
        return this.image;
    }

    get range(): Range {
        return {
            start: { line: this.startLine - 1, character: this.startColumn - 1 },
            end: { line: this.endLine - 1, character: this.endColumn },
        };
    }

    get hidden(): boolean {
        return (this.grammarSource as GrammarAST.AbstractElement | undefined) === undefined;
    }

    get astNode(): AstNode {
        return this.container.astNode;
    }

    get root(): RootCstNode {
        return this.container.root;
    }

    /** What stands before it in the text has changed. */
    move(offsets: number, lines: number): void {
        this.startOffset += offsets;
        this.startLine += lines;
        this.endLine += lines;
    }
}

/** A token as plain data, for an error that is kept when the tree has changed. */
export function plainToken(token: IToken, offsets = 0, lines = 0): IToken {
    // The end of the text has no position.
    if (!(token.startOffset >= 0)) {
        return token;
    }
    const { image, tokenType, tokenTypeIdx, startOffset, startLine, startColumn, endOffset, endLine, endColumn } = token as Required<IToken>;
    return {
        image, tokenType, tokenTypeIdx, startOffset: startOffset + offsets, startLine: startLine + lines, startColumn,
        endOffset: endOffset + offsets, endLine: endLine + lines, endColumn,
    };
}
