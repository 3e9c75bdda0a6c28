import type { PhysicalName } from '../../../language/index.ts';
import type { SourceStatement } from '../source/index.ts';
import { RelationDraft } from './drafts.ts';
import type { Draft, Origin, RelationKind } from './drafts.ts';
import { anchorOf } from './kept-statement.ts';

/** A relation that the language has no words for, such as a foreign table: the statement that makes it is kept. */
export class KeptRelation extends RelationDraft {
    override readonly relation: RelationKind;
    readonly sql: string;
    readonly after: Draft | undefined;

    constructor(origin: Origin, name: PhysicalName, relation: RelationKind, sql: string, after?: Draft) {
        super(origin, name);
        this.relation = relation;
        this.sql = sql;
        this.after = after;
    }

    /** It is no element of the model itself. */
    override get place(): Draft | undefined {
        return this.after?.place;
    }

    override commentColumn(): boolean {
        return false;
    }

    override renameColumn(): boolean {
        return false;
    }

    override freeze(): SourceStatement {
        const after = anchorOf(this.after);
        return { kind: 'statement', ...this.element, sql: this.sql, ...after === undefined ? {} : { after } };
    }
}
