import type { DocumentValidator, LangiumDocument, ValidationOptions } from 'langium';
import { Cancellation, interruptAndCheck } from 'langium';
import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../findings.ts';
import type { FindingProvider } from './finding-provider.ts';

/** Gives the page of a code, for people to open. */
export type PageOf = (code: string) => string | undefined;

/** Shows findings as diagnostics. All checks are made by the {@link FindingProvider}; Langium's own are not asked. */
export class FindingValidator implements DocumentValidator {
    private readonly findings: () => FindingProvider;
    private readonly pageOf: PageOf;

    constructor(findings: () => FindingProvider, pageOf: PageOf) {
        this.findings = findings;
        this.pageOf = pageOf;
    }

    async validateDocument(document: LangiumDocument, _options?: ValidationOptions, cancelToken = Cancellation.CancellationToken.None): Promise<Diagnostic[]> {
        await interruptAndCheck(cancelToken);
        const findings = this.findings().findingsOf(document);
        await interruptAndCheck(cancelToken);
        return findings.map(finding => toDiagnostic(finding, this.pageOf(finding.code)));
    }
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };
const tags: Readonly<Record<NonNullable<Finding['tags']>[number], DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** A finding as the Language Server Protocol has it. */
export function toDiagnostic(finding: Finding, page: string | undefined): Diagnostic {
    const { code, severity, message, place, related, data } = finding;
    return {
        source: 'erd', code, severity: severities[severity], message, range: place.range,
        ...page !== undefined && { codeDescription: { href: page } },
        ...finding.tags && { tags: finding.tags.map(tag => tags[tag]) },
        ...related && { relatedInformation: related.map((at): DiagnosticRelatedInformation => ({ location: at.place, message: at.message })) },
        ...data !== undefined && { data },
    };
}
