/** In a sentence what the file system refuses; undefined for an error that is not its. Reading and writing name their paths alike. */
export function refusedByFileSystem(error: unknown): string | undefined {
    if (!isSystemError(error)) {
        return undefined;
    }
    const { code, path } = error;
    // What is written goes to a file beside it first.
    const file = path.replace(/\.[\da-f-]{36}\.tmp$/, '');
    switch (code) {
        case 'EACCES':
        case 'EPERM':
        case 'EROFS': return `${file} may not be ${isReading(error) ? 'read' : 'written'}.`;
        case 'ENOSPC':
        case 'EDQUOT': return `There is no space left on the disk for ${file}.`;
        case 'EISDIR': return `${file} is a folder, and not a file.`;
        case 'EEXIST':
        case 'ENOTDIR': return `${file} is, or leads through, a file where a folder is needed.`;
        case 'ENAMETOOLONG': return `The name of ${file} is too long for the disk.`;
        default: return error.message;
    }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly path: string } {
    return error instanceof Error && typeof (error as NodeJS.ErrnoException).path === 'string' && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function isReading({ syscall, message }: NodeJS.ErrnoException): boolean {
    return syscall === 'read' || syscall === 'scandir' || syscall === 'open' && !message.includes('.tmp');
}
