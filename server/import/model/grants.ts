import type { PhysicalName } from '../../../language/index.ts';
import { qualifiedName, quoted } from './entities/sql.ts';
import type { Notice, SourceGrant, SourceObject, SourcePartitioning, SourceSchema } from '../source/index.ts';

type Objects = Extract<SourceGrant['on'], { kind: 'all' | 'future' }>['objects'];

/**
 * The source with grants that are true wherever they stand: a model's privileges are given once all is there, so what a
 * script grants on all objects when there are only some of them is said of these, and what it has decided for the future is
 * said of those that came after it.
 */
export function withSettledGrants(schema: SourceSchema): SourceSchema {
    const implicit = schema.defaultSchema ?? 'public';
    const schemaOf = (name: PhysicalName) => name.schema ?? implicit;
    const settled: SourceObject[] = [];
    const notices: Notice[] = [];
    const openDefaults: SourceGrant[] = [];
    /** The schemas in which what is for sequences is said of all that there are. */
    const wholes = new Map<SourceGrant, ReadonlySet<string>>();
    schema.objects.forEach((object, position) => {
        settled.push(object);
        for (const own of grantable(object)) {
            for (const grant of openDefaults) {
                const { on } = grant;
                if (on.kind === 'future' && wholes.get(grant)?.has(schemaOf(own.on.name)) !== true && on.objects === own.objects && (on.schema === undefined || on.schema === schemaOf(own.on.name)) && on.owner === undefined && !isGivenAnyway(grant)) {
                    const { comment: _, remark: __, headings: ___, statement: ____, ...plain } = grant;
                    settled.push({ ...plain, on: own.on });
                }
            }
        }
        if (object.kind !== 'grant') {
            return;
        }
        if (object.on.kind === 'future') {
            openDefaults.push(object);
            const counted = ofLaterSequences(object, schema.objects, position);
            settled.push(...counted);
            wholes.set(object, new Set(counted.flatMap(each => each.kind === 'grant' && each.on.kind === 'all' ? [each.on.schema] : [])));
        }
        if (object.on.kind === 'all') {
            const { objects, schema: within } = object.on;
            const construct = object.revoke ? 'REVOKE' : 'GRANT';
            const about = { construct, line: object.line, subject: within };
            const isOf = (other: SourceObject) => {
                return grantable(other).some(found => found.objects === objects && schemaOf(found.on.name) === within);
            };
            if (objects === 'sequences' && schema.objects.some((other, index) => index > position && countsIn(other, within))) {
                const counters = schema.objects.slice(0, position).flatMap(other => countersOf(other, within));
                settled.pop();
                if (counters.length > 0) {
                    settled.push(onSequences(object, counters));
                }
            } else if (schema.objects.some((other, index) => index > position && (isOf(other) || makesMore(other, objects, within, implicit)))) {
                settled.pop();
                const { statement, ...plain } = object;
                const earlier = schema.objects.slice(0, position);
                const hasExtension = earlier.some(other => isExtensionIn(other, objects, within, implicit));
                const isForExtensions = hasExtension && statement !== undefined && within !== 'public';
                if (isForExtensions) {
                    // Said right after the extensions, where there is nothing else yet, it is about what they have made alone.
                    settled.push({ kind: 'statement', line: object.line, sql: statement, after: { kind: 'schema', name: { name: within } } });
                    notices.push({ kind: 'text', ...about, message: `${construct} is kept as PostgreSQL text, for what extensions have made.` });
                }
                const isMade = earlier.some(other => other.kind === 'statement' && MAKING[objects].test(other.sql) && other.sql.includes(`${within}.`));
                if (hasExtension && !isForExtensions || isMade) {
                    notices.push({
                        kind: 'lost', ...about,
                        message: 'It is not said of what extensions and statements have made: the schema gets more afterwards that it is not about.',
                    });
                }
                settled.push(...earlier.flatMap(grantable)
                    .filter(found => found.objects === objects && schemaOf(found.on.name) === within).map((found): SourceGrant => ({ ...plain, on: found.on })));
            }
        }
    });
    return { ...schema, objects: settled, notices: [...schema.notices, ...notices] };
}

/**
 * What a script has decided for future sequences, said of those that it makes afterwards: of all of the schema where there were none
 * before, else of each, for those of identities have no name in a model.
 */
