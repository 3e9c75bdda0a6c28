// What a script or a diagram comes to as a part of a model that is there already.
import { isDeepStrictEqual } from 'node:util';
import type { Model, PhysicalName } from '../../language/index.ts';
import { splitStatements, subjectOf } from '../postgres/index.ts';
import { targetOf } from '../targets/index.ts';
import { dialectOf } from './dialect.ts';
import { readMermaid } from './mermaid/index.ts';
import { toModelFiles, type KnownNames, type Surroundings } from './model/index.ts';
import { QueryReader, readPostgresql } from './postgresql/index.ts';
import { countObjects, type ObjectCounts } from './report/index.ts';
import { requireText } from './source-text.ts';
import type { Notice, SourceObject, SourceSchema } from './source/index.ts';

export interface ModelPart {
    /** A whole model, without what the surrounding one declares. */
    readonly text: string;
    readonly notices: readonly Notice[];
    readonly counts: ObjectCounts;
}

/** A source with what it is read with. */
interface Read {
    readonly schema: SourceSchema;
    readonly has: Surroundings['has'];
}

/**
 * Reads a text as a part of a model: names that the model has are the model's, what has no schema is in its schema, and
 * nothing is declared twice. Nothing is run. What would change something of the model is a `lost` notice.
 * Throws an ImportError for what cannot be read at all, and the signal's reason.
 */
export async function readPartOf(model: Model, text: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<ModelPart> {
    requireText(text);
    const dialect = dialectOf(text, undefined, undefined);
    const { schema, has } = dialect === 'mermaid' ? readDiagram(text, model) : await readScript(text, model);
    signal?.throwIfAborted();
    const reader = dialect === 'postgresql' ? new QueryReader(schema) : undefined;
    const { files: [file], notices } = await toModelFiles(schema, {
        name: 'Part', split: 'none', naming: model.naming, surroundings: { names: namesOf(model), has },
        ...reader && { readQuery: sql => reader.read(sql) }, ...signal && { signal },
    });
    const objects = schema.objects.filter(({ line }) => line > 0);
    return { text: file!.text, notices: notices.filter(({ line }) => line > 0), counts: countObjects({ ...schema, objects }) };
}

/** A diagram names the entities of its relationships, and need not say what they are. */
function readDiagram(text: string, model: Model): Read {
    const declared = new Set(model.entities.map(({ name }) => name));
    return {
        schema: readMermaid(text),
        has: (object, names) => object.kind === 'table' && object.undefined === true && declared.has(names.declaredRelation(object.name).plain),
    };
}

/**
 * The script is read behind one that makes what it may name, on lines before the first. Statements that would change
 * that are taken out.
 */
async function readScript(text: string, model: Model): Promise<Read> {
    const before = scriptOf(model, text);
    const length = before.split('\n').length - 1;
    const read = async (script: string): Promise<SourceSchema> => withLinesFrom(length, await readPostgresql(before + script, { effect: 'never' }));
    const variables = new Set(model.sessionVariables.map(({ setting }) => setting));
    const has = (object: SourceObject): boolean => object.kind === 'session' ? variables.has(object.name) : object.line <= 0;
    const known = ({ objects }: SourceSchema): readonly SourceObject[] => objects.filter(has);
    const unchanged = before === '' ? [] : known(await read(''));
    const notices: Notice[] = [];
    let rest = text;
    for (const statement of splitStatements(text).statements) {
        const mayChange = unchanged.length > 0 && /^(?:alter|comment|drop|create\s+(?:unique\s+)?index)\b/i.test(statement.text);
        if (mayChange && !isDeepStrictEqual(known(await read(statement.text)), unchanged)) {
            rest = rest.slice(0, statement.start) + statement.text.replace(/[^\r\n]/g, ' ') + rest.slice(statement.end);
            const line = text.slice(0, statement.start).split('\n').length;
            notices.push({ kind: 'lost', construct: 'change', message: 'It changes what the model has already: say it there.', line });
        }
    }
    const schema = await read(rest);
    return { schema: { ...schema, notices: [...schema.notices, ...notices] }, has };
}

/** Makes the model's types, and those of its tables and views that the text names. */
function scriptOf(model: Model, text: string): string {
    const target = targetOf('postgresql')!;
    const lower = text.toLowerCase();
    const isNeeded = (statement: string): boolean => {
        const { command, object } = subjectOf(statement);
        return ['create type', 'create domain'].includes(command)
            || ['create table', 'create view'].includes(command) && object !== undefined && lower.includes(object.toLowerCase());
    };
    const statements = target.generate(model).flatMap(artefact => artefact.statements.map(statement => statement.text)).filter(isNeeded);
    const schema = model.defaultSchema?.physicalName;
    return [...statements, ...schema === undefined ? [] : [`SET search_path = ${target.identifier(schema)}`]].map(statement => `${statement};\n`).join('');
}

/** Lines are 1-based from the one that follows the first `length` lines; those before it are 0 and less. */
function withLinesFrom(length: number, { objects, notices, ...schema }: SourceSchema): SourceSchema {
    return {
        ...schema,
        objects: objects.map(object => ({ ...object, line: object.line - length })),
        notices: notices.map(notice => ({ ...notice, line: notice.line - length })).filter(({ line }) => line > 0),
    };
}

function namesOf(model: Model): KnownNames {
    const keyOf = ({ schema = model.defaultSchema?.physicalName ?? 'public', name }: PhysicalName): string => JSON.stringify([schema, name]);
    const relations = new Map<string, string>();
    const types = new Map<string, string>();
    const attributes = new Map<string, string>();
    for (const { table, name, attributes: own } of model.entities) {
        if (table) {
            relations.set(keyOf(table), name);
            own.forEach(attribute => attribute.columns.forEach(column => attributes.set(`${keyOf(table)} ${column.name}`, attribute.name)));
        }
    }
    for (const { physicalName, name, columns } of model.views) {
        relations.set(keyOf(physicalName), name);
        columns.forEach(column => attributes.set(`${keyOf(physicalName)} ${column.physicalName}`, column.name));
    }
    [...model.enums, ...model.domains, ...model.structures].forEach(({ physicalName, name }) => types.set(keyOf(physicalName), name));
    return {
        relation: name => relations.get(keyOf(name)),
        type: name => types.get(keyOf(name)),
        session: setting => model.sessionVariables.find(variable => variable.setting === setting)?.name,
        attribute: (relation, column) => attributes.get(`${keyOf(relation)} ${column}`),
    };
}
