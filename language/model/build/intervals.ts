/** What the partitions of one table are made from: `every 1 month from ... to ...`. */
export interface IntervalSeries {
    readonly count: number;
    readonly unit: string;
    readonly start: string;
    readonly end: string | undefined;
}

export interface Interval {
    readonly from: string;
    readonly to: string;
    /** What `{year}`, `{month}`, ... in a name stand for. */
    readonly values: Readonly<Record<string, string>>;
}

/** How many intervals there are where no end is written: a year of months. */
export const intervalsWithoutEnd = 12;

// A slip such as `every 1 day from date '1900-01-01'` must not make a model of millions.
export const mostIntervals = 10_000;

const units: Readonly<Record<string, { readonly months: number; readonly milliseconds: number; readonly pattern: string }>> = {
    year: { months: 12, milliseconds: 0, pattern: '{table}_y{year}' },
    quarter: { months: 3, milliseconds: 0, pattern: '{table}_y{year}q{quarter}' },
    month: { months: 1, milliseconds: 0, pattern: '{table}_y{year}m{month}' },
    week: { months: 0, milliseconds: 7 * 86_400_000, pattern: '{table}_y{year}w{week}' },
    day: { months: 0, milliseconds: 86_400_000, pattern: '{table}_y{year}m{month}d{day}' },
    hour: { months: 0, milliseconds: 3_600_000, pattern: '{table}_y{year}m{month}d{day}h{hour}' },
};

function unitNamed(name: string): { readonly months: number; readonly milliseconds: number; readonly pattern: string } | undefined {
    return Object.hasOwn(units, name) ? units[name] : Object.hasOwn(units, name.replace(/s$/, '')) ? units[name.replace(/s$/, '')] : undefined;
}

/** The pattern of the partitions' names where none is written. */
export function intervalPattern(unit: string): string {
    return unitNamed(unit)?.pattern ?? '{table}_{from}';
}

/**
 * The intervals from the start up to the end, the last one possibly beyond it; without an end, twelve. Moments are in
 * the calendar of what is written and keep its time of day and zone; a month's 31st is the last day of a shorter month.
 * Empty where the start is no date or the unit no unit of time.
 */
export function intervals({ count, unit, start, end }: IntervalSeries): readonly Interval[] {
    const step = unitNamed(unit);
    const first = Moment.parse(start);
    const last = end === undefined ? undefined : Moment.parse(end);
    if (!step || !first || !(count >= 1) || end !== undefined && !last) {
        return [];
    }
    const at = (index: number): Moment => first.plus(step.months * count * index, step.milliseconds * count * index);
    const all: Interval[] = [];
    const most = last ? mostIntervals : intervalsWithoutEnd;
    for (let i = 0; i < most; i++) {
        const from = at(i);
        if (last && from.time >= last.time) {
            break;
        }
        all.push({ from: from.text(), to: at(i + 1).text(), values: from.values(unit.startsWith('week')) });
    }
    return all;
}

class Moment {
    readonly time: number;
    /** Digits of the time of day that are written: none for a date. */
    private readonly timeLength: number;
    private readonly suffix: string;

    private constructor(time: number, timeLength: number, suffix: string) {
        this.time = time;
        this.timeLength = timeLength;
        this.suffix = suffix;
    }

    static parse(text: string): Moment | undefined {
        const match = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(.*))?\s*$/.exec(text);
        if (!match) {
            return undefined;
        }
        const [, year, month, day, timeOfDay, suffix] = match;
        const time = Date.parse(`${year}-${month}-${day}T${timeOfDay ?? '00:00'}Z`);
        return Number.isNaN(time) ? undefined : new Moment(time, timeOfDay?.length ?? 0, suffix ?? '');
    }

    plus(months: number, milliseconds: number): Moment {
        const date = new Date(this.time);
        if (months > 0) {
            const day = date.getUTCDate();
            date.setUTCDate(1);
            date.setUTCMonth(date.getUTCMonth() + months);
            date.setUTCDate(Math.min(day, daysInMonth(date)));
        }
        return new Moment(date.getTime() + milliseconds, milliseconds % 86_400_000 === 0 ? this.timeLength : Math.max(this.timeLength, 8), this.suffix);
    }

    text(): string {
        const iso = new Date(this.time).toISOString();
        return this.timeLength === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 11 + this.timeLength)}${this.suffix}`;
    }

    values(byWeek: boolean): Readonly<Record<string, string>> {
        const date = new Date(this.time);
        const iso = date.toISOString();
        const week = isoWeek(date);
        return {
            year: byWeek ? String(week.year) : iso.slice(0, 4),
            quarter: String(Math.floor(date.getUTCMonth() / 3) + 1),
            month: iso.slice(5, 7),
            week: String(week.week).padStart(2, '0'),
            day: iso.slice(8, 10),
            hour: iso.slice(11, 13),
            from: iso.slice(0, 10).replaceAll('-', ''),
        };
    }
}

function daysInMonth(date: Date): number {
    return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** ISO 8601: a week belongs to the year that has its Thursday. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
    const thursday = new Date(date.getTime() + (3 - (date.getUTCDay() + 6) % 7) * 86_400_000);
    const year = thursday.getUTCFullYear();
    return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1 };
}
