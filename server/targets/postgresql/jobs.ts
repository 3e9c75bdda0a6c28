import type { Job } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { dollarQuoted, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { engine } from './versions.ts';

/** A job of pg_cron; scheduling one of the same name again replaces it. */
export function scheduleJob(job: Job, context: PostgresContext): Statement {
    const command = job.action ? actionText(job.action, context) : (job.bodies?.[engine] ?? '').trim();
    const literal = command.includes('\n') ? dollarQuoted(command) : stringLiteral(command);
    return statement(
        { id: job.id, place: job.place },
        `SELECT cron.schedule(${stringLiteral(job.physicalName)}, ${stringLiteral(job.schedule)}, ${literal})`,
    );
}

function actionText({ routine: id, arguments: values }: NonNullable<Job['action']>, context: PostgresContext): string {
    const routine = context.names.index.routines.get(id);
    const call = `${qualifiedCallable(routine?.physicalName ?? { name: id })}(${values.map(value => writeExpression(value, context)).join(', ')})`;
    return routine?.kind === 'procedure' ? `CALL ${call}` : `SELECT ${call}`;
}
