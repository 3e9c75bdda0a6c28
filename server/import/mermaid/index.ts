import { ImportError } from '../import-error.ts';
import type { SourceSchema } from '../source/index.ts';
import { findDiagrams } from './diagrams.ts';
import { parseDiagram } from './parser.ts';
import { schemaOf } from './schema.ts';

/**
 * Reads the `erDiagram` of a Mermaid file, or all of those in a Markdown file as one schema.
 * Throws an {@link ImportError} where there is none.
 */
export function readMermaid(text: string): SourceSchema {
    const { diagrams, others } = findDiagrams(text);
    if (diagrams.length === 0) {
        const [other] = others;
        throw new ImportError(other === undefined
            ? 'There is no Mermaid diagram in it.'
            : `There is no erDiagram in it: line ${other.line + 1} begins a diagram of another kind (${other.kind}).`);
    }
    return schemaOf(diagrams.map(parseDiagram), others.map(({ kind, line }) => ({
        kind: 'skipped', construct: kind, message: `A diagram of the kind ${kind} is no data model.`, line: line + 1,
    })));
}
