// What `npm start` shows: the main job on the small example, each step with the command that does it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const command = join('dist', 'erd.mjs');
const model = join('examples', 'shop');
const output = join('generated', 'shop');

function step(title: string, ...parameters: string[]): void {
    process.stdout.write(`\n${title}\n$ erd ${parameters.join(' ')}\n`);
    const { status } = spawnSync(process.execPath, [command, ...parameters], { stdio: 'inherit' });
    // 3: the file that an earlier start wrote was changed by hand, and is left as it is.
    if (status !== 0 && status !== 3) {
        process.exit(status ?? 1);
    }
}

if (!existsSync(command)) {
    process.stderr.write('There is no build yet: run `npm run build`, or `npm start`, which does.\n');
    process.exit(2);
}

step('1. Check the model: structure, names, types, keys, what the engine lacks.', 'check', model);
step('2. Write its DDL.', 'generate', model, '--out', output);
step('3. Prove it: run the DDL on the embedded PostgreSQL.', 'verify', model);

process.stdout.write(`
The model   ${join(model, 'shop.erd')}
The DDL     ${join(output, 'Shop.postgresql.sql')}
More        ${join('examples')} holds four real systems, docs/language.md the language.
The editor  npm run editor            opens a VS Code in your browser with the extension and the examples
            npm run package           packs the extension: code --install-extension dist/*.vsix
The command npm install -g dist/*.tgz (after npm run package), then: erd --help
`);
