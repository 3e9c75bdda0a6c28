import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';
import { intervals, mostHashPartitions, mostIntervals } from '../model/index.ts';
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

function checkPartitioning({ interval, count, method, partitions }: ast.Partitioning, report: Report): void {
    for (const { subpartitioning } of partitions) {
        if (subpartitioning) {
            checkPartitioning(subpartitioning, report);
        }
    }
    if (count) {
        checkPlaceholders(count, count.pattern, countPlaceholders, report);
        if (method !== 'hash') {
            report(finding('ERD306', placeOf(count), `A table divided by ${method} has no number of parts: 'into' is for hash.`));
        } else if (!(Number(count.count) >= 1) || Number(count.count) > mostHashPartitions || !Number.isInteger(Number(count.count))) {
            report(finding('ERD306', placeOfProperty(count, 'count'), `A table is divided into a whole number of parts, one at least and ${mostHashPartitions} at most.`));
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
    } else if (interval.end && !ast.isTypedLiteral(interval.end) && !ast.isStringLiteral(interval.end)) {
        report(finding('ERD306', placeOfProperty(interval, 'end'), "Intervals end at a date: date '2026-01-01'."));
    } else if (interval.start && interval.end) {
        checkSeries(interval, interval.start.value, interval.end.value, report);
    }
}

/** A series that ends before it begins has no partition; of what is no date, others tell. */
function checkSeries(interval: ast.PartitionInterval, start: string, end: string, report: Report): void {
    const series = { count: Number(interval.count), unit: interval.unit, start };
    const made = intervals({ ...series, end }).length;
    if (made === 0 && intervals({ ...series, end: undefined }).length > 0 && intervals({ ...series, start: end, end: undefined }).length > 0) {
        report(finding('ERD306', placeOfProperty(interval, 'end'), `No partition comes of this: it ends at ${end}, and begins at ${start}.`));
    } else if (made >= mostIntervals) {
        report(finding('ERD306', placeOf(interval), `There are ${mostIntervals} partitions at most: take longer intervals, or fewer.`));
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
