import { URI } from 'langium';
import { annotations } from './annotations.ts';
import { extensions } from './extensions.ts';
import { functions } from './functions.ts';
import { types } from './types.ts';
import { vocabulary } from './vocabulary.ts';

export { extensions, functions };

/** The scheme of the documents that come with the language. They are visible everywhere and nobody edits them. */
export const preludeScheme = 'erd-prelude';

/** What every model can use without an import, as `.erd` text: it is hovered, completed and checked like any other. */
export const preludeTexts: ReadonlyMap<string, string> = new Map([
    ['vocabulary', vocabulary],
    ['types', types],
    ['functions', functions],
    ['annotations', annotations],
    ['extensions', extensions],
].map(([name, text]) => [`${preludeScheme}:/${name}.erd`, text!]));

export const preludeUris: readonly URI[] = [...preludeTexts.keys()].map(uri => URI.parse(uri));

/** Names of the extensions of which the language knows what they bring. */
export const knownExtensions: readonly string[] = [...extensions.matchAll(/^extension "?([\w-]+)"?/gm)].map(match => match[1]!);
