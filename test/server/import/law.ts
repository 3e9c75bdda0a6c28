import assert from 'node:assert/strict';
import type { Model } from '../../../language/index.ts';
import { compileModel, importSource, type ImportOptions, type ImportResult } from '../../../server/import/index.ts';
import { compareCatalogs, keyOf, printDifferences, splitStatements, type Difference, type EmbeddedPostgres, type Statement } from '../../../server/postgres/index.ts';
import { targetOf } from '../../../server/targets/index.ts';

/** A difference that is meant, and why. */
export interface Meant {
    readonly reason: string;
    readonly is: (difference: Difference) => boolean;
}

export interface LawOptions extends Omit<ImportOptions, 'text'> {
    readonly meant?: readonly Meant[];
    /** Roles that the script uses and does not make, beyond those that the model names. */
    readonly roles?: readonly string[];
    /** Statements of the script that the embedded engine cannot run. */
    readonly notRun?: RegExp;
}

/**
 * The law of imports. The model of a script has no errors; its DDL makes the catalog that the script makes, fact for fact;
 * and importing that DDL gives the same model again: the same declarations and, from them, the same DDL.
 */
export async function assertLaw(script: string, postgres: EmbeddedPostgres, { meant = [], roles = [], notRun, ...options }: LawOptions = {}): Promise<ImportResult> {
    const imported = await importSource({ text: script, dialect: 'postgresql', name: 'Imported', ...options });
    const model = await compiled(imported);
    const ddl = ddlOf(model);

    const external = [...roles, ...model.roles.filter(role => role.external).map(({ physicalName }) => physicalName)];
    await assertSameCatalog(script, ddl, postgres, { meant, roles: external, ...notRun && { notRun } });

    const again = await importSource({ text: ddl, dialect: 'postgresql', name: 'Imported', ...options });
    assert.deepEqual(declarationsOf(again), declarationsOf(imported), 'importing the generated DDL gives the same declarations');
    assert.deepEqual(statementsOf(ddlOf(await compiled(again))).map(({ text }) => text).sort(), statementsOf(ddl).map(({ text }) => text).sort(), 'and the same DDL');
    return imported;
}

/** Both run, and make the same catalog but for what is meant. */
export async function assertSameCatalog(
    script: string, ddl: string, postgres: EmbeddedPostgres, { meant = [], roles = [], notRun }: Pick<LawOptions, 'meant' | 'roles' | 'notRun'> = {},
): Promise<void> {
    const original = await postgres.run(statementsOf(script, notRun), { roles });
    assert.deepEqual(original.failed.map(({ error }) => error.message), [], 'the script runs');
    const generated = await postgres.run(statementsOf(ddl, notRun), { roles });
    assert.deepEqual(generated.failed.map(({ error }) => error.message), [], 'the generated DDL runs');
    const differences = compareCatalogs(original.catalog, generated.catalog);
    assert.equal(printDifferences(differences.filter(difference => !meant.some(({ is }) => is(difference)))), '');
    for (const { reason, is } of meant) {
        assert.ok(differences.some(is), `There is no such difference any more: ${reason}`);
    }
}

/** The model, which has no errors. */
export async function compiled({ files }: Pick<ImportResult, 'files'>): Promise<Model> {
    const { model, findings } = await compileModel(files);
    assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`), [], 'the model has no errors');
    return model;
}

export function ddlOf(model: Model): string {
    return targetOf('postgresql')!.generate(model).map(({ text }) => text).join('\n');
}

/** For `meant`: the differences whose key is like this. */
export function about(type: Difference['type'], keys: RegExp): Meant['is'] {
    return difference => difference.type === type && keys.test('fact' in difference ? keyOf(difference.fact) : keyOf(difference));
}

/** Rows leave no trace in the catalog. */
const rows = /^\s*(?:insert|copy|update|delete)\b/i;

function statementsOf(script: string, notRun?: RegExp): Statement[] {
    return splitStatements(script).statements.map(({ text }, index) => ({ id: String(index + 1), text }))
        .filter(({ text }) => !rows.test(text) && !notRun?.test(text));
}

/**
 * What the files declare, whatever its order: a script has its own, its DDL that in which things need each other. Comments
 * for the reader of a file are in no DDL, and how far a column of a file is aligned depends on its neighbours.
 */
function declarationsOf({ files }: ImportResult): readonly string[] {
    const declarations: string[] = [];
    for (const { path, text } of files) {
        let block = '';
        let isInText = false;
        let isOpen = false;
        for (const line of text.replaceAll(/^[ \t]*\/\/(?!\/).*\n/gm, '').replaceAll(/[ \t]+\/\/(?!\/).*$/gm, '').split('\n')) {
            if (!isInText && /^schema .*\{$/.test(line)) {
                block = line;
                isOpen = false;
                continue;
            }
            if (!isInText && block !== '' && line === '}') {
                block = '';
                isOpen = false;
                continue;
            }
            const own = block === '' ? line : line.replace(/^ {2}/, '');
            if (!isInText && /^[^\s{}]/.test(own) && !isOpen) {
                declarations.push(`${path} ${block}:`);
            }
            // What stands above a declaration is a part of it.
            isOpen = !isInText && own.startsWith('///');
            if (own.trim() !== '' && declarations.length > 0) {
                declarations.push(`${declarations.pop()!}\n${own.trim().replaceAll(/[ \t]+/g, ' ')}`);
            }
            isInText = isInText !== ((line.match(/"""/g)?.length ?? 0) % 2 === 1);
        }
    }
    // In what order an entity's rules stand, and of which type the columns of marked SQL are, is for the reader.
    return declarations.map(declaration => declaration.replaceAll(/^(column \S+): .*$/gm, '$1').split('\n').sort().join('\n')).sort();
}
