interface Field {
    readonly name: string;
    readonly least: number;
    readonly most: number;
    readonly words?: readonly string[];
}

/** In the order of a crontab; a week begins and ends with Sunday. */
const fields: readonly Field[] = [
    { name: 'minute', least: 0, most: 59 },
    { name: 'hour', least: 0, most: 23 },
    { name: 'day of the month', least: 1, most: 31 },
    { name: 'month', least: 1, most: 12, words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
    { name: 'day of the week', least: 0, most: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Why a schedule cannot be read; undefined where it can. */
export function faultOfSchedule(schedule: string): string | undefined {
    // pg_cron knows intervals of seconds too.
    if (/^(?:[1-9]|[1-5]\d) seconds?$/.test(schedule.trim())) {
        return undefined;
    }
    const parts = schedule.trim().split(/\s+/);
    if (parts.length !== fields.length) {
        return `it has ${parts.length === 1 ? 'one field' : `${parts.length} fields`} and not five`;
    }
    for (let i = 0; i < fields.length; i++) {
        const fault = faultOfField(parts[i]!, fields[i]!);
        if (fault) {
            return `${parts[i]} is no ${fields[i]!.name}${fault}`;
        }
    }
    return undefined;
}

function faultOfField(text: string, field: Field): string | undefined {
    for (const part of text.split(',')) {
        const match = /^(?:\*|\$|([\da-z]+)(?:-([\da-z]+))?)(?:\/(\d+))?$/i.exec(part);
        if (!match) {
            return '';
        }
        const [from, to] = [match[1], match[2]].map(value => value === undefined ? undefined : numberOf(value, field));
        if (Number.isNaN(from) || Number.isNaN(to) || match[3] === '0') {
            return `, which is ${field.least} to ${field.most}`;
        }
        if (from !== undefined && to !== undefined && from > to) {
            return ', as it ends before it begins';
        }
    }
    return undefined;
}

function numberOf(text: string, { least, most, words }: Field): number {
    const word = words?.indexOf(text.toLowerCase()) ?? -1;
    if (word >= 0) {
        return word + least;
    }
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : Number.NaN;
}
