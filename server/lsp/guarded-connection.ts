import { isOperationCancelled } from 'langium';
import { LSPErrorCodes, ResponseError, type Connection, type RemoteConsole } from 'vscode-languageserver';

/**
 * A connection on which no handler throws: what goes wrong in one is logged and answered with nothing, so that one
 * broken request is neither a message box nor the end of the server. Deliberate refusals (a ResponseError) pass.
 */
export function guarded(connection: Connection): Connection {
    return guard(connection, connection.console);
}

/** Properties of a connection that hold further functions for handlers. */
const groups: ReadonlySet<PropertyKey> = new Set([
    'languages', 'workspace', 'callHierarchy', 'typeHierarchy', 'semanticTokens', 'inlayHint', 'diagnostics', 'foldingRange', 'textDocumentContent',
]);

function guard<T extends object>(target: T, log: RemoteConsole): T {
    return new Proxy(target, {
        get(object, property) {
            const value: unknown = Reflect.get(object, property, object);
            if (groups.has(property) && typeof value === 'object' && value !== null) {
                return guard(value, log);
            }
            if (typeof value !== 'function') {
                return value;
            }
            if (typeof property === 'string' && /^on(?:[A-Z]|$)/.test(property) && property !== 'onInitialize') {
                return (...args: unknown[]): unknown => value.apply(object, args.map(argument => isHandler(argument) ? safe(argument, log) : argument));
            }
            return value.bind(object) as unknown;
        },
    });
}

type Handler = (...args: unknown[]) => unknown;

function isHandler(argument: unknown): argument is Handler {
    return typeof argument === 'function';
}

function safe(handler: Handler, log: RemoteConsole): Handler {
    const answer = (error: unknown): unknown => {
        if (error instanceof ResponseError) {
            return error;
        }
        if (isOperationCancelled(error)) {
            return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request has been cancelled.');
        }
        log.error(error instanceof Error ? error.stack ?? error.message : String(error));
        return null;
    };
    return (...args) => {
        try {
            const result = handler(...args);
            return result instanceof Promise ? result.catch(answer) : result;
        } catch (error) {
            return answer(error);
        }
    };
}
