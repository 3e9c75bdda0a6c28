import { preludeScheme, preludeTexts } from '../../../language/index.ts';
import type { Extension } from '../../../language/index.ts';
import { callableIdentifier, identifier } from './identifiers.ts';

/** The extension that brings a function, type or operator class, by its name, as the prelude declares them. */
const extensionOf: ReadonlyMap<string, string> = new Map([
    ['vector', 'vector'],
    ...Array.from(
        (preludeTexts.get(`${preludeScheme}:/extensions.erd`) ?? '').matchAll(/^extension "?([\w-]+)"? \{([^}]*)\}/gm),
        ([, extension, members]) => Array.from(
            members!.matchAll(/\b(?:function|aggregate|primitive|operator class) (\w+)/g), ([, member]): [string, string] => [member!, extension!],
        ),
    ).flat(),
]);

/** Names what extensions bring, with the schema where the model puts one. */
export class ExtensionMembers {
    private readonly schemas: ReadonlyMap<string, string>;

    constructor(extensions: readonly Extension[]) {
        this.schemas = new Map(extensions.flatMap(({ name, schema }) => schema === undefined ? [] : [[name, schema]]));
    }

    /** `ext.gin_trgm_ops` where the model has `extension pg_trgm in ext`, else the bare name. */
    operatorClass(name: string): string {
        return this.prefix(name) + identifier(name);
    }

    /** The bare names of what is built in are left unquoted: coalesce, left and others are key words. */
    routine(name: string): string {
        const prefix = this.prefix(name);
        return prefix === '' ? name : prefix + callableIdentifier(name);
    }

    /** A type in PostgreSQL's own words, such as `citext` or `geometry(Point, 4326)`. */
    type(spelling: string): string {
        const [name] = /^\w+/.exec(spelling) ?? [];
        return name === undefined ? spelling : this.prefix(name) + spelling;
    }

    private prefix(name: string): string {
        const schema = this.schemas.get(extensionOf.get(name) ?? '');
        return schema === undefined ? '' : `${identifier(schema)}.`;
    }
}
