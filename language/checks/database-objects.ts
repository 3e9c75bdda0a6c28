import * as ast from '../generated/ast.ts';
import type { Entity, Grant, ModelIndex, Policy, Sequence, SequenceOptions, Trigger, View } from '../model/index.ts';
import { walk } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { placeOf } from './places.ts';
import { faultOfSchedule } from './schedules.ts';

/** ERD314: clauses of one kind of view that another has. */
export function checkViews({ model }: ModelIndex, report: Report): void {
    for (const view of model.views) {
        for (const [clause, place, message] of faultsOfView(view)) {
            report(finding('ERD314', place, `${view.name} ${message}.`, { data: { clause } }));
        }
    }
}

function faultsOfView({ materialized, indexes, withData, checkOption, place }: View): (readonly ['index' | 'without data' | 'check option', View['place'], string])[] {
    return [
        ...!materialized && indexes[0] ? [['index', indexes[0].place, 'stores no rows, so that there is nothing to index: only a materialized view does'] as const] : [],
        ...!materialized && !withData ? [['without data', place, 'stores no rows, so that it is always without data'] as const] : [],
        ...materialized && checkOption ? [['check option', place, 'is materialized, so that nothing is written through it'] as const] : [],
    ];
}

/** ERD315, ERD316: triggers, and what jobs and triggers call. */
export function checkTriggers(index: ModelIndex, report: Report): void {
    for (const trigger of index.model.triggers) {
        const { name, place } = trigger;
        const fault = faultOfTrigger(trigger, index.views.get(trigger.relation));
        if (fault) {
            const { message, ...data } = fault;
            report(finding('ERD315', place, `${name}: ${message}.`, { data }));
        }
        const routine = trigger.action && index.routines.get(trigger.action.routine);
        if (routine && routine.result?.kind !== 'trigger') {
            report(finding('ERD316', place, `${name} executes ${routine.name}, which does not return a trigger.`, {
                data: { routine: routine.place }, related: [{ place: routine.place, message: `${routine.name} is declared here` }],
            }));
        }
    }
}

interface TriggerFault {
    readonly message: string;
    readonly timing?: 'before' | 'instead of';
    readonly level?: 'row' | 'statement';
}

function faultOfTrigger(trigger: Trigger, view: View | undefined): TriggerFault | undefined {
    const { timing, level, events, constraint, condition, oldRows, newRows } = trigger;
    const kinds = new Set(events.map(({ kind }) => kind));
    if (view?.materialized) {
        return { message: 'a materialized view has no triggers' };
    }
    if (view && level === 'row' && timing !== 'instead of') {
        return { message: `${view.name} is a view, whose rows are written instead of`, timing: 'instead of' };
    }
    if (!view && timing === 'instead of') {
        return { message: 'only a view has something to do instead of', timing: 'before' };
    }
    if (timing === 'instead of' && level !== 'row') {
        return { message: "'instead of' fires for each row", level: 'row' };
    }
    if (kinds.has('truncate') && level === 'row') {
        return { message: "'truncate' looks at no rows: it fires for each statement", level: 'statement' };
    }
    const listed = events.find(({ kind, attributes }) => kind !== 'update' && attributes.length > 0);
    if (listed) {
        return { message: `only an update has a list of attributes, and '${listed.kind}' has none` };
    }
    if (constraint && (timing !== 'after' || level !== 'row')) {
        return { message: 'a constraint trigger fires after each row' };
    }
    if ((oldRows ?? newRows) !== undefined && timing !== 'after') {
        return { message: 'the changed rows are known after the change only' };
    }
    if (oldRows !== undefined && kinds.has('insert') || newRows !== undefined && kinds.has('delete')) {
        return { message: oldRows !== undefined && kinds.has('insert') ? 'an insert has no old rows' : 'a delete has no new rows' };
    }
    const read = new Set<string>();
    if (condition) {
        walk(condition, part => {
            if ((part.kind === 'attribute' || part.kind === 'row') && part.source !== undefined) {
                read.add(part.source);
            }
        });
    }
    return read.size > 0 && level === 'statement' ? { message: 'a condition on a row asks for a trigger for each row', level: 'row' }
        : read.has('old') && kinds.has('insert') ? { message: 'an insert has no old row' }
            : read.has('new') && kinds.has('delete') ? { message: 'a delete has no new row' }
                : undefined;
}

/** ERD316, ERD323: jobs. */
export function checkJobs(index: ModelIndex, report: Report): void {
    for (const { name, place, schedule, action } of index.model.jobs) {
        const fault = faultOfSchedule(schedule);
        if (fault) {
            report(finding('ERD323', place, `The schedule '${schedule}' of ${name} cannot be read: ${fault}.`));
        }
        const routine = action && index.routines.get(action.routine);
        if (routine?.result?.kind === 'trigger') {
            report(finding('ERD316', place, `${name} runs ${routine.name}, which only a trigger can execute.`, { data: { routine: routine.place } }));
        }
    }
}

/** ERD317 to ERD319: row policies. */
export function checkPolicies({ model }: ModelIndex, report: Report): void {
    const byEntity = Map.groupBy(model.policies, ({ entity }) => entity);
    for (const policy of model.policies) {
        checkPolicy(policy, report);
    }
    for (const entity of model.entities) {
        const policies = byEntity.get(entity.id) ?? [];
        if (policies.length > 0 || entity.rowSecurity) {
            checkRowSecurity(entity, policies, report);
        }
    }
}

