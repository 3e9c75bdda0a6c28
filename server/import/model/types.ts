import type { SourceType } from '../source/index.ts';
import type { ModelNames, Namespace } from './names.ts';

/** A type as the model writes it. */
export interface TypeText {
    readonly text: string;
    /** It has no word of the language's own: `native(postgresql: "inet")`. */
    readonly native: boolean;
    /** The enum, domain or composite of the source that it names, arrays of it included. */
    readonly declared?: 'enum' | 'domain' | 'composite';
}

/** The text of a type where `from` stands, without the `?` of what is optional. */
export function typeText(type: SourceType, _names: ModelNames, _from: Namespace): TypeText {
    return { text: `native(postgresql: "${type.sql}")`, native: true };
}
