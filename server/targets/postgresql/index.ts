import { tablesOf } from '../../../language/index.ts';
import type { Target } from '../target.ts';
import { checkModel } from './checks.ts';
import { contextOf } from './context.ts';
import { writeExpression } from './expressions.ts';
import { postgresqlFindings } from './findings.ts';
import { identifier, identifierBytes } from './identifiers.ts';
import { writeScript } from './script.ts';
import { writeType } from './types.ts';
import { engine, hasFeature, label, majorVersion, versions } from './versions.ts';

export const postgresql: Target = {
    engine,
    label,
    versions,
    limits: { identifierBytes },
    findings: postgresqlFindings,
    supports: (feature, version) => hasFeature(feature, majorVersion({ targets: [] }, { version })),
    identifier,
    type: (type, model) => writeType(type, contextOf(model, tablesOf(model), {}).names),
    expression: (expression, model) => writeExpression(expression, contextOf(model, tablesOf(model), {})),
    check: checkModel,
    generate: (model, options = {}) => writeScript(contextOf(model, tablesOf(model), options)),
};
