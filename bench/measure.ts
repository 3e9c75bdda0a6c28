// Measures one thing of one subject in this process: measure.mjs <subject> <measurement> <model file>
import { readFileSync } from 'node:fs';
import { measureDbml } from './dbml.ts';
import { measureErd } from './erd.ts';
import type { Measured, Measurement, Subject } from './measurements.ts';
import { measurePrisma } from './prisma.ts';
import { median, type Sample } from './timing.ts';

/** Does what is to be measured, as often as it makes sense in one process. */
type Measure = (measurement: Measurement, text: string) => Promise<readonly Sample[]>;

const subjects: Readonly<Record<Subject, Measure>> = { erd: measureErd, dbml: measureDbml, prisma: measurePrisma };

const [subject, measurement, file] = process.argv.slice(2) as [Subject, Measurement, string];
const samples = await subjects[subject](measurement, readFileSync(file, 'utf8'));
const measured: Measured = { ...median(samples), memory: process.memoryUsage().rss };
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
