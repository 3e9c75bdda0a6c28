// The licences of everything that goes into the bundles, which ask to be passed on with it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} file where they are written
 * @param {readonly string[]} inputs the files that were bundled or copied, relative to this folder
 */
export async function writeNotices(file, inputs) {
    const folders = new Set(inputs.map(input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0]).filter(folder => folder !== undefined));
    const packages = await Promise.all([...folders].sort().map(noticeOf));
    // PGlite and libpg-query hold a PostgreSQL compiled to WebAssembly, or a part of it, and their packages have no word of its licence.
    const postgresql = { name: 'PostgreSQL, and pgvector', license: 'PostgreSQL', text: await readFile('licenses/postgresql.txt', 'utf8') };
    const byText = Map.groupBy([...packages, postgresql], ({ text }) => text.trim());
    const sections = [...byText].map(([text, same]) => `${same.map(({ name, license }) => `${name} (${license})`).join('\n')}\n\n${text}\n`);
    await writeFile(file, ['This product includes the following software.\n', ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}

/** @param {string} folder */
async function noticeOf(folder) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const licence = (await readdir(folder)).find(entry => /^licen[cs]e(\.(txt|md))?$/i.test(entry));
    if (licence === undefined) {
        throw new Error(`The package ${name} is bundled, and has no licence to be passed on.`);
    }
    return { name: `${name} ${version}`, license, text: await readFile(join(folder, licence), 'utf8') };
}
