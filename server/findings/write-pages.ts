import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePages } from './pages.ts';
import { findingRegistry } from './registry.ts';

// npm run docs:rules
const folder = 'docs/rules';
const pages = rulePages(findingRegistry);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) {
    if (!pages.has(name)) {
        rmSync(join(folder, name));
    }
}
for (const [name, text] of pages) {
    writeFileSync(join(folder, name), text);
}
