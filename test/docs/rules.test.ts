import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingRegistry } from '../../server/findings/index.ts';
import { rulePages } from '../../server/findings/pages.ts';

const folder = 'docs/rules';

describe('the pages of findings', () => {
    const pages = rulePages(findingRegistry);

    it('are there for every code, and for no other', () => {
        assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
    });

    it('say what the registry says', () => {
        for (const [name, text] of pages) {
            assert.equal(readFileSync(join(folder, name), 'utf8'), text, `${name} is out of date: run npm run docs:rules`);
        }
    });

    it('are all listed', () => {
        const overview = pages.get('README.md')!;
        for (const code of Object.keys(findingRegistry)) {
            assert.ok(overview.includes(`(${code}.md)`), `${code} is in no family`);
        }
    });
});
