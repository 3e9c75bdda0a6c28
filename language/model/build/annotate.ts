import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';

/** What `annotate` blocks say about one element. */
export interface Annotated {
    readonly annotations: ast.Annotation[];
    readonly lines: ast.GovernanceLine[];
    /** By member name: a mixin's attribute is annotated for the entity that uses it, not for all users. */
    readonly members: Map<string, ast.Annotation[]>;
}

/** Governance that lives in blocks of its own, by the element that it is about. */
export class AnnotateIndex {
    private readonly byTarget = new Map<AstNode, Annotated>();

    constructor(annotates: readonly ast.Annotate[]) {
        for (const annotate of annotates) {
            const segments = annotate.target?.segments ?? [];
            const target = segments.at(-1)?.target?.ref;
            const owner = segments.at(-2)?.target?.ref;
            if (!target) {
                continue;
            }
            if (isMember(target) && owner && owner.$type !== 'Schema') {
                this.addMember(owner, target.name, annotate.annotations);
            } else {
                this.of(target).annotations.push(...annotate.annotations);
            }
            for (const line of annotate.lines) {
                if (line.$type !== 'MemberAnnotation') {
                    this.of(target).lines.push(line);
                } else if (line.member?.ref) {
                    this.addMember(target, line.member.$refText, line.annotations);
                }
            }
        }
    }

    get isEmpty(): boolean {
        return this.byTarget.size === 0;
    }

    about(target: AstNode): Annotated | undefined {
        return this.byTarget.get(target);
    }

    private of(target: AstNode): Annotated {
        let annotated = this.byTarget.get(target);
        if (!annotated) {
            this.byTarget.set(target, annotated = { annotations: [], lines: [], members: new Map() });
        }
        return annotated;
    }

    private addMember(owner: AstNode, name: string, annotations: readonly ast.Annotation[]): void {
        const { members } = this.of(owner);
        const present = members.get(name);
        if (present) {
            present.push(...annotations);
        } else {
            members.set(name, [...annotations]);
        }
    }
}

function isMember(node: AstNode): node is ast.Attribute | ast.ViewColumn {
    return node.$type === 'Attribute' || node.$type === 'ViewColumn';
}
