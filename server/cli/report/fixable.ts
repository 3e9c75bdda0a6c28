import type { Finding } from '../../../language/index.ts';

/** What of its data a finding's quick fix needs; one of these where there are several. Codes that are not here have a fix each time. */
const needed: Readonly<Record<string, readonly string[]>> = {
    ERD004: ['similar', 'importFrom'],
    ERD110: ['withoutKey'],
    ERD112: ['attributes'],
    ERD113: ['attributes'],
    ERD122: ['instead'],
    ERD201: ['replacement'],
    ERD202: ['number'],
    ERD205: ['replacement'],
    ERD211: ['replacement'],
    ERD214: ['type'],
    ERD313: ['similar'],
    ERD315: ['timing', 'level'],
    ERD319: ['disabled'],
    ERD322: ['start'],
    ERD324: ['similar'],
    ERD401: ['similar'],
    ERD409: ['instead'],
    ERD413: ['similar'],
};

/** Whether there is a quick fix for this one, as there mostly is for findings of its code. */
export function isFixable({ code, data }: Finding): boolean {
    const fields = needed[code];
    return fields === undefined || fields.some(field => {
        const value = (data as Readonly<Record<string, unknown>> | undefined)?.[field];
        return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
    });
}
