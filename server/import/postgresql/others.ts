import type { Node } from 'libpg-query';
import { definitionsIn } from './definitions.ts';
import type { Handlers } from './handlers.ts';
import { nameOf, printName, quoted } from './identifiers.ts';
import { partFrom } from './statement-parts.ts';
import type { StatementContext } from './statement-context.ts';

/** What the language has no words for, where more is to be known than that. */
export const otherHandlers: Handlers = {
    ClusterStmt({ relation, indexname }, context) {
        const table = context.state.relation(nameOf(relation));
        if (table === undefined || indexname === undefined) {
            context.notice('skipped', 'CLUSTER', 'It sorts rows and says nothing of the schema.');
        } else {
            context.keep('CLUSTER', table, `ALTER TABLE ${printName(table.name)} CLUSTER ON ${quoted(indexname)}`);
        }
    },
    // Not beside its function: it would watch what comes behind it in the script.
    CreateEventTrigStmt(_statement, context) {
        context.keepLast('CREATE EVENT TRIGGER');
    },
    AlterEventTrigStmt(_statement, context) {
        context.keepLast('ALTER EVENT TRIGGER');
    },
    CreateSubscriptionStmt({ subname = '' }, context) {
        context.notice('lost', 'CREATE SUBSCRIPTION', 'A subscription connects to another server as soon as it is made, with a password mostly: make it by hand.', { subject: subname });
    },
    AlterSubscriptionStmt({ subname = '' }, context) {
        context.notice('lost', 'ALTER SUBSCRIPTION', 'Its subscription is not in the model.', { subject: subname });
    },
    DropSubscriptionStmt({ subname = '' }, context) {
        context.notice('skipped', 'DROP SUBSCRIPTION', 'No subscription is in the model.', { subject: subname });
    },
    CreateUserMappingStmt({ options, servername = '' }, context) {
        keepWithoutPasswords('CREATE USER MAPPING', options, servername, context);
    },
    AlterUserMappingStmt({ options, servername = '' }, context) {
        keepWithoutPasswords('ALTER USER MAPPING', options, servername, context);
    },
    CreateForeignServerStmt({ options, servername = '' }, context) {
        keepWithoutPasswords('CREATE SERVER', options, servername, context);
    },
    AlterForeignServerStmt({ options, servername = '' }, context) {
        keepWithoutPasswords('ALTER SERVER', options, servername, context);
    },
};

const SECRETS = /^(?:password|passwd|sslpassword|secret|secret_key|.*_secret|.*_password|api_key|token)$/i;

function keepWithoutPasswords(construct: string, options: readonly Node[] | undefined, subject: string, context: StatementContext): void {
    const { source } = context;
    const definitions = definitionsIn(options);
    const secrets = definitions.filter(({ name }) => SECRETS.test(name));
    if (secrets.length === 0) {
        context.keep(construct);
        return;
    }
    context.notice('lost', 'PASSWORD', 'A password is never carried over: set it where the database is used.', { subject });
    const kept = definitions.filter(each => !secrets.includes(each)).map(({ location }) => partFrom(source, source.offset(location)));
    const head = source.text.slice(0, source.offset(definitions[0]?.location ?? 0)).replace(/\s*options\s*\(\s*$/i, '');
    context.keep(construct, undefined, kept.length === 0 ? head : `${head} OPTIONS (${kept.join(', ')})`);
}
