import { columnsRead, displayType, tablesOf, walk } from '../../../language/index.ts';
import type { EngineOptions, Finding, Model, Place, SqlTexts, Table, Type } from '../../../language/index.ts';
import { featureUses } from '../features.ts';
import { expressionsOf } from '../model-expressions.ts';
import { UnknownVersionError, type Feature, type GenerateOptions } from '../target.ts';
import { missingExtensions } from './checks-extensions.ts';
import { contextOf, type PostgresContext } from './context.ts';
import { entriesOf } from './engine-options.ts';
import { finding, type PostgresqlCode } from './findings.ts';
import { policyCircles } from './policy-circles.ts';
import { faultOfParameter, indexParameters, tableParameters, type StorageParameters } from './storage-parameters.ts';
import { rangeName } from './types.ts';
import { engine, hasFeature, label, majorOf, maintainVersion, securityInvokerVersion, versions } from './versions.ts';

/** A feature that a version lacks, and what the script has instead. */
const lacking: Readonly<Record<Feature, readonly [code: PostgresqlCode, words: string, instead: string]>> = {
    'nulls not distinct': ['PG002', 'NULLS NOT DISTINCT', 'nulls count as different'],
    'not enforced': ['PG003', 'NOT ENFORCED', 'the constraint is left out'],
    'without overlaps': ['PG004', 'WITHOUT OVERLAPS', 'it becomes an exclusion constraint'],
    'temporal foreign key': ['PG005', 'foreign keys over a period', 'it is left out'],
    'column list of set null': ['PG006', 'a column list of SET NULL', 'all columns of the foreign key are set'],
    'computed virtual': ['PG007', 'virtual columns', 'it is stored'],
    'match partial': ['PG008', 'MATCH PARTIAL', 'the reference counts as absent when one column is null'],
    'named not null': ['PG009', 'names of not-null constraints', 'the name is left out'],
    'uuid7': ['PG010', 'UUIDs of version 7', 'it becomes version 4'],
};

/** What PostgreSQL, in the version that the model or the options ask for, lacks, changes or limits. */
export function checkModel(model: Model, options: Partial<GenerateOptions> = {}): readonly Finding[] {
    const tables = tablesOf(model);
    let context: PostgresContext;
    try {
        context = contextOf(model, tables, options);
    } catch (error) {
        if (error instanceof UnknownVersionError) {
            return [finding('PG001', model.targets.find(target => target.engine === engine)?.place ?? startOf(model), error.message)];
        }
        throw error;
    }
    return [
        ...newestVersion(model),
        ...lackingFeatures(context, tables),
        ...lackingOptions(context),
        ...missingSql(context, tables),
        ...unsuitableTypes(context, tables),
        ...unsuitableParameters(tables),
        ...virtualInIndexes(context, tables),
        ...computedFromComputed(tables),
        ...concurrentIndexes(tables),
        ...missingExtensions(context, tables),
        ...policyCircles(context),
    ];
}

/** The script is for the oldest of the versions: what that has, the others have too. */
function newestVersion({ targets }: Model): readonly Finding[] {
    return targets.filter(target => target.engine === engine).flatMap(({ version, newest, place }) => {
        const [from, to] = [majorOf(version), majorOf(newest)];
        return newest === undefined ? []
            : !versions.includes(to) ? [finding('PG001', place, new UnknownVersionError({ label, versions }, newest).message)]
                : Number(from) > Number(to) ? [finding('PG001', place, `The versions of ${label} run from the older to the newer: ${to} to ${from}.`)]
                    : [];
    });
}

function lackingFeatures({ model, version }: PostgresContext, tables: readonly Table[]): readonly Finding[] {
    return [...featureUses(model, tables)]
        .filter(({ feature }) => !hasFeature(feature, version))
        .map(({ feature, subject, place }) => {
            const [code, words, instead] = lacking[feature];
            return finding(code, place, `${label} ${version} has no ${words}, which ${subject} uses: ${instead}.`);
        });
}

