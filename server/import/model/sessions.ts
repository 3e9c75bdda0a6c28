import type { ExpressionTree, SourceSchema, SourceSession, SourceType } from '../source/index.ts';

/** How an expression asks for a setting: as a text, or cast to a type, as the language's variables are. */
export interface SessionUse {
    readonly setting: string;
    readonly required: boolean;
    /** Absent for the text itself. */
    readonly type?: SourceType;
}

const text: SourceType = { name: 'text', arguments: [], dimensions: [], sql: 'text' };

/**
 * The source with a variable for each setting of the application that its expressions ask for: of the type that all of them
 * cast it to, else a text. PostgreSQL's own settings have no point in their names, and are none.
 */
export function withSessions(schema: SourceSchema): SourceSchema {
    const uses = Map.groupBy(schema.objects.flatMap(usesIn), ({ setting }) => setting);
    const sessions = Array.from(uses, ([setting, all]): SourceSession => {
        const types = new Set(all.map(({ type, required }) => `${type?.sql} ${required}`));
        const plain = all.filter(({ type }) => type === undefined);
        const { type = text, required } = types.size === 1 ? all[0]! : { required: (plain.length > 0 ? plain : all)[0]!.required };
        return { kind: 'session', line: 1, name: setting, type, required };
    });
    return sessions.length === 0 ? schema : { ...schema, objects: [...sessions, ...schema.objects] };
}

/**
 * What the language's variables are in PostgreSQL: a text is asked for as it is, of another type it is cast, and where it need not be
 * set an empty text is null, as it is after a transaction that had it.
 */
export function sessionUse(tree: ExpressionTree): SessionUse | undefined {
    if (tree.kind !== 'cast') {
        return settingOf(tree);
    }
    const { operand, type } = tree;
    const isPlain = type.name !== 'text' && type.name !== 'character varying' && type.arguments.length === 0;
    const [value, other] = operand.kind === 'call' && operand.name === 'nullif' ? operand.arguments : [];
    const inner = value ? other?.kind === 'string' && other.value === '' ? settingOf(value) : undefined : settingOf(operand);
    return isPlain && inner && inner.required === (value === undefined) ? { ...inner, type } : undefined;
}

function settingOf(tree: ExpressionTree): SessionUse | undefined {
    if (tree.kind !== 'call' || tree.name !== 'current_setting' || tree.schema !== undefined && tree.schema !== 'pg_catalog') {
        return undefined;
    }
    const [setting, mayLack, more] = tree.arguments;
    const isRead = setting?.kind === 'string' && /^[A-Za-z_]\w*\.[\w.]+$/.test(setting.value) && (mayLack === undefined || mayLack.kind === 'boolean' && mayLack.value) && more === undefined;
    return isRead ? { setting: setting.value, required: mayLack === undefined } : undefined;
}

/** Uses in an object's trees, wherever it has them; the whole of a use and not a part of it. */
function usesIn(object: unknown): readonly SessionUse[] {
    const found: SessionUse[] = [];
    const open: unknown[] = [object];
    for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
        if (typeof value !== 'object' || value === null) {
            continue;
        }
        const { kind } = value as { readonly kind?: unknown };
        const use = kind === 'cast' || kind === 'call' ? sessionUse(value as ExpressionTree) : undefined;
        if (use) {
            found.push(use);
        } else {
            open.push(...Object.values(value).filter(part => typeof part === 'object'));
        }
    }
    return found;
}
