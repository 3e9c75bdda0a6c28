import type { PhysicalName } from '../../../language/index.ts';
import type { SourceGrant, SourceObject, SourceSchema } from '../source/index.ts';

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
    const openDefaults: SourceGrant[] = [];
    schema.objects.forEach((object, position) => {
        settled.push(object);
        const own = grantable(object);
        if (own) {
            for (const grant of openDefaults) {
                const { on } = grant;
                if (on.kind === 'future' && on.objects === own.objects && (on.schema === undefined || on.schema === schemaOf(own.on.name)) && on.owner === undefined && !isGivenAnyway(grant)) {
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
        }
        if (object.on.kind === 'all') {
            const { objects, schema: within } = object.on;
            const isOf = (other: SourceObject) => {
                const found = grantable(other);
                return found?.objects === objects && schemaOf(found.on.name) === within;
            };
            if (schema.objects.some((other, index) => index > position && isOf(other) || other.kind === 'statement' && makesRelation(other.sql))) {
                settled.pop();
                const { statement: _, ...plain } = object;
                settled.push(...schema.objects.slice(0, position).filter(isOf).map((other): SourceGrant => ({ ...plain, on: grantable(other)!.on })));
            }
        }
    });
    return { ...schema, objects: settled };
}

/** Everyone may execute a function and use a type unless that is revoked (manual, 5.8 "Privileges"). */
function isGivenAnyway({ on, revoke, roles }: SourceGrant): boolean {
    return !revoke && on.kind === 'future' && (on.objects === 'functions' || on.objects === 'types') && roles.every(role => role === 'public');
}

/** A grant on all tables would be on it too. */
function makesRelation(sql: string): boolean {
    return /^\s*create\s+(?:foreign\s+table|table|view|sequence)\b/i.test(sql);
}

function grantable(object: SourceObject): { readonly objects: Objects; readonly on: Extract<SourceGrant['on'], { readonly name: PhysicalName }> } | undefined {
    switch (object.kind) {
        case 'table':
        case 'view':
            return { objects: 'tables', on: { kind: 'relation', name: object.name } };
        case 'sequence':
            return { objects: 'sequences', on: { kind: 'sequence', name: object.name } };
        case 'routine':
            return { objects: 'functions', on: { kind: 'routine', name: object.name, arguments: object.parameters.filter(({ mode }) => mode !== 'out').map(({ type }) => type) } };
        case 'enum':
        case 'domain':
        case 'composite':
            return { objects: 'types', on: { kind: 'type', name: object.name } };
        default:
            return undefined;
    }
}
