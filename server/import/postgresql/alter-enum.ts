import { markStale } from './dependents.ts';
import type { Handlers } from './handlers.ts';
import { nameIn } from './identifiers.ts';
import { EnumDraft } from './type-definitions.ts';

export const alterEnumHandlers: Handlers = {
    AlterEnumStmt({ typeName, oldVal, newVal = '', newValNeighbor, newValIsAfter }, context) {
        const type = context.state.type(nameIn(typeName));
        if (!(type instanceof EnumDraft)) {
            context.keep('ALTER TYPE');
            return;
        }
        if (oldVal !== undefined) {
            const at = type.values.indexOf(oldVal);
            if (at >= 0) {
                type.values[at] = newVal;
                markStale(oldVal, 'object', context.state);
            }
            return;
        }
        if (type.values.includes(newVal)) {
            return;
        }
        const neighbor = newValNeighbor === undefined ? -1 : type.values.indexOf(newValNeighbor);
        type.values.splice(neighbor < 0 ? type.values.length : neighbor + (newValIsAfter === true ? 1 : 0), 0, newVal);
    },
};
