import type { Finding, Place } from '../findings.ts';
import * as ast from '../generated/ast.ts';
import { annotatedElement } from './annotations.ts';
import { finding } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';
import { similarNames } from '../parser/index.ts';

/** `@allow("ERD101", "reason")`, and what it is about. */
export interface Dismissal {
    readonly code: string;
    readonly reason: string;
    readonly node: ast.Annotation;
    /** Findings within it are silenced; undefined for the whole model. */
    readonly scope: Place | undefined;
}

/** What a set of checks has found, dismissed and not, and the findings about the dismissals themselves. */
export interface Dismissed {
    readonly kept: readonly Finding[];
    readonly silenced: readonly Finding[];
    readonly aboutDismissals: readonly Finding[];
}

export function dismissalOf(node: ast.Annotation): Dismissal | undefined {
    const element = annotatedElement(node);
    if (node.declaration?.$refText !== 'allow' || !element) {
        return undefined;
    }
    const [code, reason] = ['code', 'reason'].map((parameter, index) => textOf(node, parameter, index));
    return { code: code ?? '', reason: reason ?? '', node, scope: ast.isModelDeclaration(element) ? undefined : placeOf(element) };
}

function textOf({ arguments: given }: ast.Annotation, parameter: string, index: number): string | undefined {
    const { value } = given.find(argument => argument.parameter?.$refText === parameter)
        ?? (given[index]?.parameter ? undefined : given[index]) ?? {};
    return ast.isTextValue(value) || ast.isStringLiteral(value) ? value.value : undefined;
}

/**
 * ERD413 to ERD416. Warnings and lesser findings are silenced where an `@allow` of their code stands around them.
 *
 * @param known every code of the product, as a dismissal may be of any
 * @param judged the codes that have been looked for: a dismissal of another may be of use later
 */
export function dismiss(findings: readonly Finding[], dismissals: readonly Dismissal[], known: ReadonlySet<string>, judged: (code: string) => boolean): Dismissed {
    if (dismissals.length === 0) {
        return { kept: findings, silenced: [], aboutDismissals: [] };
    }
    const byCode = Map.groupBy(dismissals, ({ code }) => code);
    const useful = new Set<Dismissal>();
    const ofErrors = new Set<Dismissal>();
    const kept: Finding[] = [];
    const silenced: Finding[] = [];
    for (const candidate of findings) {
        const about = byCode.get(candidate.code)?.filter(({ scope }) => !scope || covers(scope, candidate.place)) ?? [];
        for (const dismissal of about) {
            (candidate.severity === 'error' ? ofErrors : useful).add(dismissal);
        }
        const isSilenced = candidate.severity !== 'error' && about.some(({ reason }) => reason.trim() !== '');
        (isSilenced ? silenced : kept).push(candidate);
    }
    const aboutDismissals = dismissals.flatMap(dismissal => faultOf(dismissal, known, judged, useful, ofErrors) ?? []);
    return { kept, silenced, aboutDismissals };
}

function faultOf(
    dismissal: Dismissal, known: ReadonlySet<string>, judged: (code: string) => boolean,
    useful: ReadonlySet<Dismissal>, ofErrors: ReadonlySet<Dismissal>,
): Finding | undefined {
    const { code, reason, node } = dismissal;
    if (!known.has(code)) {
        // Any code is like any other, but for a slip.
        const similar = similarNames(code, known, 1);
        return finding('ERD413', placeOfArgument(node, 0), `There is no finding ${code}.${similar[0] ? ` Did you mean ${similar[0]}?` : ''}`, { data: { similar } });
    }
    if (reason.trim() === '') {
        return finding('ERD414', placeOfArgument(node, 1), `${code} is dismissed without a reason.`);
    }
    if (ofErrors.has(dismissal)) {
        return finding('ERD416', placeOf(node), `${code} is an error here: it can be mended, not dismissed.`);
    }
    if (!useful.has(dismissal) && judged(code)) {
        return finding('ERD415', placeOf(node), `There is no ${code} here to dismiss.`, { tags: ['unnecessary'] });
    }
    return undefined;
}

function placeOfArgument(node: ast.Annotation, index: number): Place {
    return node.arguments[index] ? placeOfProperty(node, 'arguments', index) : placeOf(node);
}

function covers(scope: Place, place: Place): boolean {
    const { start, end } = scope.range;
    const at = place.range.start;
    return scope.uri === place.uri
        && (start.line < at.line || start.line === at.line && start.character <= at.character)
        && (at.line < end.line || at.line === end.line && at.character <= end.character);
}
