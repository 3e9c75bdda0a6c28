import { printDifferences } from '../../postgres/index.ts';
import type { Proof } from '../proof/index.ts';
import type { Notice } from '../source/index.ts';
import { byConstruct, describeCounts, describeNotices, noticeKinds, noticeTitles, type ImportReport } from './report.ts';

/** Lines of one construct; more of them say nothing new where they are skipped. */
const mostSkipped = 3;

const meanings: Readonly<Record<Notice['kind'], string>> = {
    lost: 'The source has this, and the model does not.',
    assumed: 'The source does not say this, and it was chosen. Have a look.',
    text: 'The model has this as PostgreSQL text, in its place and order.',
    skipped: 'Data and settings of a session. Nothing of the schema is lost by it.',
};

/** The whole report, for people. */
export function markdownReport(report: ImportReport): string {
    const { source, dialect, counts, files, notices, proof } = report;
    return [
        `# Import of ${source}`,
        `${dialect === 'mermaid' ? 'Mermaid' : 'PostgreSQL'}: ${describeCounts(counts)}; ${describeNotices(notices)}.`,
        `Files: ${files.map(file => `\`${file}\``).join(', ')}`,
        ...noticeKinds.flatMap(kind => section(kind, report)),
        ...proof ? proofSection(proof) : [],
    ].join('\n\n') + '\n';
}

function section(kind: Notice['kind'], { notices }: ImportReport): string[] {
    const groups = byConstruct(notices, kind);
    if (groups.size === 0) {
        return [];
    }
    return [`## ${noticeTitles[kind]}`, meanings[kind], ...[...groups].flatMap(([construct, group]) => [`### ${escape(construct)}`, list(kind, group)])];
}

function list(kind: Notice['kind'], group: readonly Notice[]): string {
    const shown = kind === 'skipped' && group.length > mostSkipped ? group.slice(0, mostSkipped - 1) : group;
    const rest = group.length - shown.length;
    return [
        ...shown.map(({ line, message }) => `* line ${line}: ${escape(message)}`),
        ...rest > 0 ? [`* and ${rest} more, up to line ${group.at(-1)!.line}`] : [],
    ].join('\n');
}

function proofSection({ serverVersion, facts, differences, remarks, unproven, findings }: Proof): string[] {
    const lines = (items: readonly string[]): string => items.map(item => `* ${escape(item)}`).join('\n');
    return [
        '## Proof',
        `${facts === undefined ? 'The generated DDL was' : 'The script and the generated DDL were'} run on PostgreSQL ${serverVersion}. ${verdict({ differences, facts, unproven })}`
            + (remarks.length > 0 ? ` ${remarks.length} comments more come from remarks of the script.` : ''),
        ...differences.length > 0 ? [`\`\`\`\n${printDifferences(differences)}\n\`\`\``] : [],
        ...unproven.length > 0 ? ['Statements of the script that were not run:', lines(unproven.map(({ line, reason }) => `line ${line}: ${reason}`))] : [],
        ...findings.length > 0 ? ['Statements of the generated DDL that were not run:', lines(findings.map(({ message, place }) => `${place.uri.replace('file:///', '')}:${place.range.start.line + 1}: ${message}`))] : [],
    ];
}

export function verdict({ differences, facts, unproven }: Pick<Proof, 'differences' | 'facts' | 'unproven'>): string {
    if (facts === undefined) {
        return 'A diagram has no catalog to compare with.';
    }
    const compared = differences.length === 0 ? `All ${facts} facts of the catalog are the same.` : `${differences.length} of ${facts} facts of the catalog differ.`;
    const left = unproven.length === 1 ? 'One statement of the script was' : `${unproven.length} statements of the script were`;
    return unproven.length === 0 ? compared : `${compared} ${left} not run, and not compared.`;
}

/** What Markdown would take for its own. The underscore within a name it does not: the report is also read as it is. */
function escape(text: string): string {
    return text.replace(/[\\*`<[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&').replace(/\s*\n\s*/g, ' ');
}
