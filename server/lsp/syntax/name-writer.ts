import type { LangiumCoreServices } from 'langium';
import type { TokenType } from 'chevrotain';
import { nameOf } from '../../../language/index.ts';

/** Where a name stands: as a type, before a colon, or anywhere else. They admit different keywords. */
export type NamePosition = 'TYPE_NAME' | 'DECLARED' | 'ID';

const plainName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** Writes names so that they are read as names: in backticks where they are words of the language, or no words at all. */
export class NameWriter {
    private readonly services: LangiumCoreServices;

    constructor(services: LangiumCoreServices) {
        this.services = services;
    }

    /** The name as it must be written. */
    write(name: string, position: NamePosition): string {
        return plainName.test(name) && (position === 'DECLARED' || this.isReadAs(name, position)) ? name : `\`${name}\``;
    }

    /** What is wrong with a name that somebody typed, in or without backticks. */
    problemWith(typed: string): string | undefined {
        const name = nameOf(typed.trim());
        if (name.trim() === '') {
            return 'A name must not be empty.';
        }
        if (/[`\r\n]/.test(name)) {
            return 'A name cannot hold a backtick or a line break.';
        }
        if (!plainName.test(name) && !typed.trim().startsWith('`')) {
            return `"${name}" is no name: a name has letters, digits and _, and does not begin with a digit. Write it in backticks if you mean it: \`${name}\`.`;
        }
        return undefined;
    }

    private isReadAs(word: string, position: NamePosition): boolean {
        const keyword = (this.services.parser.Lexer.definition as Readonly<Record<string, TokenType>>)[word];
        return keyword === undefined || (keyword.CATEGORIES ?? []).some(({ name }) => name === position);
    }
}
