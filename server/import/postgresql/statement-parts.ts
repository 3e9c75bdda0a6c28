import type { Node } from 'libpg-query';
import { fieldsOf } from './parser.ts';
import { readRemarks } from './remarks.ts';
import { UnreadableError } from './statement-context.ts';
import type { StatementContext } from './statement-context.ts';
import type { StatementText } from './statement-text.ts';

/** The text of a table's constraint or of one command of an ALTER TABLE: from an offset to the comma or parenthesis that ends it. */
export function partFrom(source: StatementText, offset: number): string {
    const { tokens, text } = source;
    const first = source.tokenAt(offset);
    let end = tokens[first]?.end ?? offset;
    for (let index = first, depth = 0; index < tokens.length; index++) {
        const token = tokens[index]!;
        if (token.kind === 'symbol') {
            depth += token.value === '(' || token.value === '[' ? 1 : token.value === ')' || token.value === ']' ? -1 : 0;
            if (depth < 0 || depth === 0 && token.value === ',') {
                break;
            }
        }
        end = token.end;
    }
    return text.slice(tokens[first]?.start ?? offset, end);
}

/** The commands of an ALTER TABLE, each as a statement of its own. */
export function separateCommands(context: StatementContext, relationLocation: number, count: number): readonly string[] {
    const { source } = context;
    const { tokens, text } = source;
    let index = source.tokenAt(source.offset(relationLocation)) + 1;
    while (tokens[index]?.value === '.' && tokens[index]?.kind === 'symbol') {
        index += 2;
    }
    if (tokens[index]?.value === '*') {
        index++;
    }
    const head = context.qualified(0, tokens[index]?.start ?? text.length);
    const commands: string[] = [];
    while (index < tokens.length) {
        const { start } = tokens[index]!;
        const end = start + partFrom(source, start).length;
        commands.push(head + context.qualified(start, end));
        index = source.tokenAt(end) + 1;
    }
    if (commands.length !== count) {
        throw new UnreadableError('Its commands cannot be told apart.');
    }
    return commands;
}

/** Remarks on the elements of a table, by the index of the element; under -1 what stands behind the opening parenthesis. */
export function elementRemarks(source: StatementText, elements: readonly Node[]): ReadonlyMap<number, string> {
    const remarks = new Map<number, string>();
    const { text, tokens } = source;
    if (!text.includes('--') && !text.includes('/*')) {
        return remarks;
    }
    const add = (index: number, ...words: readonly (string | undefined)[]): void => {
        const all = [remarks.get(index), ...words].filter(word => word !== undefined);
        if (all.length > 0) {
            remarks.set(index, all.join('\n'));
        }
    };
    let end: number | undefined;
    elements.forEach((element, index) => {
        const first = source.tokenAt(source.offset(locationOf(element)));
        const start = tokens[first]?.start ?? 0;
        const above = readRemarks(text.slice(end ?? tokens[first - 1]?.end ?? start, start), true);
        add(index - 1, above.behind);
        add(index, ...above.headings ?? [], above.remark);
        const last = source.tokenAt(start + partFrom(source, start).length - 1);
        const comma = tokens[last + 1];
        const behind = readRemarks(text.slice(tokens[last]?.end, comma?.start), true);
        add(index, behind.behind, ...behind.headings ?? [], behind.remark);
        end = comma?.end;
    });
    return remarks;
}

/** Where an element of a table begins; a LIKE clause says so only of its relation. */
function locationOf(element: Node): number {
    const like = fieldsOf(element, 'TableLikeClause');
    return (fieldsOf(element, 'ColumnDef') ?? fieldsOf(element, 'Constraint') ?? like?.relation)?.location ?? 0;
}
