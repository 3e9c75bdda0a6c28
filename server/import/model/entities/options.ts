import type { SourceOption } from '../../source/index.ts';
import { quotedText } from '../text.ts';

/** ` options postgresql (fillfactor = 70)`, or nothing. */
export function optionsText(options: readonly SourceOption[]): string {
    return options.length === 0 ? '' : ` options postgresql (${entriesText(options)})`;
}

export function entriesText(options: readonly SourceOption[]): string {
    return options.map(({ name, value }) => value === undefined ? name : `${name} = ${valueText(value)}`).join(', ');
}

/** Numbers and words stand as they are, anything else is a text. */
function valueText(value: string): string {
    const content = /^'.*'$/s.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
    if (/^(?:-?\d+(?:\.\d+)?|[a-z_]\w*)$/i.test(content)) {
        return content;
    }
    return /[\r\n]/.test(content) ? quotedText(content) : `'${content.replaceAll("'", "''")}'`;
}
