import type { Parameter, Routine, RoutineResult } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeSetting } from './engine-options.ts';
import { writeExpression } from './expressions.ts';
import { callableIdentifier, dollarQuotedExactly, identifier, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { writeType } from './types.ts';
import { engine } from './versions.ts';

const longestLine = 100;

export function createRoutine(routine: Routine, context: PostgresContext): Statement {
    return statement(
        { id: routine.id, place: routine.place },
        routine.kind === 'aggregate' ? aggregateText(routine, context) : functionText(routine, context),
    );
}

/** The routine with the types that tell it from others of its name: `sales.tax_of(numeric, text)`. */
export function signature(routine: Routine, context: PostgresContext): string {
    const types = routine.parameters.filter(parameter => parameter.mode !== 'out').map(parameter => parameterType(parameter, context));
    return `${qualifiedCallable(routine.physicalName)}(${types.join(', ')})`;
}

/** The word for it in COMMENT, GRANT and so on. */
export function routineKeyword({ kind }: Routine): string {
    return kind.toUpperCase();
}

/** The language that a body is written in, where none is named. */
export function languageOf(routine: Pick<Routine, 'language' | 'bodies'>): string {
    return routine.language ?? (isBlock(routine.bodies[engine] ?? '') ? 'plpgsql' : 'sql');
}

/** A block of PL/pgSQL, not a single statement (manual, "Structure of PL/pgSQL"). */
export function isBlock(body: string): boolean {
    return /^\s*(?:<<\s*\w+\s*>>\s*)?(?:declare|begin)\b(?!\s+atomic\b)/i.test(body);
}

function functionText(routine: Routine, context: PostgresContext): string {
    const language = languageOf(routine);
    const attributes = [
        ...routine.volatility === undefined ? [] : [routine.volatility.toUpperCase()],
        ...routine.strict ? ['STRICT'] : [],
        ...routine.leakproof ? ['LEAKPROOF'] : [],
        ...routine.securityDefiner ? ['SECURITY DEFINER'] : [],
        ...routine.parallel === undefined ? [] : [`PARALLEL ${routine.parallel.toUpperCase()}`],
        ...routine.cost === undefined ? [] : [`COST ${routine.cost}`],
        ...routine.rows === undefined ? [] : [`ROWS ${routine.rows}`],
    ];
    const result = resultText(routine.result, context);
    return [
        `CREATE OR REPLACE ${routineKeyword(routine)} ${qualifiedCallable(routine.physicalName)}${parameterList(routine.parameters, context)}`,
        ...result === undefined || routine.kind === 'procedure' ? [] : [`RETURNS ${result}`],
        `LANGUAGE ${identifier(language)}`,
        ...attributes.length === 0 ? [] : [attributes.join(' ')],
        ...routine.settings.map(({ name, value }) => `SET ${name} = ${writeSetting(value)}`),
        bodyText(routine.bodies[engine] ?? '', language),
    ].join('\n');
}

/** The body lists what CREATE AGGREGATE wants in its second parentheses: `sfunc = int4_sum, stype = bigint`. */
function aggregateText(routine: Routine, context: PostgresContext): string {
    const parameters = routine.parameters.length === 0 ? '(*)' : parameterList(routine.parameters, context);
    const parallel = routine.parallel === undefined ? '' : `,\n    parallel = ${routine.parallel}`;
    const body = (routine.bodies[engine] ?? '').trim().replaceAll(/\n\s*/g, '\n    ');
    return `CREATE OR REPLACE AGGREGATE ${qualifiedCallable(routine.physicalName)}${parameters} (\n    ${body}${parallel}\n)`;
}

function bodyText(body: string, language: string): string {
    const text = body.trim();
    if (language === 'sql' && /^(?:begin\s+atomic|return)\b/i.test(text)) {
        return text;
    }
    return language === 'c' || language === 'internal' ? `AS ${stringLiteral(text)}` : `AS ${dollarQuotedExactly(body)}`;
}

function parameterList(parameters: readonly Parameter[], context: PostgresContext): string {
    const texts = parameters.map(parameter => parameterText(parameter, context));
    const line = `(${texts.join(', ')})`;
    return line.length <= longestLine ? line : `(\n    ${texts.join(',\n    ')}\n)`;
}

function parameterText(parameter: Parameter, context: PostgresContext): string {
    return [
        ...parameter.mode === 'in' ? [] : [parameter.mode.toUpperCase()],
        // param_name in gram.y is what a type's or function's name may be.
        ...parameter.physicalName === undefined ? [] : [callableIdentifier(parameter.physicalName)],
        parameterType(parameter, context),
        ...parameter.default ? [`DEFAULT ${writeExpression(parameter.default, context)}`] : [],
    ].join(' ');
}

function parameterType({ type }: Parameter, context: PostgresContext): string {
    return writeType(type, context.names);
}

function resultText(result: RoutineResult | undefined, context: PostgresContext): string | undefined {
    switch (result?.kind) {
        case undefined:
            return undefined;
        case 'type':
            return (result.setof ? 'SETOF ' : '') + writeType(result.type, context.names);
        case 'table':
            return `TABLE ${parameterList(result.columns, context)}`;
        case 'trigger':
        case 'void':
            return result.kind;
    }
}
