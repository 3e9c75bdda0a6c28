// Writes down what Mermaid's own parser reads in each diagram of diagrams.md:
//   node test/server/import/mermaid/record.ts
// Mermaid has 200 MB of packages, so that it is installed for this alone and thrown away.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diagramsIn, type Reading, type RecordedReading } from './readings.ts';

const mermaidVersion = '12.3.0';

interface Mermaid {
    readonly default: {
        /** Rejects what it does not understand. */
        parse(text: string): Promise<unknown>;
        readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly db: Database }> };
    };
}

interface Database {
    getEntities(): Map<string, Entity>;
    getRelationships(): readonly Relationship[];
}

interface Entity {
    readonly id: string;
    readonly alias: string;
    readonly attributes: readonly { readonly type: string; readonly name: string; readonly keys: readonly string[]; readonly comment: string }[];
}

interface Relationship {
    readonly entityA: string;
    readonly entityB: string;
    readonly roleA: string;
    readonly relSpec: { readonly cardA: string; readonly cardB: string; readonly relType: string };
}

const folder = await mkdtemp(join(tmpdir(), 'erd-mermaid-'));
try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `mermaid@${mermaidVersion}`], { cwd: folder, stdio: 'inherit' });
    const { default: mermaid } = await import(pathToFileURL(join(folder, 'node_modules/mermaid/dist/mermaid.core.mjs')).href) as Mermaid;
    const readings: RecordedReading[] = [];
    for (const text of diagramsIn(await readFile(join(import.meta.dirname, 'diagrams.md'), 'utf8'))) {
        readings.push(await mermaid.parse(text)
            .then(() => mermaid.mermaidAPI.getDiagramFromText(text))
            .then(({ db }) => readingOf(db), (error: Error) => error.message.includes('DOMPurify') ? 'not without a browser' : 'refused'));
    }
    await writeFile(join(import.meta.dirname, 'readings.json'), `${JSON.stringify({ mermaid: mermaidVersion, readings }, undefined, 2)}\n`);
} finally {
    await rm(folder, { recursive: true, force: true });
}

function readingOf(db: Database): Reading {
    const entities = [...db.getEntities()];
    const nameOf = (id: string): string => entities.find(([, entity]) => entity.id === id)![0];
    return {
        entities: entities.map(([name, { alias, attributes }]) => ({
            name, alias, attributes: attributes.map(({ type, name: attribute, keys, comment }) => ({ type, name: attribute, keys: [...keys], comment })),
        })),
        relationships: db.getRelationships().map(({ entityA, entityB, roleA, relSpec }) => ({
            left: nameOf(entityA), right: nameOf(entityB), label: roleA,
            // Mermaid calls the cardinality at the right end A.
            leftCardinality: relSpec.cardB, rightCardinality: relSpec.cardA, identifying: relSpec.relType === 'IDENTIFYING',
        })),
    };
}
