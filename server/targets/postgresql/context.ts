import type { Model, Table } from '../../../language/index.ts';
import type { GenerateOptions } from '../target.ts';
import type { ExpressionScope } from './expressions.ts';
import { ModelNames } from './model-names.ts';
import { majorVersion } from './versions.ts';

/** What every writer needs to know. */
export interface PostgresContext extends ExpressionScope {
    readonly model: Model;
    readonly options: Omit<GenerateOptions, 'version'>;
}

export function contextOf(model: Model, tables: readonly Table[], options: Partial<GenerateOptions>): PostgresContext {
    return {
        model,
        names: new ModelNames(model, tables),
        version: majorVersion(model, options),
        options: {
            split: options.split ?? 'none',
            ifNotExists: options.ifNotExists ?? false,
            concurrentIndexes: options.concurrentIndexes ?? false,
        },
    };
}
