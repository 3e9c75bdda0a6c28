export type PropertyValue = string | number | boolean | readonly string[];

/** One user-made object as the server describes it. No oid, no order of creation, nothing that differs between equal databases. */
export interface Fact {
    /** `table`, `column`, `constraint`, `index`, ... */
    readonly kind: string;
    /** The name with its schema, quoted where SQL needs it, unique within the kind; a function's has its argument types. */
    readonly identity: string;
    /** The {@link keyOf} of the object that it belongs to and goes with. */
    readonly partOf?: string;
    /** What is as PostgreSQL has it by default is left out. */
    readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** Everything user-made in a database, sorted by kind and identity. */
export type Catalog = readonly Fact[];

/** Names a fact among all facts of a catalog: `table sales.orders`. */
export function keyOf(fact: Pick<Fact, 'kind' | 'identity'>): string {
    return `${fact.kind} ${fact.identity}`;
}
