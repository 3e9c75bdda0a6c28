import type { LangiumDocument } from 'langium';
import { UriUtils } from 'langium';
import { documentationOf } from '../../documentation/comments.ts';
import * as ast from '../../generated/ast.ts';
import type { Model, Naming, PatternKind, TargetUse } from '../model.ts';
import { NamingRules } from '../naming/rules.ts';
import { placeOfName, placeOfNode } from './source.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** What the `model` declaration says about the model as a whole. */
export type Header = Pick<Model, 'name' | 'place' | 'documentation' | 'version' | 'targets' | 'defaultSchema' | 'naming' | 'compliance'>;

export function modelDeclaration(documents: readonly LangiumDocument<ast.Document>[]): ast.ModelDeclaration | undefined {
    for (const document of documents) {
        for (const declaration of document.parseResult.value.declarations) {
            if (declaration.$type === ast.ModelDeclaration.$type) {
                return declaration;
            }
        }
    }
    return undefined;
}

export function headerOf(declaration: ast.ModelDeclaration | undefined, documents: readonly LangiumDocument[]): Header {
    const naming: Mutable<Naming> & { readonly patterns: Partial<Record<PatternKind, string>> } = { rule: 'snake_case', plural: false, patterns: {} };
    const header: Mutable<Header> = { name: declaration?.name ?? nameOfFile(documents[0]), targets: [], naming, compliance: [] };
    if (!declaration) {
        return header;
    }
    header.place = placeOfName(declaration);
    const documentation = documentationOf(declaration.$cstNode);
    if (documentation !== undefined) {
        header.documentation = documentation;
    }
    let schema: ast.DefaultSchemaLine | undefined;
    for (const line of declaration.lines) {
        switch (line.$type) {
            case ast.VersionLine.$type:
                header.version = line.version;
                break;
            case ast.TargetsLine.$type:
                header.targets = [...header.targets, ...line.targets.map(targetOf)];
                break;
            case ast.NamingLine.$type:
                naming.rule = line.rule?.$refText === 'as_written' ? 'as_written' : 'snake_case';
                naming.plural = line.plural;
                break;
            case ast.PatternLine.$type:
                naming.patterns[line.kind as PatternKind] = line.pattern;
                break;
            case ast.ComplianceLine.$type:
                header.compliance = [...header.compliance, ...line.frameworks.map(({ $refText }) => $refText)];
                break;
            case ast.DefaultSchemaLine.$type:
                schema ??= line;
                break;
        }
    }
    if (schema) {
        const name = schema.name ?? schema.physicalName ?? '';
        header.defaultSchema = { name, physicalName: schema.physicalName ?? new NamingRules(naming).physical(name), place: placeOfName(schema) };
    }
    return header;
}

function targetOf(node: ast.TargetUse): TargetUse {
    const target = { engine: node.engine?.$refText ?? '', place: placeOfNode(node) };
    return node.version === undefined ? target : { ...target, version: node.version };
}

function nameOfFile(document: LangiumDocument | undefined): string {
    return document ? UriUtils.basename(document.uri).replace(/\.erd$/, '') : '';
}
