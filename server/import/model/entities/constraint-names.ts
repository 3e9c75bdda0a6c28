import { NameRegistry, type GeneratedKind, type Naming, type PhysicalName } from '../../../../language/index.ts';

/** The name that a constraint or index gets in the model where none is written and none is in its way. */
export function defaultName(
    kind: GeneratedKind, parts: { readonly table: PhysicalName; readonly columns: readonly string[]; readonly name?: string }, patterns: Naming['patterns'],
): string {
    return new NameRegistry(patterns).generate(kind, parts);
}
