import type { FunctionParameter, Node, ObjectWithArgs, VariableSetStmt } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import type { SourceOption, SourceParameter, SourceRoutine, SourceType } from '../source/index.ts';
import { depthsOf } from './depths.ts';
import { definitionsIn, isOn, valueOf } from './definitions.ts';
import type { Definition } from './definitions.ts';
import { NamedDraft, present } from './drafts.ts';
import type { Draft, Origin } from './drafts.ts';
import { freezeExpression, NO_COLUMNS } from './expressions/draft.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import type { Finder, Finders, Handlers } from './handlers.ts';
import { nameIn, nameOfTexts, quoted } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { NodeOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import { readType } from './types.ts';
import type { TypeRef } from './types.ts';

type Mode = SourceParameter['mode'] | 'table';

interface ParameterDraft {
    readonly mode: Mode;
    readonly name: string | undefined;
    readonly type: TypeRef;
    readonly default: ExpressionDraft | undefined;
}

/** A function, procedure or aggregate. */
export class RoutineDraft extends NamedDraft {
    override readonly anchors = 'routine';
    readonly routine: SourceRoutine['routine'];
    readonly parameters: readonly ParameterDraft[];
    returns: { readonly setOf: boolean; readonly type: TypeRef } | undefined;
    language = 'sql';
    body = '';
    standardBody = false;
    attributes: Attributes = { strict: false, leakproof: false, securityDefiner: false };
    settings: readonly SourceOption[] = [];

    constructor(origin: Origin, name: PhysicalName, routine: SourceRoutine['routine'], parameters: readonly ParameterDraft[]) {
        super(origin, name);
        this.routine = routine;
        this.parameters = parameters;
    }

    /** Whether a type is that of a parameter or of the result. */
    mentions(type: Draft): boolean {
        return [...this.parameters, ...this.returns === undefined ? [] : [this.returns]].some(each => each.type.draft === type);
    }

    /** The types by which PostgreSQL tells routines of one name apart. */
    get signature(): readonly SourceType[] {
        return this.parameters.filter(({ mode }) => mode !== 'out' && mode !== 'table').map(({ type }) => type.freeze());
    }

    override freeze(): SourceRoutine {
        const columns = this.parameters.filter(({ mode }) => mode === 'table');
        const returns = columns.length > 0
            ? { columns: columns.map(freezeParameter) }
            : this.returns && { setOf: this.returns.setOf, type: this.returns.type.freeze() };
        return {
            kind: 'routine', ...this.element, routine: this.routine, name: this.name,
            parameters: this.parameters.filter(({ mode }) => mode !== 'table').map(freezeParameter),
            ...present('returns', returns),
            language: this.language, body: this.body, standardBody: this.standardBody,
            ...this.attributes, settings: this.settings,
        };
    }
}

type Attributes = Pick<SourceRoutine, 'volatility' | 'strict' | 'leakproof' | 'securityDefiner' | 'parallel' | 'cost' | 'rows'>;

function freezeParameter({ mode, name, type, default: value }: ParameterDraft): SourceParameter {
    const frozen = type.freeze();
    return {
        mode: mode === 'table' ? 'out' : mode,
        ...present('name', name),
        type: frozen,
        ...value === undefined ? {} : { default: freezeExpression(value, { ...NO_COLUMNS, target: frozen }) },
    };
}

const MODES: Readonly<Record<string, Mode>> = {
    FUNC_PARAM_OUT: 'out', FUNC_PARAM_INOUT: 'inout', FUNC_PARAM_VARIADIC: 'variadic', FUNC_PARAM_TABLE: 'table',
};

/** What the language has no word for: the statement is kept whole. */
const WITHOUT_WORDS: ReadonlySet<string> = new Set(['window', 'support', 'transform']);

/** What else one statement of the grammar defines. */
const DEFINED: Readonly<Record<string, string>> = {
    OBJECT_OPERATOR: 'CREATE OPERATOR', OBJECT_TYPE: 'CREATE TYPE', OBJECT_COLLATION: 'CREATE COLLATION', OBJECT_TSPARSER: 'CREATE TEXT SEARCH PARSER',
    OBJECT_TSDICTIONARY: 'CREATE TEXT SEARCH DICTIONARY', OBJECT_TSTEMPLATE: 'CREATE TEXT SEARCH TEMPLATE',
    OBJECT_TSCONFIGURATION: 'CREATE TEXT SEARCH CONFIGURATION',
};

export const routineHandlers: Handlers = {
    CreateFunctionStmt(statement, context) {
        const { state } = context;
        const kind = statement.is_procedure === true ? 'procedure' : 'function';
        const construct = `CREATE ${kind.toUpperCase()}`;
        const definitions = definitionsIn(statement.options);
        const name = creationName(statement.funcname, context);
        const parameters = (statement.parameters ?? []).flatMap(node => parameterOf(node, context) ?? []);
        const draft = new RoutineDraft(context.origin, name, kind, parameters);
        draft.statement = context.qualified();
        const former = state.routine(name, draft.signature);
        const as = textsOf(listItems(definitions.find(each => each.name === 'as')?.argument));
        if (as.length > 1 || definitions.some(each => WITHOUT_WORDS.has(each.name)) || !takeAttributes(draft, definitions)) {
            if (former !== undefined) {
                state.remove(former);
            }
            context.keep(construct);
            return;
        }
        draft.language = valueOf(definitions.find(each => each.name === 'language')?.argument)?.toLowerCase() ?? 'sql';
        draft.standardBody = statement.sql_body !== undefined;
        draft.body = draft.standardBody ? standardBodyOf(context) : as[0] ?? '';
        if (statement.returnType !== undefined && kind === 'function') {
            draft.returns = { setOf: statement.returnType.setof ?? false, type: readType(statement.returnType, state) };
        }
        if (former !== undefined) {
            draft.comment = former.comment;
            state.replace(former, draft);
        } else {
            state.add(draft);
        }
    },
    AlterFunctionStmt(statement, context) {
        const draft = statement.func === undefined ? undefined : routineOf(statement.func, context);
        const definitions = definitionsIn(statement.actions);
        if (draft === undefined || definitions.some(each => WITHOUT_WORDS.has(each.name)) || !takeAttributes(draft, definitions)) {
            context.keep('ALTER FUNCTION', draft);
        } else {
            draft.statement = undefined;
        }
    },
    DefineStmt(statement, context) {
        if (statement.kind === 'OBJECT_AGGREGATE') {
            defineAggregate(statement, context);
            return;
        }
        context.keep(DEFINED[statement.kind ?? ''] ?? 'CREATE');
    },
};

const findRoutine: Finder = (object, context) => {
    const fields = fieldsOf(object, 'ObjectWithArgs');
    return fields && routineOf(fields, context);
};

export const routineFinders: Finders = {
    OBJECT_FUNCTION: findRoutine,
    OBJECT_PROCEDURE: findRoutine,
    OBJECT_ROUTINE: findRoutine,
    OBJECT_AGGREGATE: findRoutine,
};

/** The routine that a signature means. Types of OUT parameters may be among its arguments. */
export function routineOf(object: ObjectWithArgs, context: StatementContext): RoutineDraft | undefined {
    const named = context.state.routinesNamed(nameIn(object.objname));
    if (object.args_unspecified === true) {
        return named.length === 1 ? named[0] : undefined;
    }
    const given = (object.objargs ?? []).flatMap(node => fieldsOf(node, 'TypeName') ?? []).map(type => readType(type, context.state).freeze().sql);
    const hasTypes = (types: readonly SourceType[]) => types.length === given.length && types.every(({ sql }, index) => sql === given[index]);
    return named.find(draft => hasTypes(draft.signature))
        ?? named.find(draft => hasTypes(draft.parameters.filter(({ mode }) => mode !== 'table').map(({ type }) => type.freeze())));
}

function creationName(funcname: readonly Node[] | undefined, { state }: StatementContext): PhysicalName {
    const { schema, name } = nameOfTexts(textsOf(funcname));
    return state.creationName(schema, name);
}

function parameterOf(node: Node, context: StatementContext): ParameterDraft | undefined {
    const fields: FunctionParameter | undefined = fieldsOf(node, 'FunctionParameter');
    return fields && {
        mode: MODES[fields.mode ?? ''] ?? 'in',
        name: fields.name,
        type: readType(fields.argType, context.state),
        default: fields.defexpr === undefined ? undefined : context.expression(fields.defexpr),
    };
}

/** Sets what the definitions say. False, with the draft unchanged, where the language has no words for one of them. */
function takeAttributes(draft: RoutineDraft, definitions: readonly Definition[]): boolean {
    const attributes: { -readonly [Key in keyof Attributes]: Attributes[Key] } = { ...draft.attributes };
    let settings = draft.settings;
    for (const { name, argument } of definitions) {
        const value = valueOf(argument)?.toLowerCase();
        switch (name) {
            case 'volatility':
                attributes.volatility = value as NonNullable<Attributes['volatility']>;
                break;
            case 'strict':
                attributes.strict = isOn(argument);
                break;
            case 'leakproof':
                attributes.leakproof = isOn(argument);
                break;
            case 'security':
                attributes.securityDefiner = isOn(argument);
                break;
            case 'parallel':
                attributes.parallel = value as NonNullable<Attributes['parallel']>;
                break;
            case 'cost':
            case 'rows':
                attributes[name] = value ?? '';
                break;
            case 'set': {
                const changed = settingsAfter(settings, argument && fieldsOf(argument, 'VariableSetStmt'));
                if (changed === undefined) {
                    return false;
                }
                settings = changed;
                break;
            }
            default:
                break;
        }
    }
    draft.attributes = attributes;
    draft.settings = settings;
    return true;
}

/** Undefined for a setting that is taken from the session which makes the function. */
function settingsAfter(settings: readonly SourceOption[], statement: VariableSetStmt | undefined): readonly SourceOption[] | undefined {
    const { kind, name = '', args } = statement ?? {};
    const others = settings.filter(setting => setting.name !== name);
    switch (kind) {
        case 'VAR_SET_VALUE':
            return [...others, { name, value: (args ?? []).map(settingText).join(', ') }];
        case 'VAR_SET_DEFAULT':
        case 'VAR_RESET':
            return others;
        case 'VAR_RESET_ALL':
            return [];
        default:
            return undefined;
    }
}

/** One value of a setting as SQL has it: a word is one where it can be, else a constant. */
function settingText(node: Node): string {
    const constant = fieldsOf(node, 'A_Const');
    if (constant?.sval !== undefined) {
        const text = constant.sval.sval ?? '';
        return quoted(text) === text ? text : `'${text.replaceAll("'", "''")}'`;
    }
    return valueOf(node) ?? '';
}

function listItems(node: Node | undefined): readonly Node[] | undefined {
    return node && fieldsOf(node, 'List')?.items;
}

/** From `BEGIN ATOMIC` or `RETURN` to the end: nothing follows a standard body (manual, "CREATE FUNCTION"). */
function standardBodyOf(context: StatementContext): string {
    const { tokens } = context.source;
    const depths = depthsOf(tokens);
    const start = tokens.find(({ kind, value }, index) => kind === 'word' && depths[index] === 0
        && (value === 'return' || value === 'begin' && tokens[index + 1]?.value === 'atomic'));
    return start === undefined ? '' : context.qualified(start.start);
}

function defineAggregate(statement: NodeOf<'DefineStmt'>, context: StatementContext): void {
    const [list, direct] = statement.args ?? [];
    const isOrdinary = statement.oldstyle !== true && (direct === undefined || (fieldsOf(direct, 'Integer')?.ival ?? 0) < 0);
    const parameters = (listItems(list) ?? []).flatMap(node => parameterOf(node, context) ?? []);
    const name = creationName(statement.defnames, context);
    const draft = new RoutineDraft(context.origin, name, 'aggregate', parameters);
    draft.statement = context.qualified();
    const former = context.state.routine(name, draft.signature);
    if (former !== undefined) {
        context.state.remove(former);
    }
    if (!isOrdinary) {
        context.keep('CREATE AGGREGATE');
        return;
    }
    const definitions = definitionsIn(statement.definition);
    const parallel = valueOf(definitions.find(each => each.name === 'parallel')?.argument)?.toLowerCase();
    draft.attributes = { ...draft.attributes, ...present('parallel', parallel as Attributes['parallel']) };
    draft.body = textsOfDefinition(definitions, context).filter(text => !/^parallel\b/i.test(text)).join(',\n');
    context.state.add(draft);
}

/** The parts of the last parentheses, as written. */
function textsOfDefinition(definitions: readonly Definition[], context: StatementContext): readonly string[] {
    const { source } = context;
    const { tokens } = source;
    const depths = depthsOf(tokens);
    const first = source.offset(definitions[0]?.location ?? 0);
    const texts: string[] = [];
    let start = first;
    for (const [index, token] of tokens.entries()) {
        const ends = token.kind === 'symbol' && (token.value === ',' && depths[index] === 1 || token.value === ')' && depths[index] === 0);
        if (token.start >= first && ends) {
            texts.push(context.qualified(start, token.start).trim().replace(/\s+/g, ' '));
            start = token.end;
        }
    }
    return texts;
}
