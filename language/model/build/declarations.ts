import type { AstNode, LangiumDocument } from 'langium';
import type * as ast from '../../generated/ast.ts';

/** What the documents of a model declare, by type, in the order of the documents. Schema blocks are looked into. */
export class Declarations {
    private readonly byType = new Map<string, AstNode[]>();

    constructor(documents: readonly LangiumDocument<ast.Document>[]) {
        for (const document of documents) {
            this.collect(document.parseResult.value.declarations);
        }
    }

    of<T extends AstNode>(type: T['$type']): readonly T[] {
        return (this.byType.get(type) ?? []) as readonly AstNode[] as readonly T[];
    }

    private collect(declarations: readonly ast.Declaration[]): void {
        for (const declaration of declarations) {
            const present = this.byType.get(declaration.$type);
            if (present) {
                present.push(declaration);
            } else {
                this.byType.set(declaration.$type, [declaration]);
            }
            if (declaration.$type === 'Schema') {
                this.collect(declaration.declarations);
            }
        }
    }
}
