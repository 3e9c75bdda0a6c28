import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';
import { similarNames } from '../parser/index.ts';

const constraintPlaceholders: ReadonlySet<string> = new Set(['table', 'columns', 'name']);
const intervalPlaceholders: ReadonlySet<string> = new Set(['table', 'year', 'quarter', 'month', 'week', 'day', 'hour', 'from', 'to']);
const countPlaceholders: ReadonlySet<string> = new Set(['table', 'remainder']);
const units: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour']);

/** ERD324, ERD306: patterns of names, and the intervals that partitions are made of. */
export function checkPatterns(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.ModelDeclaration.$type:
            for (const line of declaration.lines) {
                if (ast.isPatternLine(line)) {
                    checkPlaceholders(line, line.pattern, constraintPlaceholders, report);
                }
            }
            break;
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            for (const member of declaration.members) {
                if (ast.isPartitioning(member)) {
                    checkPartitioning(member, report);
                }
            }
            break;
        default:
            break;
    }
}

function checkPartitioning({ interval, count, method }: ast.Partitioning, report: Report): void {
    if (count) {
        checkPlaceholders(count, count.pattern, countPlaceholders, report);
        if (method !== 'hash') {
            report(finding('ERD306', placeOf(count), `A table divided by ${method} has no number of parts: 'into' is for hash.`));
        }
    }
    if (!interval) {
        return;
    }
    checkPlaceholders(interval, interval.pattern, intervalPlaceholders, report);
    if (method !== 'range') {
        report(finding('ERD306', placeOf(interval), `A table divided by ${method} has no intervals: 'every' is for range.`));
    } else if (!units.has((interval.unit ?? '').replace(/s$/, ''))) {
        report(finding('ERD306', placeOfProperty(interval, 'unit'), `'${interval.unit}' is no interval: it is ${[...units].join(', ')}.`));
    } else if (Number(interval.count) < 1 || !Number.isInteger(Number(interval.count))) {
        report(finding('ERD306', placeOfProperty(interval, 'count'), 'An interval is a whole number of units, at least one.'));
    } else if (interval.start && !ast.isTypedLiteral(interval.start) && !ast.isStringLiteral(interval.start)) {
        report(finding('ERD306', placeOfProperty(interval, 'start'), "Intervals begin at a date: date '2025-01-01'."));
    }
}

function checkPlaceholders(node: ast.PatternLine | ast.PartitionInterval | ast.PartitionCount, pattern: string | undefined, known: ReadonlySet<string>, report: Report): void {
    for (const [, name] of pattern?.matchAll(/\{([^{}]*)\}/g) ?? []) {
        if (!known.has(name!)) {
            const similar = similarNames(name!, known);
            report(finding('ERD324', placeOfProperty(node, 'pattern'), `There is no {${name}} to fill in: it is ${[...known].map(text => `{${text}}`).join(', ')}.`, {
                data: { name: name!, similar },
            }));
        }
    }
}
