// Runs the editor tests with the extension as it stands in this folder.
import { root } from './editor.ts';
import { runSuite } from './suite.ts';

process.exitCode = await runSuite({ development: root });
