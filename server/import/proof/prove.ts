import type { Finding, Model } from '../../../language/index.ts';
import { compareCatalogs, splitStatements, type Difference, type EmbeddedPostgres, type Statement } from '../../postgres/index.ts';
import { verifyModel } from '../../verification/index.ts';
import type { Dialect } from '../dialect.ts';

export interface ProveOptions {
    readonly signal?: AbortSignal;
    /** Statements run, of the model and the script together, and how many there are. */
    readonly onProgress?: (done: number, total: number) => void;
}

/** What became of a script when both it and the model made of it were run on the same engine. */
export interface Proof {
    /** Of the embedded server: `18.6`. */
    readonly serverVersion: string;
    /** Facts of the script's catalog; undefined for a diagram, which has none. */
    readonly facts: number | undefined;
    /** From the script's catalog to that of the generated DDL; what is meant by it is not among them. */
    readonly differences: readonly Difference[];
    /** Comments that the model has from remarks of the script, which no database sees. */
    readonly remarks: readonly Difference[];
    /** Statements of the script that the engine refuses, or cannot run for want of an extension. */
    readonly unproven: readonly UnprovenStatement[];
    /** The same of the generated DDL, at the model's elements. */
    readonly findings: readonly Finding[];
}

export interface UnprovenStatement {
    /** 1-based, of the script. */
    readonly line: number;
    readonly reason: string;
    readonly isRefused: boolean;
}

/**
 * Runs a script and the DDL of the model that was made of it, each in an empty database of the embedded PostgreSQL, and
 * compares what they have made, fact for fact. A diagram cannot be run: only its model's DDL is. Throws an EmbeddedPostgresError where the engine does not get to the end.
 */
export async function proveImport(script: string, dialect: Dialect, model: Model, postgres: EmbeddedPostgres, { signal, onProgress }: ProveOptions = {}): Promise<Proof> {
    const { statements, lineOf } = statementsOf(dialect === 'mermaid' ? '' : script, ownersIn(model));
    const generated = await verifyModel(model, postgres, {
        ...signal && { signal },
        ...onProgress && { onProgress: (done, total) => onProgress(done, total + statements.length) },
    });
    if (dialect === 'mermaid') {
        return { serverVersion: generated.serverVersion, facts: undefined, differences: [], remarks: [], unproven: [], findings: generated.findings };
    }
    const original = await postgres.run(statements, {
        roles: model.roles.filter(({ external }) => external).map(({ physicalName }) => physicalName),
        replaceLackingTypes: true,
        ...signal && { signal },
        ...onProgress && { onProgress: (done, total) => onProgress(generated.statements + done, generated.statements + total) },
    });
    const differences = compareCatalogs(original.catalog, generated.catalog);
    return {
        serverVersion: original.version,
        facts: original.catalog.length,
        differences: differences.filter(difference => !isRemark(difference)),
        remarks: differences.filter(isRemark),
        unproven: [
            ...original.failed.map(({ id, error }) => ({ line: lineOf(id), reason: `${error.message} (${error.code})`, isRefused: true })),
            ...[...original.notExecuted, ...original.replaced].map(({ id, reason }) => ({ line: lineOf(id), reason, isRefused: false })),
        ].toSorted((a, b) => a.line - b.line),
        findings: generated.findings,
    };
}

/** What the script says beside its statements is documentation in the model, and thus a comment in the database. */
function isRemark(difference: Difference): boolean {
    return difference.type === 'extra' && difference.fact.kind === 'comment';
}

/** Rows leave no trace in the catalog, and are most of a dump. */
const rows = /^\s*(?:insert|copy|update|delete)\b/i;

/** Of statements that give an object away, the one to whom. */
const givesTo = /^\s*alter\s[^]*\sowner\s+to\s+(?:"((?:[^"]|"")+)"|(\w+))\s*;?\s*$/i;

function ownerIn(statement: string): string | undefined {
    const [, quoted, plain] = givesTo.exec(statement) ?? [];
    return quoted?.replaceAll('""', '"') ?? plain?.toLowerCase();
}

/** The roles that the model's script gives objects to. Whom the others belong to, it leaves to who runs it. */
function ownersIn({ statements }: Model): ReadonlySet<string> {
    return new Set(statements.map(({ text }) => ownerIn(text)).filter(owner => owner !== undefined));
}

function statementsOf(script: string, owners: ReadonlySet<string>): { readonly statements: readonly Statement[]; lineOf(id: string): number } {
    const found = splitStatements(script).statements;
    const starts = [0, ...Array.from(script.matchAll(/\n/g), ({ index }) => index + 1)];
    return {
        statements: found.map(({ text }, index) => ({ id: String(index), text })).filter(({ text }) => !rows.test(text) && isOfModel(ownerIn(text), owners)),
        lineOf: id => lineAt(starts, found[Number(id)]!.start),
    };
}

/** Whether a statement gives nothing away, or to somebody to whom the model's script does too. */
function isOfModel(owner: string | undefined, owners: ReadonlySet<string>): boolean {
    return owner === undefined || owners.has(owner);
}

function lineAt(starts: readonly number[], offset: number): number {
    const after = starts.findIndex(start => start > offset);
    return after === -1 ? starts.length : after;
}
