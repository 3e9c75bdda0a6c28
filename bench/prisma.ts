import assert from 'node:assert/strict';
import type { Position } from 'vscode-languageserver';
import type { Measurement } from './measurements.ts';
import { peer } from './peers.ts';
import { placesOf, typedInto } from './places.ts';
import { timedEach, timed, type Sample } from './timing.ts';

/** What is used of `@prisma/prisma-schema-wasm`, declared here so that types can be checked without it. All is JSON. */
interface PrismaSchema {
    lint(files: string): string;
    text_document_completion(files: string, params: string): string;
    hover(files: string, params: string): string;
    format(files: string, params: string): string;
}

const uri = 'file:///bench.prisma';

/** Prisma's compiler as its own language server calls it: all of a text at each request. */
export async function measurePrisma(measurement: Measurement, text: string): Promise<readonly Sample[]> {
    const prisma = peer<PrismaSchema>('@prisma/prisma-schema-wasm');
    const files = (schema: string) => JSON.stringify([[uri, schema]]);
    const lint = (schema: string) => assert.deepEqual(JSON.parse(prisma.lint(files(schema))), []);
    if (measurement === 'cold') {
        return [await timed(() => lint(text))];
    }
    lint(text);
    const at = (position: Position) => JSON.stringify({ textDocument: { uri }, position, context: { triggerKind: 1 } });
    switch (measurement) {
        case 'character':
            return timedEach(typedInto(text, placesOf(text, /^ {2}descr/), 's'), lint);
        case 'line':
            return timedEach(typedInto(text, placesOf(text, /^ {2}updatedAt +DateTime\?$/), '\n  note String'), lint);
        case 'completion':
            return timedEach(placesOf(text, /^ {2}status +/), position => prisma.text_document_completion(files(text), at(position)));
        case 'hover':
            return timedEach(placesOf(text, /^ {2}parent +Ent/), position => prisma.hover(files(text), at(position)));
        case 'format':
            return [await timed(() => prisma.format(files(text), JSON.stringify({ textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } })))];
        default:
            return [];
    }
}
