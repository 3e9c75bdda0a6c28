import {
    commands, DocumentLink, EventEmitter, languages, Range, TabInputText, TabInputTextDiff, Uri, window, workspace, type ExtensionContext, type TextDocument,
} from 'vscode';
import type { ImportFile, ImportPlan } from '../../server/protocol.ts';
import type { ChosenSource } from './import-source.ts';

const scheme = 'erd-import';

/** Documents of what an import would write, and its report. They are as those of the last import. */
export class ImportDocuments {
    private readonly changed = new EventEmitter<Uri>();
    private readonly texts = new Map<string, string>();
    /** Where the lines are that a report names, by the report. */
    private readonly sources = new Map<string, Uri>();

    constructor({ subscriptions }: ExtensionContext) {
        subscriptions.push(
            this.changed,
            workspace.registerTextDocumentContentProvider(scheme, {
                onDidChange: this.changed.event,
                provideTextDocumentContent: uri => this.texts.get(uri.toString()),
            }),
            languages.registerDocumentLinkProvider({ scheme, language: 'markdown' }, {
                provideDocumentLinks: document => this.linksOf(document),
            }),
        );
    }

    set({ label, file }: ChosenSource, { files, report }: ImportPlan): void {
        this.texts.clear();
        this.texts.set(reportUri(label).toString(), report);
        if (file) {
            this.sources.set(reportUri(label).toString(), file);
        }
        for (const { uri, text } of files) {
            this.texts.set(fileUri(uri).toString(), text);
        }
        // One that was shown a moment ago is still open with the text of then.
        for (const uri of this.texts.keys()) {
            this.changed.fire(Uri.parse(uri));
        }
    }

    async show({ uri, path, state }: ImportFile): Promise<void> {
        if (state === 'present') {
            await commands.executeCommand('vscode.diff', Uri.parse(uri), fileUri(uri), `${path} (there now ↔ imported)`, { preserveFocus: true });
        } else {
            await window.showTextDocument(fileUri(uri), { preview: true, preserveFocus: true });
        }
    }

    /** As text and not as a preview, which would not follow a link to a line of a file. */
    async showReport(label: string): Promise<void> {
        await window.showTextDocument(reportUri(label), { preview: false, preserveFocus: true });
    }

    /** Closes what was shown of the plan, which says nothing any more. */
    async close(): Promise<void> {
        const tabs = window.tabGroups.all.flatMap(group => group.tabs);
        await window.tabGroups.close(tabs.filter(({ input }) =>
            input instanceof TabInputText && input.uri.scheme === scheme || input instanceof TabInputTextDiff && input.modified.scheme === scheme));
    }

    private linksOf(document: TextDocument): DocumentLink[] {
        const source = this.sources.get(document.uri.toString());
        return source === undefined ? [] : [...document.getText().matchAll(/^\* .*?\bline (\d+)/gm)].map(match => {
            const end = match.index + match[0].length;
            const [start, last] = [end - `line ${match[1]}`.length, end].map(offset => document.positionAt(offset));
            return new DocumentLink(new Range(start!, last!), source.with({ fragment: `L${match[1]}` }));
        });
    }
}

function fileUri(uri: string): Uri {
    return Uri.parse(uri).with({ scheme });
}

function reportUri(label: string): Uri {
    return Uri.from({ scheme, path: `/Import of ${label}.md` });
}
