import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import type { Location } from 'vscode-languageserver';
import { ast, indexModel } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { rootOf, tokenOf } from './syntax/elements.ts';
import { idOf, ModelElements } from './syntax/model-elements.ts';

/** What no identifier is in, and identifiers; in a text on one line, quotes have a backslash. */
const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\\?"((?:[^"\\]|"")+)\\?"|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** Finds elements by their names in the database inside of marked SQL, where no reference leads to them. */
export class SqlUsages {
    private readonly services: ErdServices;
    private readonly elements: ModelElements;
    /** By the root of a document, so that a change forgets it. */
    private readonly texts = new WeakMap<AstNode, readonly SqlSource[]>();

    constructor(services: ErdServices) {
        this.services = services;
        this.elements = new ModelElements(services);
    }

    usagesOf(node: AstNode): Location[] {
        const names = this.namesOf(node);
        if (names.length === 0) {
            return [];
        }
        const documents = this.services.model.ModelProvider.projectsOf(AstUtils.getDocument(node)).flatMap(project => project.documents);
        return [...new Set(documents)].flatMap(document => this.sourcesIn(document).flatMap(source => names.flatMap(name => usagesIn(source, name, document))));
    }

    private namesOf(node: AstNode): readonly DatabaseName[] {
        const model = this.elements.modelOf(node);
        if (!model) {
            return [];
        }
        const id = idOf(node);
        switch (node.$type) {
            case ast.Entity.$type:
                return named(this.elements.entityOf(node as ast.Entity)?.table?.name);
            case ast.Attribute.$type: {
                const index = indexModel(model);
                return this.elements.attributesOf(node as ast.Attribute).flatMap(({ owner, columns }) => {
                    const entity = index.entities.get(owner);
                    const table = entity && index.tableOf(entity)?.name;
                    return table === undefined ? [] : columns.map(({ name }) => ({ name, table }));
                });
            }
            case ast.View.$type:
                return named(model.views.find(view => view.id === id)?.physicalName.name);
            case ast.Routine.$type:
                return named(model.routines.find(routine => routine.id === id)?.physicalName.name);
            case ast.Sequence.$type:
                return named(model.sequences.find(sequence => sequence.id === id)?.physicalName.name);
            case ast.Enum.$type:
                return named(model.enums.find(candidate => candidate.id === id)?.physicalName.name);
            case ast.Domain.$type:
                return named(model.domains.find(domain => domain.id === id)?.physicalName.name);
            default:
                return [];
        }
    }

    private sourcesIn(document: LangiumDocument): readonly SqlSource[] {
        const root = rootOf(document);
        let sources = this.texts.get(root);
        if (!sources) {
            const hasSql = /\b(?:sql|statement)\b/.test(root.$cstNode?.root.fullText ?? '');
            sources = hasSql ? AstUtils.streamAllContents(root).filter(isMarkedSql).map(sourceOf).toArray() : [];
            this.texts.set(root, sources);
        }
        return sources;
    }
}

/** A name to look for. A column's counts only in SQL that names its table, too. */
interface DatabaseName {
    readonly name: string;
    readonly table?: string;
}

interface SqlSource {
    /** Offset in the document. */
    readonly offset: number;
    readonly identifiers: readonly { readonly name: string; readonly start: number; readonly length: number }[];
}

function named(name: string | undefined): DatabaseName[] {
    return name === undefined ? [] : [{ name }];
}

function isMarkedSql(node: AstNode): boolean {
    return ast.isSqlText(node) || ast.isSqlStatement(node);
}

function sourceOf(node: AstNode): SqlSource {
    const text = tokenOf(node, 'text');
    const quotes = text?.text.startsWith('"""') ? 3 : 1;
    const content = text?.text.slice(quotes, -quotes) ?? '';
    const identifiers = [...content.matchAll(token)].filter(({ 0: image }) => /^(?:\\?"|[\p{L}_])/u.test(image)).map(match => {
        const quoted = match[1];
        return quoted === undefined
            // Without quotes, case does not matter; PostgreSQL folds to lower case.
            ? { name: match[0].toLowerCase(), start: match.index, length: match[0].length }
            : { name: quoted.replaceAll('""', '"'), start: match.index + match[0].indexOf(quoted), length: quoted.length };
    });
    return { offset: (text?.offset ?? 0) + quotes, identifiers };
}

function usagesIn({ offset, identifiers }: SqlSource, { name, table }: DatabaseName, document: LangiumDocument): Location[] {
    if (table !== undefined && !identifiers.some(identifier => identifier.name === table)) {
        return [];
    }
    return identifiers.filter(identifier => identifier.name === name).map(({ start, length }) => ({
        uri: document.uri.toString(),
        range: { start: document.textDocument.positionAt(offset + start), end: document.textDocument.positionAt(offset + start + length) },
    }));
}
