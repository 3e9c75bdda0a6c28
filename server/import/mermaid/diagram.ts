import type { Cardinality } from '../source/index.ts';

/** An `erDiagram` as it is written, before anything is concluded from it. Lines are 1-based and of the whole source. */
export interface Diagram {
    readonly title?: string;
    readonly description?: string;
    /** In the order in which they are first named. */
    readonly entities: readonly DiagramEntity[];
    readonly relationships: readonly DiagramRelationship[];
    readonly faults: readonly DiagramFault[];
}

export interface DiagramEntity {
    /** What relationships call it. */
    readonly name: string;
    /** What is shown instead: `p[Person]`. */
    readonly alias?: string;
    readonly line: number;
    /** The comment above it; with a blank line behind it where one follows. */
    readonly remark?: string;
    /** It has a block or stands by itself; otherwise it is only named by relationships. */
    readonly isDefined: boolean;
    readonly attributes: readonly DiagramAttribute[];
}

export interface DiagramAttribute {
    readonly type: string;
    readonly name: string;
    readonly keys: readonly AttributeKey[];
    readonly comment?: string;
    /** `int?` */
    readonly optional: boolean;
    readonly line: number;
}

export type AttributeKey = 'PK' | 'FK' | 'UK';

export interface DiagramRelationship {
    readonly left: string;
    readonly right: string;
    /** How many of the left there are for one of the right. */
    readonly leftCardinality: Cardinality;
    readonly rightCardinality: Cardinality;
    /** `--`, and not `..` */
    readonly identifying: boolean;
    readonly label?: string;
    readonly line: number;
}

/** What is not understood, or is no part of a model. */
export interface DiagramFault {
    readonly kind: 'lost' | 'skipped' | 'assumed';
    readonly construct: string;
    readonly message: string;
    readonly line: number;
    readonly subject?: string;
}
