import type { Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { dollarQuoted } from './identifiers.ts';

/** For statements that know no IF NOT EXISTS: what exists already is no error where the script may run again. */
export function guarded(content: Statement, { options }: PostgresContext): Statement {
    if (!options.ifNotExists) {
        return content;
    }
    const body = `BEGIN\n${indented(content.text)};\nEXCEPTION\n    WHEN duplicate_object OR duplicate_table THEN NULL;\nEND`;
    return { ...content, text: `DO ${dollarQuoted(body)}`, parts: [] };
}

/** A line break within quotes is part of a value, so such a text stays as it is. */
function indented(text: string): string {
    return text.includes('\n') && /['"$]/.test(text) ? text : `    ${text.replaceAll('\n', '\n    ')}`;
}