function lackingOptions({ model, version }: PostgresContext): readonly Finding[] {
    const views = version >= securityInvokerVersion ? [] : model.views
        .filter(view => entriesOf(view.options).some(({ name }) => name === 'security_invoker'))
        .map(view => finding('PG011', view.place, `${label} ${version} has no security_invoker: the view ${view.id} reads with the rights of its owner.`));
    const grants = version >= maintainVersion ? [] : model.grants
        .filter(({ privileges }) => privileges.some(({ name }) => name === 'maintain'))
        .map(({ place }) => finding('PG012', place, `${label} ${version} has no privilege MAINTAIN: it is left out.`));
    return [...views, ...grants];
}

function missingSql({ model }: PostgresContext, tables: readonly Table[]): readonly Finding[] {
    const findings: Finding[] = [];
    const demand = (texts: SqlTexts | undefined, place: Place, subject: string) => {
        if (texts && texts[engine] === undefined) {
            findings.push(finding('PG013', place, `${subject} has no SQL for ${label}.`));
        }
    };
    model.views.forEach(({ id, place, sql }) => demand(sql, place, `The view ${id}`));
    model.routines.filter(({ external }) => !external).forEach(({ id, place, kind, bodies }) => demand(bodies, place, `The ${kind} ${id}`));
    model.triggers.forEach(({ id, place, bodies }) => demand(bodies, place, `The trigger ${id}`));
    model.jobs.forEach(({ id, place, bodies }) => demand(bodies, place, `The job ${id}`));
    expressionsOf(model, tables).forEach(expression => walk(expression, part => {
        if (part.kind === 'sql') {
            demand(part.texts, part.place, 'The expression');
        }
    }));
    forEachTypeUse(model, tables, (type, place, subject) => walkType(type, part => {
        if (part.kind === 'native') {
            demand(part.spellings, place, subject());
        }
    }));
    return findings;
}

function unsuitableTypes({ model, names }: PostgresContext, tables: readonly Table[]): readonly Finding[] {
    const findings: Finding[] = [];
    forEachTypeUse(model, tables, (type, place, subject) => walkType(type, part => {
        if (part.kind === 'range' && rangeName(part, names) === undefined) {
            findings.push(finding('PG014', place, `${label} has no ranges of the type of ${subject()}: it becomes text.`));
        } else if (part.kind === 'primitive' && part.name === 'binary' && part.arguments.length > 0) {
            findings.push(finding('PG015', place, `${label} does not keep the length of ${subject()}: bytea has none.`));
        } else if (part.kind === 'primitive' && (part.arguments[0] ?? 0) > (largest[part.name] ?? Number.POSITIVE_INFINITY)) {
            findings.push(finding('PG020', place, `${displayType(part)} is more than ${label} has: up to ${largest[part.name]} in ${subject()}.`));
        }
    }));
    return findings;
}

/** Characters, digits and dimensions (src/include/access/htup_details.h, utils/numeric.h; pgvector). */
const largest: Readonly<Record<string, number>> = { string: 10_485_760, char: 10_485_760, decimal: 1000, vector: 16_000 };

/** Settings that are not those of a table or an index of its method; other methods are their extension's business. */
function unsuitableParameters(tables: readonly Table[]): readonly Finding[] {
    const found: Finding[] = [];
    const check = (options: readonly EngineOptions[], parameters: StorageParameters | undefined, place: Place, subject: string) => {
        for (const { name, value } of parameters ? entriesOf(options) : []) {
            const fault = name === 'tablespace' ? undefined : faultOfParameter(name, value, parameters!);
            if (fault !== undefined) {
                found.push(finding('PG021', place, `${subject}: ${fault}.`));
            }
        }
    };
    for (const { name, place, kind, options, partitioning, primaryKey, uniques, indexes } of tables.filter(table => table.kind !== 'history')) {
        check(options, tableParameters, place, `The ${kind === 'join' ? 'table' : kind} ${name.name}`);
        partitioning?.partitions.forEach(partition => check(partition.options, tableParameters, partition.place, `The partition ${partition.name}`));
        for (const key of primaryKey ? [primaryKey, ...uniques] : uniques) {
            check(key.options, indexParameters['btree'], key.place, `The index of ${key.name}`);
        }
        indexes.forEach(index => check(index.options, indexParameters[index.method], index.place, `The index ${index.name}`));
    }
    return found;
}