function ofLaterSequences(grant: SourceGrant, objects: readonly SourceObject[], position: number): readonly SourceObject[] {
    const { on } = grant;
    if (on.kind !== 'future' || on.objects !== 'sequences' || on.owner !== undefined) {
        return [];
    }
    const later = objects.slice(position + 1);
    const schemas = on.schema === undefined ? new Set(later.flatMap(sequencesOf).map(({ schema }) => schema ?? 'public')) : [on.schema];
    return [...schemas].flatMap((schema): readonly SourceObject[] => {
        const ofIdentities = later.filter(({ kind }) => kind === 'table').flatMap(object => countersOf(object, schema));
        if (ofIdentities.length === 0) {
            return [];
        }
        const { comment: _, remark: __, headings: ___, statement: ____, ...plain } = grant;
        return objects.slice(0, position).some(object => countsIn(object, schema)) ? [onSequences(grant, ofIdentities)] : [{ ...plain, on: { kind: 'all', objects: 'sequences', schema } }];
    });
}

function onSequences({ line, remark, revoke, privileges, roles, grantOption }: SourceGrant, sequences: readonly PhysicalName[]): SourceObject {
    const what = privileges.map(({ name }) => name).join(', ');
    const whom = roles.map(role => role === 'public' ? role : quoted(role)).join(', ');
    return {
        kind: 'statement', line, ...remark !== undefined && { remark },
        sql: `${revoke ? 'revoke' : 'grant'} ${what} on sequence ${sequences.map(qualifiedName).join(', ')} ${revoke ? 'from' : 'to'} ${whom}${grantOption ? ' with grant option' : ''}`,
    };
}

/** Everyone may execute a function and use a type unless that is revoked (manual, 5.8 "Privileges"). */
function isGivenAnyway({ on, revoke, roles }: SourceGrant): boolean {
    return !revoke && on.kind === 'future' && (on.objects === 'functions' || on.objects === 'types') && roles.every(role => role === 'public');
}

/** Whether an object brings sequences of its own in a schema. */
function countsIn(object: SourceObject, schema: string): boolean {
    return countersOf(object, schema).length > 0;
}

/** The sequences of an object: itself, or those of a table's identities. */
function countersOf(object: SourceObject, schema: string): readonly PhysicalName[] {
    return sequencesOf(object).filter(name => (name.schema ?? 'public') === schema);
}

function sequencesOf(object: SourceObject): readonly PhysicalName[] {
    return object.kind === 'sequence' ? [object.name] : object.kind !== 'table' ? [] : object.columns.flatMap(({ name, identity }) => identity === undefined ? []
        : [identity.sequence ?? { ...object.name, name: `${object.name.name}_${name}_seq` }]);
}

/** Whether something that has no words makes what a privilege on all would be on too. */
function makesMore(object: SourceObject, objects: Objects, schema: string, implicit: string): boolean {
    return isExtensionIn(object, objects, schema, implicit) || object.kind === 'statement' && MAKING[objects].test(object.sql);
}

function isExtensionIn(object: SourceObject, objects: Objects, schema: string, implicit: string): boolean {
    return objects !== 'sequences' && objects !== 'types' && object.kind === 'extension' && object.name !== 'plpgsql' && (object.schema ?? implicit) === schema;
}

const MAKING: Readonly<Record<Objects, RegExp>> = {
    tables: /^\s*create\s+(?:(?:foreign|unlogged)\s+table|table|(?:recursive\s+|materialized\s+)?view|sequence)\b/i,
    sequences: /^\s*create\s+(?:unlogged\s+)?sequence\b/i,
    functions: /^\s*create\s+(?:or\s+replace\s+)?(?:function|aggregate|type\b[^(]*\bas\s+range)\b/i,
    types: /^\s*create\s+(?:type|domain)\b/i,
};

interface Grantable {
    readonly objects: Objects;
    readonly on: Extract<SourceGrant['on'], { readonly name: PhysicalName }>;
}

/** What privileges can be given on; a table with its partitions, to which they do not come down. */
function grantable(object: SourceObject): readonly Grantable[] {
    switch (object.kind) {
        case 'table':
            return [object.name, ...partitionsOf(object.partitioning)].map((name): Grantable => ({ objects: 'tables', on: { kind: 'relation', name } }));
        case 'view':
            return [{ objects: 'tables', on: { kind: 'relation', name: object.name } }];
        case 'sequence':
            return [{ objects: 'sequences', on: { kind: 'sequence', name: object.name } }];
        case 'routine':
            // ALL FUNCTIONS are all but procedures (manual, "GRANT").
            return object.routine === 'procedure' ? [] : [{ objects: 'functions', on: { kind: 'routine', name: object.name, arguments: object.parameters.filter(({ mode }) => mode !== 'out').map(({ type }) => type) } }];
        case 'enum':
        case 'domain':
        case 'composite':
            return [{ objects: 'types', on: { kind: 'type', name: object.name } }];
        default:
            return [];
    }
}

function partitionsOf(partitioning: SourcePartitioning | undefined): readonly PhysicalName[] {
    return (partitioning?.partitions ?? []).flatMap(partition => [partition.name, ...partitionsOf(partition.partitioning)]);
}
