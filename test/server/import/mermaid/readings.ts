/** What Mermaid's own parser reads in a diagram. */
export interface Reading {
    readonly entities: readonly {
        readonly name: string;
        readonly alias: string;
        readonly attributes: readonly { readonly type: string; readonly name: string; readonly keys: readonly string[]; readonly comment: string }[];
    }[];
    readonly relationships: readonly {
        readonly left: string;
        readonly right: string;
        readonly label: string;
        readonly leftCardinality: string;
        readonly rightCardinality: string;
        readonly identifying: boolean;
    }[];
}

export type RecordedReading = Reading | 'refused' | 'not without a browser';

/** The Mermaid blocks of a Markdown file. */
export function diagramsIn(markdown: string): string[] {
    return Array.from(markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm), ([, text]) => text!);
}
