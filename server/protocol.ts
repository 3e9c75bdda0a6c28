/**
 * What the editor and the server say to each other beyond the Language Server Protocol: all that a client may import
 * from the server.
 */

/** Sent with `initialize`. */
export interface InitializationOptions {
    /** False in a restricted workspace: models are read, checked and navigated, and nothing is written. */
    readonly trusted?: boolean;
    /** False where the client brings snippets for whole blocks itself. */
    readonly snippets?: boolean;
    /** The uri of the folder with a Markdown page for each code of a finding. Without one, findings link to no page. */
    readonly findingPages?: string;
}

/** Notification from the client, without parameters: the user trusts the workspace from now on. */
export const trustGranted = 'erd/trustGranted';

/** Command of the client with {@link ShowReferencesArguments}: lists places in a peek view. */
export const showReferencesCommand = 'erd.showReferences';

/** The uri and position at which the view opens, and the places it lists; as the Language Server Protocol writes them. */
export type ShowReferencesArguments = readonly [uri: string, position: ProtocolPosition, locations: readonly ProtocolLocation[]];

/** Command of the client with the uri of a document of the model: generates its DDL. */
export const generateDdlCommand = 'erd.generateDdl';

export interface ProtocolPosition {
    readonly line: number;
    readonly character: number;
}

export interface ProtocolLocation {
    readonly uri: string;
    readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}

/**
 * The requests of the client's commands, with what they take and give. Each is refused with an error of the code
 * RequestFailed, whose message is for the user, in a workspace that is not trusted, for a document without a model and
 * for a model with errors; {@link RefusalData} goes with it.
 */
export interface CommandRequests {
    /** What generating would do to which files. Reads only. */
    readonly 'erd/planDdl': { readonly params: DdlParams; readonly result: DdlPlan };
    /** Generates again and writes. Files that a person changed stay as they are, but for those named in `overwrite`. */
    readonly 'erd/writeDdl': { readonly params: WriteDdlParams; readonly result: WrittenDdl };
    /** Runs the DDL of a document's models on the embedded PostgreSQL; what it refuses is among the diagnostics then. */
    readonly 'erd/verify': { readonly params: VerifyParams; readonly result: VerifyResult };
    readonly 'erd/templates': { readonly params: Record<string, never>; readonly result: readonly TemplateInfo[] };
    /** Writes a template's files into a folder. Refused where one of them is there already. */
    readonly 'erd/newModel': { readonly params: NewModelParams; readonly result: NewModelResult };
    /** Makes a model of a PostgreSQL script or a Mermaid diagram. Writes nothing. */
    readonly 'erd/planImport': { readonly params: ImportParams; readonly result: ImportPlan };
    /** Writes the files of a plan, all of them or none. Refused where one is there already and may not be overwritten. */
    readonly 'erd/writeImport': { readonly params: WriteImportParams; readonly result: WrittenImport };
    /** What a script or a diagram is in the language, to stand in a document of a model. */
    readonly 'erd/convert': { readonly params: ConvertParams; readonly result: Conversion };
}

export interface RefusalData {
    /** The reason is among the diagnostics. */
    readonly hasProblems?: boolean;
}

export interface DdlParams {
    /** Any document of the model. */
    readonly uri: string;
    /** The setting `erd.output`: a folder, relative to the workspace folder of the model or absolute. */
    readonly output: string;
    readonly options: DdlOptions;
}

/** The settings `erd.generate.*`. */
export interface DdlOptions {
    readonly split: 'none' | 'schema' | 'entity';
    readonly ifNotExists: boolean;
    readonly concurrentIndexes: boolean;
}

export interface DdlPlan {
    readonly files: readonly PlannedDdlFile[];
    /** Engines of the model that no DDL can be written for yet. */
    readonly unwritable: readonly string[];
}

export interface DdlFile {
    readonly uri: string;
    /** Relative to the output folder, with `/`. */
    readonly path: string;
    /** `edited`: it is there, and it is not what was generated last. */
    readonly state: 'new' | 'unchanged' | 'outdated' | 'edited';
}

export interface PlannedDdlFile extends DdlFile {
    /** What would be written. */
    readonly text: string;
}

