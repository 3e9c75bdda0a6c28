import type { Measurement } from './measurements.ts';
import { peer } from './peers.ts';
import { placesOf, typedInto } from './places.ts';
import { timed, timedEach, type Sample } from './timing.ts';

/** What is used of `@dbml/core`, declared here so that types can be checked without it. */
interface DbmlCore {
    readonly Parser: new () => { parse(text: string, format: 'dbmlv2'): { normalize(): object } };
    readonly ModelExporter: { export(model: object, format: 'postgres', isNormalized: boolean): string };
}

/** The parser of `@dbml/core`, which throws what it finds wrong, and reads all of a text at each change. */
export async function measureDbml(measurement: Measurement, text: string): Promise<readonly Sample[]> {
    const { ModelExporter, Parser } = peer<DbmlCore>('@dbml/core');
    const parse = (dbml: string) => new Parser().parse(dbml, 'dbmlv2');
    if (measurement === 'cold') {
        return [await timed(() => parse(text))];
    }
    const database = parse(text);
    switch (measurement) {
        case 'character':
            return timedEach(typedInto(text, placesOf(text, /^ {2}descr/, 1), 's'), parse);
        case 'line':
            return timedEach(typedInto(text, placesOf(text, /^ {2}updatedAt timestamp$/, 1), '\n  note varchar(100)'), parse);
        case 'ddl':
            return [await timed(() => ModelExporter.export(database.normalize(), 'postgres', true))];
        default:
            return [];
    }
}
