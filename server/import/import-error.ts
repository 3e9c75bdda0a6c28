/** A source that nothing can be read from. The message is one sentence for the person who named it. */
export class ImportError extends Error {
    override readonly name = 'ImportError';
}