export interface WriteDdlParams extends DdlParams {
    /** The paths of edited files that the user lets go. */
    readonly overwrite: readonly string[];
}

export interface WrittenDdl {
    /** The state is the one before. */
    readonly files: readonly (DdlFile & { readonly isWritten: boolean })[];
    readonly unwritable: readonly string[];
}

export interface VerifyParams {
    /** Any document of the model. */
    readonly uri: string;
    /** For work-done progress, as the Language Server Protocol has it. */
    readonly workDoneToken?: number | string;
}

export interface VerifyResult {
    readonly models: readonly VerifiedModel[];
}

export interface VerifiedModel {
    readonly name: string;
    /** Of the embedded PostgreSQL: `18.6`. */
    readonly serverVersion: string;
    readonly statements: number;
    readonly executed: number;
    /** How many errors of the server are now diagnostics. */
    readonly errors: number;
}

export interface TemplateInfo {
    readonly name: string;
    readonly description: string;
    /** The first is the one to open. */
    readonly files: readonly string[];
}

export interface NewModelParams {
    readonly template: string;
    /** The uri of the folder to write to, which need not be there. */
    readonly folder: string;
    /** What the first file is called instead; only for a template of one file. */
    readonly name?: string;
}

export interface NewModelResult {
    /** Uris; the first is the one to open. */
    readonly files: readonly string[];
}

export interface ImportParams {
    readonly source: ImportSource;
    /** The uri of the folder to write to, which need not be there. */
    readonly folder: string;
    /** Of the model; from the source where it is not given. */
    readonly name?: string;
    /** Found from the source where it is not given. */
    readonly dialect?: 'postgresql' | 'mermaid';
    readonly split: 'none' | 'schema' | 'area';
    /** Run the script and the generated DDL on the embedded PostgreSQL, and compare what they make. */
    readonly verify: boolean;
    /** For work-done progress, as the Language Server Protocol has it. */
    readonly workDoneToken?: number | string;
}

/** A file on disk that the user chose, wherever it is, or a text, such as that of the clipboard. */
export type ImportSource = { readonly uri: string } | { readonly text: string; readonly name: string };

export interface ImportFile {
    readonly uri: string;
    /** Relative to the folder, with `/`. The first file is the one with the model. */
    readonly path: string;
    readonly state: 'new' | 'unchanged' | 'present';
    /** What identifies the text that is there now. */
    readonly present?: string;
    /** What would be written. */
    readonly text: string;
}

export interface ImportPlan {
    readonly files: readonly ImportFile[];
    /** What came along, in one sentence. */
    readonly summary: string;
    /** What comparing the databases gave, in one sentence. */
    readonly verdict?: string;
    /** The whole report, as Markdown. Lines of the source are named as `line 12`. */
    readonly report: string;
    /** How much of the source is not in the model, and how much was chosen that it does not say. */
    readonly lost: number;
    readonly assumed: number;
    /** Nothing is lost, and where the databases were compared they are the same. */
    readonly isComplete: boolean;
}

export interface WriteImportParams {
    readonly folder: string;
    /** What is there is replaced only where it is what `replaces` identifies: the text that a person has looked at. */
    readonly files: readonly { readonly path: string; readonly text: string; readonly replaces?: string }[];
}

export interface WrittenImport {
    /** Uris; the first is the one with the model. */
    readonly files: readonly string[];
}

export interface ConvertParams {
    /** The document that the text is to stand in: its model's rule for names holds. */
    readonly uri: string;
    readonly text: string;
    /** Where it is to stand. Refused inside of a declaration. */
    readonly position?: ProtocolPosition;
}

export interface Conversion {
    /** With a model declaration where the document's model has none. */
    readonly text: string;
    readonly summary: string;
    readonly lost: number;
    readonly assumed: number;
}

/**
 * Options for the Node that runs the server. The young generation of V8's heap grows to 16 MB, twice, and what is in it
 * when it is collected is moved: nearly everything, while a model is read. Half of that takes no longer, and a server
 * with 3,000 entities takes a third less memory.
 */
export const serverNodeOptions: readonly string[] = ['--max-semi-space-size=8'];
