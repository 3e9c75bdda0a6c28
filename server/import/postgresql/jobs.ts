import type { FuncCall } from 'libpg-query';
import type { SourceJob } from '../source/index.ts';
import { valueOf } from './definitions.ts';
import { Draft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';

/** A job of pg_cron. */
export class JobDraft extends Draft {
    name: string;
    readonly schedule: string;
    readonly sql: string;

    constructor(origin: Origin, name: string, schedule: string, sql: string) {
        super(origin);
        this.name = name;
        this.schedule = schedule;
        this.sql = sql;
    }

    override rename(name: string): void {
        this.name = name;
    }

    override freeze(): SourceJob {
        return { kind: 'job', ...this.element, name: this.name, schedule: this.schedule, sql: this.sql };
    }
}

/** `SELECT cron.schedule(name, schedule, command)`. False for another call, or one that is not of three texts. */
export function readJob({ funcname, args }: FuncCall, context: StatementContext): boolean {
    const texts = (args ?? []).map(argument => fieldsOf(argument, 'A_Const')?.sval === undefined ? undefined : valueOf(argument));
    const [name, schedule, sql] = texts;
    if (textsOf(funcname).join('.') !== 'cron.schedule' || texts.length !== 3 || name === undefined || schedule === undefined || sql === undefined) {
        return false;
    }
    const former = [...context.state.drafts].find(draft => draft instanceof JobDraft && draft.name === name);
    if (former !== undefined) {
        context.state.remove(former);
    }
    context.state.add(new JobDraft(context.origin, name, schedule, sql));
    return true;
}
