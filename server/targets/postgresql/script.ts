import type { Grant, Model } from '../../../language/index.ts';
import { inDependencyOrder } from '../order.ts';
import { fileName, inNumberedFiles, inOneFile, type Header } from '../script-layout.ts';
import type { Section, Statement } from '../sql-text.ts';
import type { Artefact } from '../target.ts';
import { createPolicy, createRoles, writeGrant } from './access.ts';
import { constraintComment, extensionComment, policyComment, roleComment, schemaComment, triggerComment } from './comments.ts';
import { isLeftOut } from './constraints.ts';
import type { PostgresContext } from './context.ts';
import { createExtension, createSchemas } from './definitions.ts';
import { scheduleJob } from './jobs.ts';
import { markedStatements, writeMarked, type MarkedStatement } from './marked-statements.ts';
import { nodesOf, type Node } from './nodes.ts';
import { OnUpdates } from './on-update.ts';
import { Placement } from './placement.ts';
import { References } from './references.ts';
import { sectionOf } from './sections.ts';
import { addForeignKey } from './tables.ts';
import { createTrigger } from './triggers.ts';
import { engine, label } from './versions.ts';

/**
 * The whole DDL. It is not wrapped in a transaction: who runs it decides that (psql has `--single-transaction`), and
 * CREATE INDEX CONCURRENTLY cannot be in one.
 */
export function writeScript(context: PostgresContext): readonly Artefact[] {
    const { model, options } = context;
    const name = `${fileName(model.name)}.${engine}`;
    const sections = sectionsOf(context).filter(section => section.statements.length > 0);
    return options.split === 'none'
        ? [inOneFile(`${name}.sql`, sections, header(sections, context))]
        : inNumberedFiles(name, sections, header(sections, context));
}

function sectionsOf(context: PostgresContext): readonly Section[] {
    const { model, names } = context;
    const marked = markedStatements(model);
    const references = new References(model, names, marked);
    const order = inDependencyOrder(nodesOf(context, references, marked));
    const placement = new Placement(order, references, context);
    const onUpdates = new OnUpdates(context);
    const schemas = new Set(model.schemas.map(schema => schema.id));
    const placed = new Set(order.map(({ key }) => key));
    const rest = marked.filter(({ key, element: { position } }) => !placed.has(key) && !(position && schemas.has(position.anchor)));
    const waiting = new Set(order.filter(node => node.kind === 'statement' && placement.namesLaterForeignKey(node.element.text)));
    // What is granted on all that a schema has is granted on what statements make in it too.
    const isMadeBefore = ({ makes }: MarkedStatement) => makes.length > 0 && model.grants.some(({ object }) => object.kind === 'all');
    return [
        ...setUp(marked, context),
        { title: 'Trigger functions', notes: [], file: 'setup', statements: onUpdates.sharedFunctions() },
        ...order.flatMap((node, position) => waiting.has(node) ? [] : [sectionOf(node, position, order, placement, onUpdates, context)]),
        late('Foreign keys between tables that need each other', 'foreign_keys', [
            ...laterForeignKeys(placement, context),
            ...[...waiting].flatMap(node => node.kind === 'statement' ? writeMarked(node.element) : []),
        ]),
        late('Triggers', 'triggers', placement.lateTriggers.flatMap(trigger => [...createTrigger(trigger, context), ...triggerComment(trigger, context)])),
        late('Row policies', 'policies', placement.latePolicies.flatMap(policy => [...createPolicy(policy, context), ...policyComment(policy, context)])),
        late('Further definitions', 'statements', rest.filter(isMadeBefore).flatMap(({ element }) => writeMarked(element))),
        late('Privileges', 'privileges', inOrderOfObjects(model.grants.filter(({ object }) => object.kind !== 'future'), order).flatMap(grant => writeGrant(grant, context))),
        late('Scheduled jobs', 'jobs', model.jobs.map(job => scheduleJob(job, context))),
        late('Further statements', 'statements', rest.filter(each => !isMadeBefore(each)).flatMap(({ element }) => writeMarked(element))),
        // Whatever the script itself makes has only what it is granted above.
        late('Privileges of what comes later', 'default_privileges', model.grants.filter(({ object }) => object.kind === 'future').flatMap(grant => writeGrant(grant, context))),
    ];
}

function setUp(marked: readonly MarkedStatement[], context: PostgresContext): readonly Section[] {
    const { model } = context;
    const ids = model.schemas.map(schema => schema.id);
    const beside = (kind: 'before' | 'after', privileges: boolean) => ids.flatMap(id => marked
        .filter(({ element: { position, text } }) => position?.kind === kind && position.anchor === id && isOfPrivileges(text) === privileges)
        .flatMap(({ element }) => writeMarked(element)));
    const section = (title: string, statements: readonly Statement[]): Section => ({ title, notes: [], file: 'setup', statements });
    return [
        section('Roles', [...createRoles(context), ...model.roles.flatMap(roleComment)]),
        section('Schemas', [
            ...beside('before', false),
            ...beside('before', true),
            ...createSchemas(context),
            ...model.schemas.flatMap(schemaComment),
            ...beside('after', false),
        ]),
        section('Extensions', [
            ...model.extensions.flatMap(extension => [createExtension(extension), ...extensionComment(extension)]),
            ...beside('after', true),
        ]),
    ];
}

/** Privileges in a schema are also those of what extensions make in it. */
function isOfPrivileges(text: string): boolean {
    return /^\s*(?:grant|revoke)\b/i.test(text);
}

function laterForeignKeys(placement: Placement, context: PostgresContext): readonly Statement[] {
    return context.names.tables.flatMap(table => table.foreignKeys
        .filter(foreignKey => placement.laterForeignKeys.has(foreignKey) && !isLeftOut(foreignKey, context))
        .flatMap(foreignKey => [addForeignKey(table, foreignKey, context), ...constraintComment(table, foreignKey)]));
}

/**
 * Privileges of schemas, then of what they hold in the order in which that is made; for one object in the given order. Where
 * one is of all objects of a schema, the order is the given one.
 */
function inOrderOfObjects(grants: readonly Grant[], order: readonly Node[]): readonly Grant[] {
    const positions = new Map(order.map(({ id }, position) => [id, position]));
    const positionOf = ({ object }: Grant) => object.kind === 'schema' ? -1 : 'id' in object ? positions.get(object.id) ?? order.length : order.length;
    return grants.some(({ object }) => object.kind === 'all') ? grants : grants.toSorted((left, right) => positionOf(left) - positionOf(right));
}

function late(title: string, file: string, statements: readonly Statement[]): Section {
    return { title, notes: [], file, statements };
}

function header(sections: readonly Section[], { model, version, options }: PostgresContext): Header {
    const isConcurrent = sections.some(section => section.statements.some(({ text }) => /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY/.test(text)));
    const transaction = isConcurrent ? '' : '--single-transaction ';
    const files = options.split === 'none' ? '' : ' The files of this folder run in the order of their names.';
    return path => [
        `${model.name}${model.version === undefined ? '' : ` ${model.version}`} for ${label} ${version}`,
        ...introduction(model),
        '',
        `Generated from the model: change the model, not this file.${files}`,
        `Run with: psql ${transaction}--set ON_ERROR_STOP=1 --file ${path.slice(path.lastIndexOf('/') + 1)}`,
    ];
}

function introduction({ documentation, compliance }: Model): readonly string[] {
    return [
        ...documentation === undefined ? [] : ['', documentation],
        ...compliance.length === 0 ? [] : ['', `Compliance: ${compliance.join(', ')}`],
    ];
}
