import type * as ast from '../../generated/ast.ts';
import type { NamedTypes } from '../typing.ts';
import type { Type } from '../types.ts';
import { partsOf } from './columns.ts';
import type { BuildContext } from './context.ts';
import { domainTypeOf } from './types.ts';

/** The named types of a model that is being built. */
export class DeclaredTypes implements NamedTypes {
    private readonly context: BuildContext;
    private domains: Map<string, Type> | undefined;

    constructor(context: BuildContext) {
        this.context = context;
    }

    domain(id: string): Type | undefined {
        if (!this.domains) {
            this.domains = new Map();
            for (const domain of this.context.declarations.of<ast.Domain>('Domain')) {
                this.domains.set(this.context.id(domain), domainTypeOf(this.context, domain));
            }
        }
        return this.domains.get(id);
    }

    keyTypes(entity: string, attributes?: readonly string[]): readonly Type[] {
        const shape = this.context.shapes.named(entity);
        const types: Type[] = [];
        for (const name of attributes ?? shape?.key ?? []) {
            const attribute = shape?.byName.get(name);
            for (const { type } of attribute ? partsOf(this.context, attribute) : []) {
                types.push(type);
            }
        }
        return types;
    }
}
