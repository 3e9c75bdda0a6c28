import type { Handlers } from './handlers.ts';
import { fieldsOf } from './parser.ts';

export const sessionHandlers: Handlers = {
    VariableSetStmt({ kind, name = '', args = [] }, context) {
        if (name.toLowerCase() === 'search_path' || kind === 'VAR_RESET_ALL') {
            context.state.setSearchPath(kind === 'VAR_SET_VALUE'
                ? args.map(argument => fieldsOf(argument, 'A_Const')?.sval?.sval ?? '').filter(schema => schema !== '')
                : ['public'], context.line());
            return;
        }
        context.notice('skipped', 'SET', 'A setting of the session says nothing of the schema.');
    },
    CreatedbStmt({ dbname }, context) {
        context.notice('skipped', 'CREATE DATABASE', 'A model is run in a database that is there.', { subject: dbname ?? '' });
    },
    DropdbStmt({ dbname }, context) {
        context.notice('skipped', 'DROP DATABASE', 'A model is run in a database that is there.', { subject: dbname ?? '' });
    },
    AlterDatabaseStmt({ dbname }, context) {
        context.notice('lost', 'ALTER DATABASE', 'A model says nothing of the database that it is run in.', { subject: dbname ?? '' });
    },
    AlterDatabaseSetStmt({ dbname }, context) {
        context.notice('lost', 'ALTER DATABASE', 'A model says nothing of the database that it is run in.', { subject: dbname ?? '' });
    },
};
