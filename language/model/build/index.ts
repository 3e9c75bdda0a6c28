import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../../generated/ast.ts';
import { preludeScheme } from '../../prelude/index.ts';
import type { Model } from '../model.ts';
import { grantOf, policyOf, roleOf } from './access.ts';
import { annotationsOf } from './annotations.ts';
import { BuildContext } from './context.ts';
import { isManyToMany } from './crows-foot.ts';
import {
    areaOf, domainOf, enumOf, extensionOf, flowOf, purposeOf, referenceRowsOf, schemasOf, sequenceOf, sessionVariableOf, statementOf,
    structureOf, teamOf,
} from './definitions.ts';
import { entityOf } from './entities.ts';
import { headerOf, modelDeclaration } from './header.ts';
import { relationshipOf } from './relationships.ts';
import { reserveWrittenNames } from './reserved-names.ts';
import { jobOf, routineOf, triggerOf } from './routines.ts';
import { uriOf } from './source.ts';
import { viewOf } from './views.ts';

/**
 * The model that linked documents make together. Pure: nothing is parsed, linked or kept. What did not link is of
 * unknown type or left out, and is the linker's error only.
 */
export function buildModel(documents: readonly LangiumDocument[]): Model {
    const own = documents.filter(isModelDocument);
    const declaration = modelDeclaration(own);
    const root = own.find(document => declaration?.$container === document.parseResult.value);
    const ordered = root ? [root, ...own.filter(document => document !== root)] : own;
    const header = headerOf(declaration, ordered);
    const context = new BuildContext(ordered, header.naming, header.defaultSchema?.physicalName);
    for (const type of [ast.Entity.$type, ast.Relationship.$type, ast.StructuredType.$type, ast.View.$type]) {
        for (const node of context.declarations.of<AstNode>(type)) {
            context.shapes.of(node);
        }
    }
    reserveWrittenNames(context);
    return {
        ...header,
        annotations: declaration ? annotationsOf(context, declaration.annotations, {}) : [],
        ...definitions(context),
        entities: entities(context),
        relationships: each(context, ast.Relationship.$type, relationshipOf),
        rows: each(context, ast.ReferenceRows.$type, referenceRowsOf),
        views: each(context, ast.View.$type, viewOf),
        routines: each(context, ast.Routine.$type, routineOf),
        triggers: each(context, ast.Trigger.$type, triggerOf),
        jobs: each(context, ast.Job.$type, jobOf),
        roles: each(context, ast.Role.$type, roleOf),
        grants: each(context, ast.Grant.$type, grantOf),
        policies: each(context, ast.Policy.$type, policyOf),
        statements: each(context, ast.SqlStatement.$type, statementOf),
        flows: each(context, ast.Flow.$type, flowOf),
        sources: ordered.map(uriOf),
    };
}

function isModelDocument(document: LangiumDocument): document is LangiumDocument<ast.Document> {
    return document.uri.scheme !== preludeScheme && ast.isDocument(document.parseResult.value);
}

function definitions(context: BuildContext) {
    return {
        schemas: schemasOf(context, context.declarations.of<ast.Schema>(ast.Schema.$type)),
        areas: each(context, ast.Area.$type, areaOf),
        teams: each(context, ast.Team.$type, teamOf),
        purposes: each(context, ast.Purpose.$type, purposeOf),
        extensions: each(context, ast.Extension.$type, extensionOf),
        domains: each(context, ast.Domain.$type, domainOf),
        structures: each(context, ast.StructuredType.$type, structureOf),
        enums: each(context, ast.Enum.$type, enumOf),
        sessionVariables: each(context, ast.SessionVariable.$type, sessionVariableOf),
        sequences: each(context, ast.Sequence.$type, sequenceOf),
    };
}

/** Entities in the order of the source; the tables between of many-to-many relationships behind them. */
function entities(context: BuildContext): Model['entities'] {
    const nodes: AstNode[] = [
        ...context.declarations.of<ast.Entity>(ast.Entity.$type),
        ...context.declarations.of<ast.Relationship>(ast.Relationship.$type).filter(isManyToMany),
    ];
    const built: Model['entities'][number][] = [];
    for (const node of nodes) {
        const shape = context.shapes.of(node);
        if (shape && shape.node === node) {
            built.push(entityOf(context, shape));
        }
    }
    return built;
}

function each<N extends AstNode, T>(context: BuildContext, type: N['$type'], build: (context: BuildContext, node: N) => T | undefined): readonly T[] {
    const built: T[] = [];
    for (const node of context.declarations.of<N>(type)) {
        const element = build(context, node);
        if (element !== undefined) {
            built.push(element);
        }
    }
    return built;
}
