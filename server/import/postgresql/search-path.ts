import type { SourceStatement } from '../source/index.ts';
import type { Draft } from './drafts.ts';
import { quoted } from './identifiers.ts';
import { KeptRelation } from './kept-relation.ts';
import { KeptStatement } from './kept-statement.ts';
import { unqualifiedNames } from './mentions.ts';
import { ExtensionDraft } from './namespaces.ts';
import { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import { TableDraft } from './table-draft.ts';
import { ViewDraft } from './views.ts';

/** The schemas that are there in every session's search path, or that it need not name. */
const USUAL = new Set(['public', '$user', 'pg_catalog']);

/** The setting under which something was made. */
export interface PathSetting {
    readonly schemas: readonly string[];
    /** 1-based. */
    readonly line: number;
}

/**
 * The search path that a model's script needs: where a text is left to name things without their schema, as bodies of
 * functions do, which PostgreSQL reads when it makes them, or operators, of which no name tells the schema.
 */
export function neededSearchPath(state: SchemaState): SourceStatement | undefined {
    const needed = new Map<string, number>();
    const extended = new Set([...state.drafts].flatMap(draft => draft instanceof ExtensionDraft && draft.schema !== undefined ? [draft.schema] : []));
    for (const draft of state.drafts) {
        const setting = state.paths.get(draft);
        const names = setting === undefined ? undefined : namesIn(draft);
        if (setting === undefined || names === undefined) {
            continue;
        }
        for (const schema of setting.schemas) {
            if (!USUAL.has(schema) && !needed.has(schema) && (extended.has(schema) || state.others.hasSchema(schema) || isNamed(schema, names, setting.schemas, state))) {
                needed.set(schema, setting.line);
            }
        }
    }
    const [last] = [...needed.keys()].slice(-1);
    return last === undefined ? undefined : {
        kind: 'statement', line: needed.get(last) ?? 1, sql: `SET search_path = ${['public', ...needed.keys()].map(quoted).join(', ')}`,
        after: { kind: 'schema', name: { name: last } },
    };
}

/** Whether one of the names means something in that schema, and not in one before it. */
function isNamed(schema: string, names: ReadonlySet<string>, path: readonly string[], state: SchemaState): boolean {
    return [...names].some(name => {
        const found = state.relations.find({ name }, path) ?? state.types.find({ name }, path);
        return found !== undefined ? found.name.schema === schema : state.routinesNamed({ schema, name }).length > 0;
    });
}

/** What a text names without its schema; undefined for what is not written as SQL text. */
function namesIn(draft: Draft): ReadonlySet<string> | undefined {
    if (draft instanceof RoutineDraft) {
        return draft.standardBody || draft.routine === 'aggregate' ? new Set()
            : draft.language === 'sql' ? unqualifiedNames(draft.body)
            : draft.language === 'plpgsql' ? unqualifiedNames(declarationsIn(draft.body)) : undefined;
    }
    if (draft instanceof KeptStatement || draft instanceof KeptRelation) {
        return unqualifiedNames(draft.sql);
    }
    return draft instanceof ViewDraft || draft instanceof TableDraft ? new Set() : undefined;
}

/** Of a body in PL/pgSQL the parts in which a type may be named: its statements are only read when they are run. */
function declarationsIn(body: string): string {
    return Array.from(body.matchAll(/\bdeclare\b([\s\S]*?)\bbegin\b/gi), ([, declarations]) => declarations).join('\n');
}
