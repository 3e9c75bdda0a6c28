import { commands, EventEmitter, TabInputTextDiff, Uri, window, workspace, type Disposable, type QuickPickItem } from 'vscode';
import type { PlannedDdlFile } from '../../server/protocol.ts';

const scheme = 'erd-generated';

/**
 * Asks about each file that a person changed, with its difference from the generated text beside it. Gives the paths of
 * those to be overwritten, or undefined when the user does not want to go on.
 */
export async function askAboutEdited(files: readonly PlannedDdlFile[]): Promise<readonly string[] | undefined> {
    const overwrite: string[] = [];
    using texts = showGeneratedTexts(files);
    for (const [index, file] of files.entries()) {
        const answer = await ask(file, files.length - index, texts);
        if (answer === undefined) {
            return undefined;
        }
        const answered = answer.isForAll ? files.slice(index) : [file];
        overwrite.push(...answer.isOverwritten ? answered.map(({ path }) => path) : []);
        if (answer.isForAll) {
            break;
        }
    }
    return overwrite;
}

interface Answer extends QuickPickItem {
    readonly isOverwritten?: boolean;
    readonly isForAll?: boolean;
}

async function ask(file: PlannedDdlFile, left: number, texts: GeneratedTexts): Promise<Answer | undefined> {
    await texts.compare(file);
    // The first is the answer to Enter.
    const answers: Answer[] = [
        { label: 'Keep', description: 'what was written by hand' },
        { label: 'Overwrite', description: 'with what the model gives', isOverwritten: true },
    ];
    if (left > 1) {
        answers.push({ label: `Keep all ${left}`, isForAll: true }, { label: `Overwrite all ${left}`, isOverwritten: true, isForAll: true });
    }
    return window.showQuickPick(answers, {
        title: `${file.path} was changed by hand`,
        placeHolder: 'On the left is the file, on the right what the model gives',
        // Looking through the difference must not be an answer.
        ignoreFocusOut: true,
    });
}

interface GeneratedTexts {
    compare(file: PlannedDdlFile): Promise<void>;
    [Symbol.dispose](): void;
}

/** Documents with what would be written, until they are disposed. */
function showGeneratedTexts(files: readonly PlannedDdlFile[]): GeneratedTexts {
    const changed = new EventEmitter<Uri>();
    const texts = new Map(files.map(({ uri, text }) => [generatedUri(uri).toString(), text]));
    const provider: Disposable = workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: changed.event,
        provideTextDocumentContent: uri => texts.get(uri.toString()),
    });
    // One that was compared a moment ago is still open with the text of then.
    for (const uri of texts.keys()) {
        changed.fire(Uri.parse(uri));
    }
    return {
        async compare({ uri, path }) {
            await commands.executeCommand('vscode.diff', Uri.parse(uri), generatedUri(uri), `${path} (by hand ↔ generated)`);
        },
        [Symbol.dispose]() {
            provider.dispose();
            changed.dispose();
            const tabs = window.tabGroups.all.flatMap(group => group.tabs);
            void window.tabGroups.close(tabs.filter(({ input }) => input instanceof TabInputTextDiff && input.modified.scheme === scheme));
        },
    };
}

function generatedUri(uri: string): Uri {
    return Uri.parse(uri).with({ scheme });
}
