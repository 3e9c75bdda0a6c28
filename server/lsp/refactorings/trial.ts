import type { LangiumDocument } from 'langium';
import { URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createErdCoreServices, indexModel, tablesOf, type Annotation, type Attribute, type ErdCoreServices, type Model, type Type } from '../../../language/index.ts';
import { findingsOf } from '../../findings/index.ts';
import { targetsOf, UnknownVersionError } from '../../targets/index.ts';
import type { ErdServices } from '../services.ts';
import type { Refactoring } from './refactoring.ts';

/** What a refactoring must leave as it is. */
interface Meaning {
    /** How often each finding is there. */
    readonly findings: ReadonlyMap<string, number>;
    readonly messages: ReadonlyMap<string, readonly string[]>;
    /** The lines of the generated DDL. A table's columns are a set: in which order they stand, a mixin changes. */
    readonly database: ReadonlyMap<string, number>;
    /** Tables with their columns and keys, without schemas and types. */
    readonly columns: ReadonlyMap<string, number>;
    /** What is said of tables and columns for people and rules. */
    readonly governance: ReadonlyMap<string, number>;
}

/**
 * Applies refactorings to a copy of the model, which has to mean the same afterwards: what a refactoring did not think
 * of is found here, and not by the user.
 */
export class Trial {
    private readonly services: ErdServices;
    private scratch: Promise<ErdCoreServices> | undefined;
    private known: { readonly texts: ReadonlyMap<string, string>; readonly meaning: Meaning } | undefined;
    private last: Promise<unknown> = Promise.resolve();

    constructor(services: ErdServices) {
        this.services = services;
    }

    /** Why the refactoring cannot be done, in a sentence; undefined where the model means the same with it. */
    reasonAgainst(refactoring: Refactoring, document: LangiumDocument): Promise<string | undefined> {
        // One after the other: they share their workspace.
        const trial = this.last.then(() => this.compare(refactoring, document));
        this.last = trial.catch(() => undefined);
        return trial;
    }

    private async compare({ edits, files = [], keeps = 'database' }: Refactoring, document: LangiumDocument): Promise<string | undefined> {
        const { LangiumDocuments } = this.services.shared.workspace;
        const changed = new Set([document.uri.toString(), ...edits.map(({ uri }) => uri ?? document.uri.toString())]);
        const documents = new Set([...changed].flatMap(uri => {
            const found = LangiumDocuments.getDocument(URI.parse(uri));
            return found ? [found, ...this.services.model.ModelProvider.projectsOf(found).flatMap(project => project.documents)] : [];
        }));
        const texts = new Map([...documents].map(({ uri, textDocument }) => [uri.toString(), textDocument.getText()]));
        const before = await this.meaningBefore(new Map(texts));
        for (const uri of changed) {
            const own = edits.filter(edit => (edit.uri ?? document.uri.toString()) === uri);
            texts.set(uri, TextDocument.applyEdits(TextDocument.create(uri, 'erd', 0, texts.get(uri) ?? ''), own));
        }
        files.forEach(({ uri, text }) => texts.set(uri, text));
        return differenceOf(before, await this.meaningOf(texts), keeps);
    }

    /** Of the texts as they are, which are the same for all that can be done with them. */
    private async meaningBefore(texts: ReadonlyMap<string, string>): Promise<Meaning> {
        const { known } = this;
        if (!known || known.texts.size !== texts.size || ![...texts].every(([uri, text]) => known.texts.get(uri) === text)) {
            this.known = { texts, meaning: await this.meaningOf(texts) };
        }
        return this.known!.meaning;
    }

    private async meaningOf(texts: ReadonlyMap<string, string>): Promise<Meaning> {
        const erd = await (this.scratch ??= start());
        const { DocumentBuilder, LangiumDocumentFactory, LangiumDocuments } = erd.shared.workspace;
        const documents = [...texts].map(([uri, text]) => LangiumDocumentFactory.fromString(text, URI.parse(uri)));
        try {
            documents.forEach(document => LangiumDocuments.addDocument(document));
            await DocumentBuilder.build(documents);
            const models = new Set(documents.flatMap(document => erd.model.ModelProvider.projectsOf(document).map(({ model }) => model)));
            // A hint proposes another form, which may be the one that is being left.
            const findings = findingsOf(documents, erd).filter(({ severity }) => severity !== 'hint');
            return {
                findings: counted(findings.map(({ code }) => code)),
                messages: Map.groupBy(findings, ({ code }) => code).entries().reduce((all, [code, found]) => all.set(code, found.map(({ message }) => message)), new Map<string, string[]>()),
                database: counted([...models].flatMap(ddlLines)),
                columns: counted([...models].flatMap(columnLines)),
                governance: counted([...models].flatMap(governanceLines)),
            };
        } finally {
            await DocumentBuilder.update([], documents.map(({ uri }) => uri));
        }
    }
}

