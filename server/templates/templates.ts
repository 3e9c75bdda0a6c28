/** A model to start from. */
export interface Template {
    readonly name: string;
    /** One line for a list. */
    readonly description: string;
    /** File name to text; the first is the one to open. */
    readonly files: Readonly<Record<string, string>>;
}
