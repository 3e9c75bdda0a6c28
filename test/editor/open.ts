// Opens the examples in the real VS Code with the extension in it, in the reader's own browser, until it is stopped.
//   npm run editor [-- folder]
import { resolve } from 'node:path';
import { root, startServer } from './editor.ts';

const workspace = resolve(process.argv[2] ?? `${root}/examples`);
const server = await startServer({ workspace, development: root });
console.log(`\nOpen ${server.url}\n\nCtrl+C stops it.`);
