import type { Notice, SourceNamespace, SourceObject, SourceSchema } from '../source/index.ts';
import type { Diagram } from './diagram.ts';
import { addForeignKeys } from './references.ts';
import { draftTables, tableOfDraft, type TableDraft } from './tables.ts';

/** What diagrams mean as tables of PostgreSQL, with a notice for all that they do not say. */
export function schemaOf(diagrams: readonly Diagram[], notices: readonly Notice[]): SourceSchema {
    const drafted = draftTables(diagrams);
    const concluded: Notice[] = [];
    const joinTables = addForeignKeys(diagrams, drafted, concluded);
    const tables = [...drafted.tables, ...joinTables];
    const { title, description } = diagrams.find(diagram => diagram.title !== undefined || diagram.description !== undefined) ?? {};
    return {
        engine: 'postgresql',
        ...title !== undefined && { title },
        ...description !== undefined && { description },
        objects: [...namespacesOf(tables), ...tables.flatMap((table): SourceObject[] => [...table.enums, tableOfDraft(table)])],
        notices: [...notices, ...diagrams.flatMap(({ faults }) => faults), ...drafted.notices, ...requirement(drafted.tables), ...concluded]
            .toSorted((a, b) => a.line - b.line),
    };
}

function namespacesOf(tables: readonly TableDraft[]): SourceNamespace[] {
    const named = tables.filter(({ name }) => name.schema !== undefined);
    return [...new Map(named.map(({ name, line }) => [name.schema!, line]))].map(([name, line]) => ({ kind: 'schema', name, line }));
}

/** A diagram has no word for NOT NULL, and an attribute of the language is required unless it says otherwise. */
function requirement(tables: readonly TableDraft[]): Notice[] {
    const [first] = tables.flatMap(({ columns, key, isDefined }) => isDefined ? columns.filter(({ name, isOptional }) => !isOptional && !key.includes(name)) : []);
    return first ? [{
        kind: 'assumed', construct: 'required', line: first.line,
        message: 'Attributes are taken to be required: a diagram does not say which may be empty, but for those with ? behind their type.',
    }] : [];
}
