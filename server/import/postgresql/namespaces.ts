import type { DefElem, Node } from 'libpg-query';
import type { SourceExtension, SourceNamespace } from '../source/index.ts';
import { Draft, present } from './drafts.ts';
import type { Origin } from './drafts.ts';
import { isThere } from './existing.ts';
import type { Finders, Handlers } from './handlers.ts';
import { noteOwner } from './owners.ts';
import { fieldsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import { UnreadableError } from './statement-context.ts';

/** What initdb says of the schema that every database has. */
const STANDARD_COMMENT = 'standard public schema';

export class NamespaceDraft extends Draft {
    name: string;
    /** Every database has it; it is only here for what is said of it. */
    readonly exists: boolean;

    constructor(origin: Origin, name: string) {
        super(origin);
        this.name = name;
        this.exists = name === 'public';
    }

    override rename(name: string): void {
        this.name = name;
    }

    override freeze(): SourceNamespace | undefined {
        const hasWords = this.comment !== undefined && this.comment !== STANDARD_COMMENT;
        return this.exists && !hasWords ? undefined : { kind: 'schema', ...this.element, name: this.name };
    }
}

export class ExtensionDraft extends Draft {
    readonly name: string;
    schema: string | undefined;
    version: string | undefined;

    constructor(origin: Origin, name: string, schema: string | undefined, version: string | undefined) {
        super(origin);
        this.name = name;
        this.schema = schema;
        this.version = version;
    }

    override rename(): void {
        throw new UnreadableError('An extension has the name that it comes with.');
    }

    override freeze(): SourceExtension | undefined {
        // In every database from the start.
        if (this.name === 'plpgsql') {
            return undefined;
        }
        return { kind: 'extension', ...this.element, name: this.name, ...present('schema', this.schema), ...present('version', this.version) };
    }
}

function findNamespace(state: SchemaState, name: string): NamespaceDraft | undefined {
    for (const draft of state.drafts) {
        if (draft instanceof NamespaceDraft && draft.name === name) {
            return draft;
        }
    }
    return undefined;
}

function findExtension(state: SchemaState, name: string): ExtensionDraft | undefined {
    for (const draft of state.drafts) {
        if (draft instanceof ExtensionDraft && draft.name === name) {
            return draft;
        }
    }
    return undefined;
}

export const namespaceHandlers: Handlers = {
    CreateSchemaStmt({ schemaname, authrole, schemaElts, if_not_exists }, context) {
        if (schemaElts !== undefined) {
            throw new UnreadableError('What it holds is made in the same statement.');
        }
        const name = schemaname ?? authrole?.rolename ?? '';
        if (!isThere(findNamespace(context.state, name), if_not_exists, 'CREATE SCHEMA', name, context)) {
            const namespace = context.state.add(new NamespaceDraft(context.origin, name));
            noteOwner(authrole, namespace, context);
        }
    },

    CreateExtensionStmt({ extname = '', options, if_not_exists }, context) {
        if (!isThere(findExtension(context.state, extname), if_not_exists, 'CREATE EXTENSION', extname, context)) {
            const { schema } = context.state.creationName(optionText(options, 'schema'), extname);
            const isWritten = optionText(options, 'schema') !== undefined;
            context.state.add(new ExtensionDraft(context.origin, extname, isWritten || schema !== 'public' ? schema : undefined, optionText(options, 'new_version')));
        }
    },

    AlterExtensionStmt({ extname = '', options }, context) {
        const extension = findExtension(context.state, extname);
        const version = optionText(options, 'new_version');
        if (extension === undefined || version === undefined) {
            context.notice('skipped', 'ALTER EXTENSION', 'The newest version of an extension is what a new database gets.', { subject: extname });
        } else {
            extension.version = version;
        }
    },
};

export const namespaceFinders: Finders = {
    OBJECT_SCHEMA(object, context) {
        const name = nameOfString(object);
        const found = findNamespace(context.state, name);
        return found ?? (name === 'public' ? context.state.add(new NamespaceDraft(context.origin, name)) : undefined);
    },
    OBJECT_EXTENSION: (object, context) => findExtension(context.state, nameOfString(object)),
};

/** ALTER EXTENSION ... SET SCHEMA. */
export function moveExtension(extension: Draft, schema: string): boolean {
    if (!(extension instanceof ExtensionDraft)) {
        return false;
    }
    extension.schema = schema;
    return true;
}

function nameOfString(object: Node): string {
    return fieldsOf(object, 'String')?.sval ?? '';
}

function optionText(options: readonly Node[] | undefined, name: string): string | undefined {
    const option: DefElem | undefined = options?.map(each => fieldsOf(each, 'DefElem')).find(each => each?.defname === name);
    return option === undefined ? undefined : fieldsOf(option.arg, 'String')?.sval;
}
