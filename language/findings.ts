/** A position in a text: zero-based line, zero-based UTF-16 code unit, as the Language Server Protocol counts. */
export interface Position {
    readonly line: number;
    readonly character: number;
}

export interface Range {
    readonly start: Position;
    /** Exclusive. */
    readonly end: Position;
}

/** Where something stands in the sources. */
export interface Place {
    readonly uri: string;
    readonly range: Range;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface RelatedPlace {
    readonly place: Place;
    readonly message: string;
}

/**
 * The one diagnostic type: structural, target, governance, index and migration checks all yield it, and the
 * editor, the command's text, JSON and SARIF outputs and the page of each code are made from it.
 */
export interface Finding {
    /** A code of the registry (see `checks/registry.ts`), stable over releases. */
    readonly code: string;
    readonly severity: Severity;
    /** One sentence that names the elements concerned. */
    readonly message: string;
    readonly place: Place;
    readonly related?: readonly RelatedPlace[];
    /** What the fix of this code needs; its type is the registry's business. Plain JSON. */
    readonly data?: unknown;
    readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}
