import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { nameAt } from '../syntax/cursor.ts';
import { isOfPrelude } from '../syntax/elements.ts';
import { Changes } from './changes.ts';
import { documentsAround } from './imports.ts';
import { ImportPlan } from './import-plan.ts';
import { asPlainComments, lineStart, linesOf, withBlankLine } from './layout.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import type { Named, Selection } from './selection.ts';
import { isDeclaration, isIn, qualify, schemaAround, usesIn, usesOf, type Use } from './uses.ts';

/** What is put in the place of uses, and what it takes for that. */
export interface Inlining<D extends Named> {
    readonly noun: string;
    readonly declaration: D;
    /** Uses that go with others: `Status` in `status = Status.PAID`. */
    readonly isIncidental?: (use: Use) => boolean;
    /** Uses by other names that go with some: the values of an enumeration. */
    readonly further?: (uses: readonly Use[]) => readonly Use[];
    /** What the database sees of it, as the title says it. */
    readonly effect: (isEverywhere: boolean) => string;
    readonly keeps: NonNullable<Refactoring['keeps']>;
    /** Why it can be inlined nowhere. */
    readonly obstacle: string | undefined;
    /** Puts it in the place of a use, below the comments. Why it cannot be put there, in a sentence. */
    place(use: Use, comments: string, changes: Changes): string | undefined;
}

/** Inlining what the cursor declares everywhere; what it names, there or everywhere. */
export function inliningsOf<D extends Named>(selection: Selection, isWanted: (node: unknown) => node is D, inliningOf: (declaration: D) => Inlining<D>): readonly Offer[] {
    const { document, range, services } = selection;
    const found = nameAt(document, range.start);
    const target = found?.kind === 'import' ? undefined : found?.target;
    const isCursor = range.start.line === range.end.line && range.start.character === range.end.character;
    if (!found || found.kind === 'import' || !isWanted(target) || !isDeclaration(target) || !isCursor && found.kind === 'reference') {
        return [];
    }
    const inlining = inliningOf(target);
    const uses = usesOf(new Set<AstNode>([target]), services).filter(use => !isIn(use.container, target) && !inlining.isIncidental?.(use));
    const here = found.kind === 'reference' ? uses.find(({ reference }) => reference === found.reference) : undefined;
    if (uses.length === 0 || isOfPrelude(target)) {
        return [];
    }
    const everywhere = inlined(inlining, uses, true, selection);
    return here && uses.length > 1 ? [inlined(inlining, [here], false, selection), everywhere] : [everywhere];
}

function inlined<D extends Named>(inlining: Inlining<D>, uses: readonly Use[], isLast: boolean, selection: Selection): Offer {
    const { declaration, noun, effect, obstacle, keeps } = inlining;
    const { services } = selection;
    const title = isLast ? `Inline ${noun} '${declaration.name}' ${uses.length > 1 ? `in ${uses.length} places` : 'where it is used'}${effect(true)}` : `Inline ${noun} '${declaration.name}' here${effect(false)}`;
    const refused = (reason: string): Offer => ({ title, kind: 'refactor.inline', refused: reason });
    const lines = linesOf(declaration);
    if (obstacle !== undefined || !lines) {
        return refused(obstacle ?? 'The declaration shares its lines with something else.');
    }
    const source = AstUtils.getDocument(declaration);
    const text = source.textDocument.getText();
    const changes = new Changes();
    const own = usesIn(source).filter(({ container }) => isIn(container, declaration));
    let comments = isLast ? asPlainComments(text.slice(lines.offset, Math.max(lines.offset, lineStart(text, declaration.$cstNode!.offset)))) : '';
    for (const use of uses) {
        const reason = inlining.place(use, comments, changes);
        if (reason !== undefined) {
            return refused(reason);
        }
        comments = '';
    }
    const around = documentsAround(selection.document, services);
    const plan = new ImportPlan(around);
    const incidental = isLast ? usesOf(new Set<AstNode>([declaration]), services).filter(use => inlining.isIncidental?.(use)) : [];
    const gone = new Set([...uses, ...isLast ? own : [], ...incidental, ...inlining.further?.(uses) ?? []].map(({ reference }) => reference));
    for (const document of around) {
        const incoming = uses.some(use => use.document === document) ? own.filter(({ reference: { ref } }) => ref !== declaration) : [];
        const all = usesIn(document);
        plan.addSeen(document.uri, incoming);
        plan.removeUnused(document, all.filter(({ reference }) => gone.has(reference)), [...all.filter(({ reference }) => !gone.has(reference)), ...incoming]);
    }
    services.model.ModelProvider.projectsOf(source).forEach(project => plan.connect(project));
    plan.apply(changes);
    if (isLast) {
        changes.cut(source, withBlankLine(text, lines));
    }
    return { title, kind: 'refactor.inline', keeps, edits: changes.edits };
}

/** Lets what a declaration names be found from the place of a use too, in a copy of its text. Why it cannot, in a sentence. */
export function qualifiedFor(use: Use, declaration: AstNode, copy: Changes, { services }: Selection): string | undefined {
    const [from, to] = [schemaAround(declaration), schemaAround(use.container)];
    if (from === undefined || from === to) {
        return undefined;
    }
    const lost = usesIn(AstUtils.getDocument(declaration)).find(own => {
        const { ref } = own.reference;
        return isIn(own.container, declaration) && ref && isDeclaration(ref) && ref !== declaration && schemaAround(ref) === from && !qualify(own, from, to, copy, services);
    });
    return lost && `'${lost.reference.$refText}' of the schema '${from}' cannot be written with its schema there.`;
}
