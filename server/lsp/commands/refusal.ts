import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { RefusalData } from '../../protocol.ts';
import type { Session } from '../session.ts';

/** The answer to a request that cannot be done, with a message for the user. */
export function refusal(message: string, data: RefusalData = {}): ResponseError<RefusalData> {
    return new ResponseError(LSPErrorCodes.RequestFailed, message, data);
}

/** The client does not offer in a restricted workspace what writes or runs something; another client might. */
export function requireTrust({ isTrusted }: Session): void {
    if (!isTrusted) {
        throw refusal('This needs a trusted workspace: in a restricted one nothing is written and nothing is run.');
    }
}
