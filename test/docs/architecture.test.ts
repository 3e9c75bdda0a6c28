import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const floors = ['language', 'server', 'client'];

/** The floor that a file is on, and its room; of a file beside the rooms, none. */
function placeOf(file: string): { readonly floor: string; readonly room: string | undefined } {
    const [floor = '', room, further] = file.split('/');
    return { floor, room: further === undefined ? undefined : room };
}

function importsOf(file: string): string[] {
    return [...readFileSync(file, 'utf8').matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path));
}

describe('docs/architecture.md', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');

    it('names every room, and none that is not there', () => {
        const tree = /```\n([\s\S]*?)```/.exec(page)![1]!;
        for (const floor of floors) {
            const section = new RegExp(String.raw`^${floor}/ .*\n((?: {2}.*\n)*)`, 'm').exec(tree)?.[1] ?? '';
            const named = [...section.matchAll(/^ {2}([\w-]+)\/ /gm)].map(([, room]) => room!);
            const present = readdirSync(floor, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);
            assert.deepEqual(named.toSorted(), floor === 'client' ? [] : present.toSorted(), floor);
        }
    });

    it('is right that a room is entered through its index.ts', () => {
        const files = globSync(floors.map(floor => `${floor}/**/*.ts`)).map(file => file.replaceAll('\\', '/'));
        assert.ok(files.length > 500);
        const besideTheDoor = files.flatMap(file => {
            const own = placeOf(file);
            return importsOf(file).map(path => path.replaceAll('\\', '/')).filter(path => {
                const { floor, room } = placeOf(path);
                // What is generated has no door.
                return room !== undefined && room !== 'generated' && (floor !== own.floor || room !== own.room) && path !== `${floor}/${room}/index.ts`;
            }).map(path => `${file}: ${path}`);
        });
        assert.deepEqual(besideTheDoor, []);
    });
});
