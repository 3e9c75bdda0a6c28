import type { FileEdit } from '../code-actions/quick-fix.ts';

export type RefactoringKind = 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite' | 'refactor.move';

/** A change of form that keeps the meaning. */
export interface Refactoring {
    readonly title: string;
    readonly kind: RefactoringKind;
    readonly edits: readonly FileEdit[];
    /** Files that it makes. */
    readonly files?: readonly NewFile[];
    /** What stays as it is: all of the database, which is so where nothing is said, or only its tables with their columns and keys. */
    readonly keeps?: 'database' | 'columns';
}

export interface NewFile {
    readonly uri: string;
    readonly text: string;
}

/** What fits what is selected and cannot be done, for a reason that is told in a sentence. */
export interface RefusedRefactoring {
    readonly title: string;
    readonly kind: RefactoringKind;
    readonly refused: string;
}

export type Offer = Refactoring | RefusedRefactoring;

export function isRefused(offer: Offer): offer is RefusedRefactoring {
    return 'refused' in offer;
}