/** Keys, unique constraints and indexes store what they are over, which a virtual column has not. */
function virtualInIndexes({ version }: PostgresContext, tables: readonly Table[]): readonly Finding[] {
    return tables.flatMap(({ columns, primaryKey, uniques, indexes }) => {
        const virtual = new Set(columns.filter(({ computed }) => computed?.storage === 'virtual' && hasFeature('computed virtual', version)).map(({ name }) => name));
        const find = (names: readonly string[], place: Place, subject: string): Finding[] => {
            const column = names.find(name => virtual.has(name));
            return column === undefined ? [] : [finding('PG022', place, `${subject} is over ${column}, which is virtual: nothing is stored that could be indexed.`)];
        };
        return virtual.size === 0 ? [] : [
            ...(primaryKey ? [primaryKey, ...uniques] : uniques).flatMap(key => find([...key.columns, ...key.include], key.place, key.name)),
            ...indexes.flatMap(({ name, place, elements, include, predicate }) =>
                find([...elements.flatMap(({ expression }) => columnsRead(expression)), ...include, ...predicate ? columnsRead(predicate) : []], place, name)),
        ];
    });
}

function computedFromComputed(tables: readonly Table[]): readonly Finding[] {
    return tables.flatMap(({ name, columns }) => {
        const computed = new Set(columns.filter(column => column.computed).map(column => column.name));
        return computed.size < 2 ? [] : columns.flatMap(column => {
            const read = column.computed && columnsRead(column.computed.expression).find(other => computed.has(other) && other !== column.name);
            return read === undefined ? [] : [finding('PG024', column.computed!.expression.place, `${name.name}.${column.name} is computed from ${read}, which is computed itself: ${label} does not do the one after the other.`)];
        });
    });
}

function concurrentIndexes(tables: readonly Table[]): readonly Finding[] {
    return tables.filter(({ partitioning }) => partitioning).flatMap(({ name, indexes }) => indexes
        .filter(({ concurrently }) => concurrently)
        .map(index => finding('PG016', index.place, `${name.name} is partitioned: ${index.name} is not created concurrently.`)));
}

/** Calls back with each type that the script names; what has it is put in words only where that is asked for. */
function forEachTypeUse(model: Model, tables: readonly Table[], visit: (type: Type, place: Place, subject: () => string) => void): void {
    for (const { kind, name, columns } of tables) {
        for (const column of kind === 'history' ? [] : columns) {
            visit(column.type, column.place, () => `the column ${name.name}.${column.name}`);
        }
    }
    for (const { id, place, type } of model.domains) {
        visit(type, place, () => `the domain ${id}`);
    }
    for (const { attributes } of model.structures.filter(({ composite }) => composite)) {
        attributes.forEach(({ id, place, type }) => visit(type, place, () => `the attribute ${id}`));
    }
    for (const { id, place, parameters } of model.routines.filter(({ external }) => !external)) {
        parameters.forEach(({ type }) => visit(type, place, () => `a parameter of ${id}`));
    }
}

function walkType(type: Type, visit: (part: Type) => void): void {
    visit(type);
    if (type.kind === 'array') {
        walkType(type.element, visit);
    }
}

function startOf({ sources }: Model): Place {
    const start = { line: 0, character: 0 };
    return { uri: sources[0] ?? '', range: { start, end: start } };
}
