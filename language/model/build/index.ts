import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../../generated/ast.ts';
import { preludeScheme } from '../../prelude/index.ts';
import type { Model } from '../model.ts';
import { grantsOf, policyOf, roleOf } from './access.ts';
import { annotationsOf } from './annotations.ts';
import { BuildContext } from './context.ts';
import { isManyToMany } from '../../references/index.ts';
import {
    areaOf, domainOf, enumOf, extensionOf, flowOf, purposeOf, referenceRowsOf, schemasOf, sequenceOf, sessionVariableOf, statementOf,
    structureOf, teamOf,
} from './definitions.ts';
import { entityOf } from './entities.ts';
import { headerOf, modelDeclaration } from './header.ts';
import { relationshipOf } from './relationships.ts';
import { reserveWrittenNames } from './reserved-names.ts';
import type { BuildMemory, BuiltEntity } from './reuse.ts';
import { jobOf, routineOf, triggerOf } from './routines.ts';
import { Sources } from './source.ts';
import { viewOf } from './views.ts';

/**
 * The model that linked documents make together. Nothing is parsed or linked. What did not link is of unknown type or
 * left out, and is the linker's error only. The memory serves to build the next version of the same model; with one or
 * without, the result is the same.
 */
export function buildModel(documents: readonly LangiumDocument[], memory?: BuildMemory): Model {
    const own = documents.filter(isModelDocument);
    const declaration = modelDeclaration(own);
    const root = own.find(document => declaration?.$container === document.parseResult.value);
    const ordered = root ? [root, ...own.filter(document => document !== root)] : own;
    const places = new Sources();
    const header = headerOf(declaration, ordered, places);
    const reuse = memory?.compare(ordered);
    const context = new BuildContext(ordered, header.naming, header.defaultSchema?.physicalName, places, reuse);
    for (const type of ['Entity', 'Relationship', 'StructuredType', 'View']) {
        for (const node of context.declarations.of<AstNode>(type)) {
            context.shapes.of(node);
        }
    }
    reserveWrittenNames(context);
    const defined = definitions(context);
    const built = entities(context);
    if (!built) {
        memory?.forget();
        return buildModel(documents, memory);
    }
    memory?.keep(ordered, built);
    return {
        ...header,
        annotations: declaration ? annotationsOf(context, declaration.annotations, {}) : [],
        ...defined,
        entities: [...built.values()].map(({ entity }) => entity),
        relationships: each(context, 'Relationship', relationshipOf),
        rows: each(context, 'ReferenceRows', referenceRowsOf),
        views: each(context, 'View', viewOf),
        routines: each(context, 'Routine', routineOf),
        triggers: each(context, 'Trigger', triggerOf),
        jobs: each(context, 'Job', jobOf),
        roles: each(context, 'Role', roleOf),
        grants: context.declarations.of<ast.Grant>('Grant').flatMap(node => grantsOf(context, node)),
        policies: each(context, 'Policy', policyOf),
        statements: each(context, 'SqlStatement', statementOf),
        flows: each(context, 'Flow', flowOf),
        sources: ordered.map(document => places.uriOf(document.parseResult.value)),
    };
}

function isModelDocument(document: LangiumDocument): document is LangiumDocument<ast.Document> {
    return document.uri.scheme !== preludeScheme && ast.isDocument(document.parseResult.value);
}

function definitions(context: BuildContext) {
    return {
        schemas: schemasOf(context, context.declarations.of<ast.Schema>('Schema')),
        areas: each(context, 'Area', areaOf),
        teams: each(context, 'Team', teamOf),
        purposes: each(context, 'Purpose', purposeOf),
        extensions: each(context, 'Extension', extensionOf),
        domains: each(context, 'Domain', domainOf),
        structures: each(context, 'StructuredType', structureOf),
        enums: each(context, 'Enum', enumOf),
        sessionVariables: each(context, 'SessionVariable', sessionVariableOf),
        sequences: each(context, 'Sequence', sequenceOf),
    };
}

/**
 * Entities in the order of the source; the tables between of many-to-many relationships behind them. Undefined where
 * what is left of the last build turns out not to hold.
 */
function entities(context: BuildContext): ReadonlyMap<AstNode, BuiltEntity> | undefined {
    const nodes: AstNode[] = [
        ...context.declarations.of<ast.Entity>('Entity'),
        ...context.declarations.of<ast.Relationship>('Relationship').filter(isManyToMany),
    ];
    const { names, reuse } = context;
    const built = new Map<AstNode, BuiltEntity>();
    names.takeGiven();
    for (const node of nodes) {
        const kept = reuse?.entity(node);
        if (kept) {
            if (!names.giveAgain(kept.names)) {
                return undefined;
            }
            built.set(node, kept);
            continue;
        }
        const shape = context.shapes.of(node);
        if (shape && shape.node === node) {
            const queriesBefore = context.queries;
            const entity = entityOf(context, shape);
            if (reuse?.changes(node, entity)) {
                return undefined;
            }
            built.set(node, { shape, entity, names: names.takeGiven(), asksOthers: context.queries > queriesBefore });
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
