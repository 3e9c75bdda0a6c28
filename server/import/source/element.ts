/** What there is to know of everything that a source has. */
export interface SourceElement {
    /** 1-based line of the source's text at which it begins. */
    readonly line: number;
    /** From COMMENT ON: documentation. */
    readonly comment?: string;
    /** The remark directly above it in the source's text, or behind it in its last line, without its marks. */
    readonly remark?: string;
    /** The whole statement as written, for where the model's language cannot say what it says. */
    readonly statement?: string;
    /** Remarks further above, with a blank line or a ruled line in between: they head what follows. */
    readonly headings?: readonly string[];
}
