import type { SqlStatement } from '../../../language/index.ts';
import { splitStatements } from '../../postgres/index.ts';
import { commentLines } from '../script-layout.ts';
import type { Statement } from '../sql-text.ts';
import { engine } from './versions.ts';

/** Statements that the language has no words for, by where they stand. */
export interface MarkedStatements {
    before(id: string): readonly Statement[];
    after(id: string): readonly Statement[];
    /** Those that stand beside none of these elements. */
    rest(anchors: ReadonlySet<string>): readonly Statement[];
}

export function markedStatements(statements: readonly SqlStatement[]): MarkedStatements {
    const ours = statements.filter(marked => marked.engine === engine);
    const places = Map.groupBy(ours, ({ position }) => `${position?.kind} ${position?.anchor}`);
    const at = (place: string) => (places.get(place) ?? []).flatMap(asWritten);
    return {
        before: id => at(`before ${id}`),
        after: id => at(`after ${id}`),
        rest: anchors => ours.filter(({ position }) => !position || !anchors.has(position.anchor)).flatMap(asWritten),
    };
}

/** The text as it is, with a semicolon at its end where that was left to us. */
function asWritten({ text, documentation, place }: SqlStatement): readonly Statement[] {
    const comment = documentation === undefined ? '' : `${commentLines([documentation])}\n`;
    const written = comment + text.trim();
    const ranges = splitStatements(written).statements.map(({ start, end }) => ({ start, end }));
    const end = ranges.at(-1)?.end;
    if (end === undefined) {
        return [];
    }
    const isEnded = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*;/.test(written.slice(end));
    return [{ place, text: isEnded ? written : `${written.slice(0, end)};${written.slice(end)}`, parts: [], ranges }];
}
