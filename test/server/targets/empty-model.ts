import type { Model, Place } from '../../../language/index.ts';

export const place: Place = { uri: 'test:/model.erd', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

export const emptyModel: Model = {
    name: 'Test', annotations: [], targets: [], naming: { rule: 'snake_case', plural: false, patterns: {} }, compliance: [],
    schemas: [], areas: [], teams: [], purposes: [], extensions: [], domains: [], structures: [], enums: [], sessionVariables: [],
    sequences: [], entities: [], relationships: [], rows: [], views: [], routines: [], triggers: [], jobs: [], roles: [], grants: [],
    policies: [], statements: [], flows: [], sources: [],
};