function checkPolicy({ name, place, grantees, commands, using, check }: Policy, report: Report): void {
    if (grantees.length === 0) {
        report(finding('ERD317', place, `${name} names no role, so that it holds for everybody.`));
    }
    if (using && commands.every(command => command === 'insert')) {
        report(finding('ERD318', place, `${name} is about inserts, which find no rows: what may be inserted is said by 'check'.`, { data: { has: 'using' } }));
    }
    if (check && commands.every(command => command === 'select' || command === 'delete')) {
        report(finding('ERD318', place, `${name} is about a ${commands.join(' and a ')}, which ${commands.length === 1 ? 'writes' : 'write'} no rows: which it finds is said by 'using'.`, { data: { has: 'check' } }));
    }
}

function checkRowSecurity({ name, place, rowSecurity }: Entity, policies: readonly Policy[], report: Report): void {
    const message = rowSecurity?.enabled === false
        ? policies.length > 0 ? `${name} has policies, but its row security is disabled, so that none of them holds` : undefined
        : policies.length === 0 ? `${name} has row security and no policy, so that nobody but its owner sees a row`
            : policies.every(({ permissive }) => !permissive) ? `The policies of ${name} all restrict and none allows, so that nobody but its owner sees a row`
                : undefined;
    if (message) {
        report(finding('ERD319', place, `${message}.`, { data: { disabled: rowSecurity?.enabled === false } }));
    }
}

const tablePrivileges = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain', 'all'];

/** Privileges of each kind of object, the likeliest first (PostgreSQL manual, 5.8). */
const privileges: Readonly<Record<string, readonly string[]>> = {
    entity: tablePrivileges, view: tablePrivileges, tables: tablePrivileges,
    routine: ['execute', 'all'], functions: ['execute', 'all'],
    sequence: ['usage', 'select', 'update', 'all'], sequences: ['usage', 'select', 'update', 'all'],
    domain: ['usage', 'all'], enum: ['usage', 'all'], structure: ['usage', 'all'], types: ['usage', 'all'],
    schema: ['usage', 'create', 'all'],
};

const nouns: Readonly<Record<string, string>> = {
    entity: 'an entity', view: 'a view', tables: 'tables', routine: 'a routine', functions: 'functions', sequence: 'a sequence', sequences: 'sequences',
    domain: 'a domain', enum: 'an enumeration', structure: 'a type', types: 'types', schema: 'a schema',
};

const ofAttributes: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'references']);

/** ERD320: attributes in a grant on several objects, each of which has its own. */
export function checkGrantedAttributes(declaration: ast.Declaration, report: Report): void {
    const listed = ast.isGrant(declaration) && declaration.objects.length > 1 ? declaration.privileges.filter(({ attributes }) => attributes.length > 0) : [];
    for (const privilege of listed) {
        report(finding('ERD320', placeOf(privilege), `Attributes are of one object, and this is about several: '${privilege.name}' of single ones is a grant of its own.`, {
            data: { privilege: privilege.name, instead: privilege.name },
        }));
    }
}

/** ERD320: what can be granted of what. */
export function checkGrants({ model }: ModelIndex, report: Report): void {
    for (const grant of model.grants) {
        checkGrant(grant, report);
    }
}

function checkGrant({ object, privileges: granted, place, kind }: Grant, report: Report): void {
    const what = object.kind === 'all' || object.kind === 'future' ? object.objects : object.kind;
    const known = privileges[what] ?? [];
    for (const { name, attributes } of granted) {
        const fault = !known.includes(name) ? `'${name}' is no privilege of ${nouns[what]}`
            : attributes.length > 0 && !ofAttributes.has(name) ? `'${name}' is of the whole ${what}, not of single attributes`
                : undefined;
        if (fault) {
            report(finding('ERD320', place, `${fault[0]!.toUpperCase()}${fault.slice(1)}: this ${kind} cannot be.`, {
                data: { privilege: name, instead: known.includes(name) ? name : known[0]! },
            }));
            return;
        }
    }
}

/** ERD322: sequences, and those of identities. */
export function checkSequences({ model }: ModelIndex, report: Report): void {
    for (const sequence of model.sequences) {
        checkOptions(sequence, sequence.options, report);
    }
    for (const entity of model.entities) {
        for (const attribute of entity.attributes) {
            if (attribute.identity && !attribute.inherited) {
                checkOptions(attribute, attribute.identity.options, report);
            }
        }
    }
}

function checkOptions({ name, place }: Pick<Sequence, 'name' | 'place'>, options: SequenceOptions, report: Report): void {
    const fraction = [options.increment, options.min, options.max, options.start, options.cache].find(text => text !== undefined && !/^-?\d+$/.test(text));
    if (fraction !== undefined) {
        report(finding('ERD322', place, `${name} counts in whole numbers, and ${fraction} is none.`, { data: {} }));
        return;
    }
    const step = BigInt(options.increment ?? '1');
    const min = options.min === undefined ? step > 0n ? 1n : undefined : BigInt(options.min);
    const max = options.max === undefined ? step < 0n ? -1n : undefined : BigInt(options.max);
    const start = options.start === undefined ? undefined : BigInt(options.start);
    const fault = step === 0n ? 'its step is zero'
        : min !== undefined && max !== undefined && min > max ? `its minimum ${min} is above its maximum ${max}`
            : start !== undefined && min !== undefined && start < min ? `it starts with ${start}, below its minimum ${min}`
                : start !== undefined && max !== undefined && start > max ? `it starts with ${start}, above its maximum ${max}`
                    : undefined;
    if (fault) {
        const isOutside = step !== 0n && start !== undefined && !(min !== undefined && max !== undefined && min > max);
        const first = step > 0n ? min : max;
        report(finding('ERD322', place, `${name} has no next value: ${fault}.`, {
            data: isOutside && first !== undefined ? { start: String(first) } : {},
        }));
    }
}
