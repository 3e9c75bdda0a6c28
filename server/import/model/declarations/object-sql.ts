import type { SourceObject, SourceOption, SourceParameter, SourcePolicy, SourceRoutine, SourceTrigger } from '../../source/index.ts';
import { indexSql, literal, qualifiedName, quoted } from '../entities/sql.ts';

// Whole objects in PostgreSQL's own words, where the statement that made them does not say any more what they are.

/** The statement that would make an object now, for the kinds that a later statement changes. */
export function createSql(object: SourceObject): string | undefined {
    switch (object.kind) {
        case 'trigger':
            return triggerSql(object);
        case 'policy':
            return policySql(object);
        case 'routine':
            return object.routine === 'aggregate' ? undefined : routineSql(object);
        default:
            return undefined;
    }
}

function triggerSql(trigger: SourceTrigger): string {
    const events = trigger.events.map(({ kind, columns }) => kind + (columns.length === 0 ? '' : ` of ${columns.map(quoted).join(', ')}`)).join(' or ');
    const rows = [
        ...trigger.oldRows === undefined ? [] : [`old table as ${quoted(trigger.oldRows)}`], ...trigger.newRows === undefined ? [] : [`new table as ${quoted(trigger.newRows)}`],
    ];
    const { deferrable, initiallyDeferred } = trigger.constraintTiming;
    return `create ${trigger.constraint ? 'constraint ' : ''}trigger ${quoted(trigger.name)} ${trigger.timing} ${events} on ${qualifiedName(trigger.relation)}`
        + (deferrable ? ` deferrable${initiallyDeferred ? ' initially deferred' : ''}` : '')
        + (rows.length === 0 ? '' : ` referencing ${rows.join(' ')}`)
        + ` for each ${trigger.level}${trigger.condition ? ` when (${trigger.condition.sql})` : ''}`
        + ` execute function ${qualifiedName(trigger.routine)}(${trigger.arguments.map(literal).join(', ')})`;
}

function policySql({ name, table, permissive, command, roles, using, check }: SourcePolicy): string {
    return `create policy ${quoted(name)} on ${qualifiedName(table)}${permissive ? '' : ' as restrictive'} for ${command}`
        + ` to ${roles.map(role => role === 'public' ? role : quoted(role)).join(', ')}`
        + (using ? ` using (${using.sql})` : '') + (check ? ` with check (${check.sql})` : '');
}

function routineSql(routine: SourceRoutine): string {
    const { returns, settings } = routine;
    const result = returns === undefined ? '' : 'columns' in returns
        ? ` returns table (${returns.columns.map(column => parameterSql({ ...column, mode: 'in' })).join(', ')})` : ` returns ${returns.setOf ? 'setof ' : ''}${returns.type.sql}`;
    const attributes = [
        `language ${quoted(routine.language)}`, ...routine.volatility === undefined ? [] : [routine.volatility], ...routine.strict ? ['strict'] : [],
        ...routine.leakproof ? ['leakproof'] : [], ...routine.securityDefiner ? ['security definer'] : [],
        ...routine.parallel === undefined ? [] : [`parallel ${routine.parallel}`], ...routine.cost === undefined ? [] : [`cost ${routine.cost}`],
        ...routine.rows === undefined ? [] : [`rows ${routine.rows}`], ...settings.map(settingSql),
    ];
    return `create ${routine.routine} ${qualifiedName(routine.name)}(${routine.parameters.map(parameterSql).join(', ')})${result} ${attributes.join(' ')} `
        + (routine.standardBody ? routine.body : `as ${dollarQuoted(routine.body)}`);
}

function parameterSql({ mode, name, type, default: value }: SourceParameter): string {
    return `${mode === 'in' ? '' : `${mode} `}${name === undefined ? '' : `${quoted(name)} `}${type.sql}${value === undefined ? '' : ` default ${value.sql}`}`;
}

function settingSql({ name, value = '' }: SourceOption): string {
    return `set ${name} = ${value}`;
}

function dollarQuoted(text: string): string {
    const tags = ['', 'body', ...Array.from({ length: 100 }, (_, number) => `body${number}`)];
    const tag = tags.find(each => !text.includes(`$${each}$`)) ?? '';
    return `$${tag}$${text}$${tag}$`;
}

/** What was said of an object after the statement that made it, and is as lost as that without a declaration. */
export function laterStatements(object: SourceObject): readonly string[] {
    const comment = object.comment === undefined ? [] : [object.comment];
    const commentOn = (what: string): readonly string[] => comment.map(text => `comment on ${what} is ${literal(text)}`);
    switch (object.kind) {
        case 'trigger': {
            const state = object.state === undefined ? [] : [object.state === 'disabled' ? 'disable' : `enable ${object.state}`];
            const relation = qualifiedName(object.relation);
            return [...state.map(change => `alter table ${relation} ${change} trigger ${quoted(object.name)}`), ...commentOn(`trigger ${quoted(object.name)} on ${relation}`)];
        }
        case 'policy':
            return commentOn(`policy ${quoted(object.name)} on ${qualifiedName(object.table)}`);
        case 'routine': {
            const types = object.parameters.filter(({ mode }) => mode !== 'out').map(({ type }) => type.sql).join(', ');
            return commentOn(`${object.routine} ${qualifiedName(object.name)}(${object.routine === 'aggregate' && types === '' ? '*' : types})`);
        }
        case 'enum':
        case 'composite':
            return commentOn(`type ${qualifiedName(object.name)}`);
        case 'domain':
        case 'sequence':
            return commentOn(`${object.kind} ${qualifiedName(object.name)}`);
        case 'view': {
            const name = qualifiedName(object.name);
            return [
                ...commentOn(`${object.materialized ? 'materialized view' : 'view'} ${name}`),
                ...object.columns.flatMap(column => column.comment === undefined ? [] : [`comment on column ${name}.${quoted(column.name)} is ${literal(column.comment)}`]),
                ...object.indexes.map(index => indexSql(index, object.name)),
            ];
        }
        default:
            return [];
    }
}
