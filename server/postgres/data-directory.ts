import { PGlite } from '@electric-sql/pglite';
import { writeTar, type ArchiveEntry } from './tar.ts';

/**
 * The settings of the embedded server. Durability is of no use to a database that lives for one run, small
 * write-ahead segments keep the archive small, and the lock table holds a model of some thousand tables in one transaction.
 */
const SETTINGS = [
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'shared_buffers=16MB',
    'wal_buffers=64kB',
    'min_wal_size=2MB',
    'max_wal_size=64MB',
    'wal_level=logical',
    'max_wal_senders=0',
    'max_connections=8',
    'max_locks_per_transaction=4096',
];

/** The part of the engine's file system that is used here (Emscripten manual, "File System API"). */
interface FileSystem {
    readdir(path: string): string[];
    stat(path: string): { mode: number };
    isDir(mode: number): boolean;
    readFile(path: string): Uint8Array;
}

/**
 * Makes an empty cluster, shut down cleanly so that an engine starting from it has nothing to recover.
 * Returns its data directory as a ustar archive of about 21 MB, or 3 MB gzipped.
 */
export async function makeDataDirectory(): Promise<Uint8Array<ArrayBuffer>> {
    const postgres = await PGlite.create({
        initDbStartParams: ['--wal-segsize=1', ...SETTINGS.flatMap((setting) => ['-c', setting])],
    });
    // Nothing is ever made from template0 here, and it is a third of the size.
    await postgres.exec('ALTER DATABASE template0 IS_TEMPLATE false');
    await postgres.exec('DROP DATABASE template0');
    const fileSystem: FileSystem = postgres.Module.FS;
    await postgres.close();
    return writeTar(filesBelow(fileSystem, PGlite.paths.PGDATA, ''));
}

function* filesBelow(fileSystem: FileSystem, root: string, folder: string): Generator<ArchiveEntry> {
    for (const name of fileSystem.readdir(root + folder).sort()) {
        const path = `${folder}/${name}`;
        if (name === '.' || name === '..') {
            continue;
        }
        if (fileSystem.isDir(fileSystem.stat(root + path).mode)) {
            yield { name: `${path.slice(1)}/`, bytes: new Uint8Array() };
            yield* filesBelow(fileSystem, root, path);
        } else {
            yield { name: path.slice(1), bytes: fileSystem.readFile(root + path) };
        }
    }
}