async function start(): Promise<ErdCoreServices> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    return erd;
}

function differenceOf(before: Meaning, after: Meaning, keeps: 'database' | 'columns'): string | undefined {
    for (const [code, count] of after.findings) {
        if (count > (before.findings.get(code) ?? 0)) {
            const known = new Set(before.messages.get(code));
            const messages = after.messages.get(code)!;
            return `It would bring a finding. ${code}: ${messages.find(message => !known.has(message)) ?? messages[0]!}`;
        }
    }
    const kept = keeps === 'database' ? ['database', 'governance'] as const : ['columns', 'governance'] as const;
    for (const aspect of kept) {
        const lost = missing(before[aspect], after[aspect]);
        const added = missing(after[aspect], before[aspect]);
        if (lost !== undefined || added !== undefined) {
            const what = aspect === 'governance' ? 'What is said of the data' : 'The database';
            return lost === undefined ? `${what} would change: it would get \`${shown(added!)}\`.` : `${what} would change: it would lose \`${shown(lost)}\`.`;
        }
    }
    return undefined;
}

function missing(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>): string | undefined {
    return [...from].find(([line, count]) => (to.get(line) ?? 0) < count)?.[0];
}

function counted(lines: readonly string[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const line of lines) {
        counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    return counts;
}

function ddlLines(model: Model): readonly string[] {
    return targetsOf(model).found.flatMap(target => {
        try {
            return target.generate(model).flatMap(({ statements }) => statements.flatMap(({ text }) => text.split('\n').map(normalized).filter(line => line !== '' && !line.startsWith('--'))));
        } catch (error) {
            // A finding says so, and there is no DDL to be compared.
            if (error instanceof UnknownVersionError) {
                return [];
            }
            throw error;
        }
    });
}

/** A column that a view calls as it is called may be written with its name twice. */
function normalized(line: string): string {
    return line.trim().replace(/\s+/g, ' ').replace(/,$/, '').replace(/(?<=^|\.)(\S+) AS \1$/, '$1');
}

function columnLines(model: Model): readonly string[] {
    return tablesOf(model).filter(({ kind }) => kind !== 'lookup').flatMap(({ name: { name }, columns, primaryKey, foreignKeys }) => [
        ...columns.map(column => `${name}.${column.name}${column.nullable ? '' : ' not null'}`),
        ...primaryKey ? [`${name} primary key (${primaryKey.columns.join(', ')})`] : [],
        ...foreignKeys.map(({ columns: own, target, targetColumns }) => `${name} (${own.join(', ')}) references ${target.name} (${targetColumns.join(', ')})`),
    ]);
}

function governanceLines(model: Model): readonly string[] {
    const { structures, domains } = indexModel(model);
    const ofDomains = ({ type }: { readonly type: Type }): readonly Annotation[] => {
        const domain = type.kind === 'domain' ? domains.get(type.id) : undefined;
        return domain ? [...domain.annotations, ...ofDomains(domain)] : [];
    };
    const lines: string[] = [];
    for (const { table, name, annotations, attributes, governance, load } of model.entities) {
        const of = table?.name ?? name;
        lines.push(...annotations.map(annotation => `${of} ${textOf(annotation)}`), `${of} ${textOf(governance)}`, `${of} ${textOf(load)}`);
        for (const attribute of attributes) {
            const structure = attribute.type.kind === 'structure' ? structures.get(attribute.type.id) : undefined;
            for (const column of attribute.columns) {
                const inner: Attribute | undefined = structure?.attributes.find(({ name: part }) => part === column.path[0]);
                const said = [...attribute.annotations, ...inner?.annotations ?? [], ...ofDomains(inner ?? attribute)].map(textOf);
                lines.push(...[...new Set(said)].map(annotation => `${of}.${column.name} ${annotation}`));
            }
        }
    }
    return lines;
}

/** Without places, types and expressions, which may be written otherwise. */
function textOf(value: object): string {
    return JSON.stringify(value, (key, part: unknown) => unsaid.has(key) ? undefined : part);
}

const unsaid: ReadonlySet<string> = new Set(['place', 'id', 'attribute', 'type', 'where', 'order']);

/** A line as a person would read it in a sentence. */
function shown(line: string): string {
    return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
