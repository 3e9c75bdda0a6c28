import type { Finding, Model, Place } from '../../language/index.ts';
import type { EmbeddedPostgres, FailedStatement, RunResult } from '../postgres/index.ts';
import { originAt, targetOf, type ArtefactStatement, type GenerateOptions } from '../targets/index.ts';

export interface VerifyOptions {
    readonly generate?: Partial<GenerateOptions>;
    readonly signal?: AbortSignal;
    /** Statements done, and how many there are. */
    readonly onProgress?: (done: number, total: number) => void;
}

/** What running a model's DDL has shown. */
export interface Verification {
    /** Of the embedded server: `18.6`. */
    readonly serverVersion: string;
    readonly statements: number;
    readonly executed: number;
    /** Errors of the server and statements that could not be tried, each at the element that it comes from. */
    readonly findings: readonly Finding[];
    readonly catalog: RunResult['catalog'];
}

/**
 * Generates the model's PostgreSQL DDL and runs it in an empty database of the embedded PostgreSQL. Throws
 * {@link EmbeddedPostgresError} where the engine does not get to the end, and nothing is known.
 */
export async function verifyModel(model: Model, postgres: EmbeddedPostgres, options: VerifyOptions = {}): Promise<Verification> {
    const target = targetOf('postgresql')!;
    const statements = target.generate(model, options.generate).flatMap(artefact => artefact.statements);
    const result = await postgres.run(statements.map(({ text }, index) => ({ id: String(index), text })), {
        roles: model.roles.filter(role => role.external).map(role => role.physicalName),
        replaceLackingTypes: true,
        ...options.signal && { signal: options.signal },
        ...options.onProgress && { onProgress: options.onProgress },
    });
    const fallback = placeOf(model);
    const findings = [
        ...result.failed.filter(({ causedBy }) => causedBy === undefined).map(failed => refusal(failed, statements[Number(failed.id)]!, fallback)),
        ...[...result.notExecuted, ...result.replaced].map(({ id, reason }): Finding => ({
            code: 'VER002',
            severity: 'information',
            message: reason,
            place: statements[Number(id)]!.place ?? fallback,
        })),
    ];
    return { serverVersion: result.version, statements: statements.length, executed: result.executed, findings, catalog: result.catalog };
}

function refusal({ error }: FailedStatement, statement: ArtefactStatement, fallback: Place): Finding {
    const origin = error.offset === undefined ? statement : originAt(statement, error.offset);
    return {
        code: 'VER001',
        severity: 'error',
        message: [`PostgreSQL refuses this: ${error.message} (${error.code})`, error.detail, error.hint].filter(Boolean).join('\n'),
        place: origin.place ?? statement.place ?? fallback,
    };
}

/** Of what stands nowhere in the sources: the model as a whole. */
function placeOf(model: Model): Place {
    const start = { line: 0, character: 0 };
    return model.place ?? { uri: model.sources[0]!, range: { start, end: start } };
}
