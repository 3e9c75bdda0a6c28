import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDocument } from '../../../language/index.ts';
import { writeAtomically } from '../../output/index.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { load } from '../models.ts';
import type { Terminal } from '../terminal.ts';

export interface FormatOptions {
    /** Change nothing. */
    readonly check?: boolean;
}

export async function format(files: readonly string[], options: FormatOptions, terminal: Terminal): Promise<ExitCode> {
    const { named } = await load(files, terminal.folder);
    let differing = 0;
    for (const document of named) {
        const text = document.textDocument.getText();
        const formatted = TextDocument.applyEdits(document.textDocument, formatDocument(document));
        if (formatted === text) {
            continue;
        }
        differing++;
        const file = fileURLToPath(document.uri.toString());
        if (!options.check) {
            // A link stays one: what it leads to is what is written.
            await writeAtomically(await realpath(file), formatted);
        }
        terminal.out(`${options.check ? 'not formatted' : 'formatted'} ${relative(terminal.folder, file)}\n`);
    }
    terminal.note(`${named.length} ${named.length === 1 ? 'file' : 'files'}, ${differing} ${options.check ? 'to be formatted' : 'formatted'}`);
    return options.check && differing > 0 ? exitCodes.findings : exitCodes.ok;
}
