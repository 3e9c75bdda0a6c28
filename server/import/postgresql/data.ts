import type { ScriptStatement } from '../../postgres/index.ts';

/** What a statement is called that moves data or steers a session and says nothing of the schema; it is not even parsed. */
export function skippedConstruct({ text, copyData }: ScriptStatement): string | undefined {
    if (copyData !== undefined) {
        return 'COPY';
    }
    const word = /^[A-Za-z]+/.exec(text)?.[0].toUpperCase();
    return word !== undefined && SKIPPED.has(word) ? word : undefined;
}

const SKIPPED = new Set(`
    COPY UPDATE DELETE MERGE TRUNCATE BEGIN START COMMIT END ROLLBACK SAVEPOINT RELEASE ABORT ANALYZE VACUUM REINDEX REFRESH
    CHECKPOINT DISCARD LISTEN UNLISTEN NOTIFY EXPLAIN SHOW LOCK PREPARE EXECUTE DEALLOCATE DECLARE FETCH MOVE CLOSE VALUES WITH LOAD
`.trim().split(/\s+/));
