import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import type { Report } from './finding.ts';
import { reportRepeated } from './modifiers.ts';

/** ERD140: lines and clauses that a declaration can have only once. */
export function checkRepetitions(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            reportRepeated(declaration.members, lineKey, lineName, report);
            for (const member of declaration.members) {
                if (ast.isIndex(member)) {
                    reportRepeated(member.modifiers, clauseKey, clauseName, report);
                }
            }
            break;
        case ast.Annotate.$type:
            reportRepeated(declaration.lines, lineKey, lineName, report);
            break;
        case ast.ModelDeclaration.$type:
            reportRepeated(declaration.lines, modelLineKey, node => `'${modelWords[node.$type]}'`, report);
            for (const line of declaration.lines) {
                if (ast.isTargetsLine(line)) {
                    reportRepeated(line.targets, ({ engine }) => engine?.$refText, ({ engine }) => engine.$refText, report, ': versions from one to another are written `15 to 18`');
                }
            }
            break;
        case ast.View.$type:
            reportRepeatedSql(declaration.bodies, report);
            for (const member of declaration.members) {
                if (ast.isIndex(member)) {
                    reportRepeated(member.modifiers, clauseKey, clauseName, report);
                }
            }
            break;
        case ast.Routine.$type:
            reportRepeated(declaration.modifiers, routineKey, node => `'${node.$cstNode?.text ?? ''}'`, report);
            reportRepeatedSql(declaration.bodies, report);
            break;
        case ast.Trigger.$type:
            reportRepeated(declaration.events, ({ kind }) => kind, ({ kind }) => `'${kind}'`, report);
            reportRepeatedSql(declaration.bodies, report);
            break;
        case ast.Job.$type:
            reportRepeatedSql(declaration.bodies, report);
            break;
        case ast.Sequence.$type:
            reportRepeated(declaration.modifiers, ({ name }) => name, ({ name }) => `'${name}'`, report);
            break;
        case ast.Grant.$type:
            reportRepeated(declaration.privileges, ({ name, attributes }) => attributes.length === 0 ? name : undefined, ({ name }) => `'${name}'`, report);
            break;
    }
}

function reportRepeatedSql(texts: readonly ast.SqlText[], report: Report): void {
    reportRepeated(texts, ({ engine }) => engine?.$refText, ({ engine }) => `The SQL for ${engine.$refText}`, report);
}

const onceLines: Readonly<Record<string, string>> = {
    [ast.OwnerLine.$type]: 'owner', [ast.StewardLine.$type]: 'steward', [ast.SubjectLine.$type]: 'subject', [ast.RetentionLine.$type]: 'retention',
    [ast.AuditLine.$type]: 'audit', [ast.VolumeLine.$type]: 'volume', [ast.Partitioning.$type]: 'partition by', [ast.History.$type]: 'history',
    [ast.Subtypes.$type]: 'subtypes', [ast.RowSecurity.$type]: 'row security',
};

function lineKey(node: AstNode): string | undefined {
    return onceLines[node.$type];
}

function lineName(node: AstNode): string {
    return `'${onceLines[node.$type]}'`;
}

const modelWords: Readonly<Record<string, string>> = {
    [ast.VersionLine.$type]: 'version', [ast.TargetsLine.$type]: 'targets', [ast.DefaultSchemaLine.$type]: 'schema',
    [ast.NamingLine.$type]: 'naming', [ast.PatternLine.$type]: 'pattern', [ast.ComplianceLine.$type]: 'compliance',
};

function modelLineKey(line: ast.ModelLine): string {
    return ast.isPatternLine(line) ? `pattern ${line.kind}` : line.$type;
}

function clauseKey(modifier: ast.IndexModifier): string | undefined {
    return ast.isOptionsModifier(modifier) ? undefined : modifier.$type;
}

function clauseName(modifier: ast.IndexModifier): string {
    return `'${/^\w+/.exec(modifier.$cstNode?.text ?? '')?.[0] ?? ''}'`;
}

function routineKey(modifier: ast.RoutineModifier): string {
    return ast.isRoutineSetting(modifier) ? `set ${modifier.name}`
        : ast.isRoutineEstimate(modifier) ? modifier.kind
            : modifier.$type;
}
