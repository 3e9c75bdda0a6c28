import type { LangiumDocument } from 'langium';
import { UriUtils } from 'langium';
import { documentationOf } from '../../documentation/index.ts';
import type * as ast from '../../generated/ast.ts';
import type { Model, Naming, PatternKind, TargetUse } from '../model.ts';
import { NamingRules } from '../naming/rules.ts';
import type { Sources } from './source.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** What the `model` declaration says about the model as a whole. */
export type Header = Pick<Model, 'name' | 'place' | 'documentation' | 'version' | 'targets' | 'defaultSchema' | 'naming' | 'compliance'>;

export function modelDeclaration(documents: readonly LangiumDocument<ast.Document>[]): ast.ModelDeclaration | undefined {
    for (const document of documents) {
        for (const declaration of document.parseResult.value.declarations) {
            if (declaration.$type === 'ModelDeclaration') {
                return declaration;
            }
        }
    }
    return undefined;
}

export function headerOf(declaration: ast.ModelDeclaration | undefined, documents: readonly LangiumDocument[], sources: Sources): Header {
    const naming: Mutable<Naming> & { readonly patterns: Partial<Record<PatternKind, string>> } = { rule: 'snake_case', plural: false, patterns: {} };
    const header: Mutable<Header> = { name: declaration?.name ?? nameOfFile(documents[0]), targets: [], naming, compliance: [] };
    if (!declaration) {
        return header;
    }
    header.place = sources.placeOfName(declaration);
    const documentation = documentationOf(declaration.$cstNode);
    if (documentation !== undefined) {
        header.documentation = documentation;
    }
    let schema: ast.DefaultSchemaLine | undefined;
    for (const line of declaration.lines) {
        switch (line.$type) {
            case 'VersionLine':
                header.version = line.version;
                break;
            case 'TargetsLine':
                header.targets = [...header.targets, ...line.targets.map(target => targetOf(target, sources))];
                break;
            case 'NamingLine':
                naming.rule = line.rule?.$refText === 'as_written' ? 'as_written' : 'snake_case';
                naming.plural = line.plural;
                break;
            case 'PatternLine':
                naming.patterns[line.kind as PatternKind] = line.pattern;
                break;
            case 'ComplianceLine':
                header.compliance = [...header.compliance, ...line.frameworks.map(({ $refText }) => $refText)];
                break;
            case 'DefaultSchemaLine':
                schema ??= line;
                break;
        }
    }
    if (schema) {
        const name = schema.name ?? schema.physicalName ?? '';
        header.defaultSchema = { name, physicalName: schema.physicalName ?? new NamingRules(naming).physical(name), place: sources.placeOfName(schema) };
    }
    return header;
}

function targetOf(node: ast.TargetUse, sources: Sources): TargetUse {
    const target = { engine: node.engine?.$refText ?? '', place: sources.placeOf(node) };
    return node.version === undefined ? target : { ...target, version: node.version, ...node.newest === undefined ? {} : { newest: node.newest } };
}

function nameOfFile(document: LangiumDocument | undefined): string {
    return document ? UriUtils.basename(document.uri).replace(/\.erd$/, '') : '';
}
