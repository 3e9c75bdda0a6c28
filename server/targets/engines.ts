import type { Finding, FindingRegistry, Model } from '../../language/index.ts';
import type { Target } from './target.ts';

/** Findings about engines as such. */
export const engineFindings = {
    GEN001: {
        title: 'Engine that no DDL can be written for yet',
        severity: 'warning',
        explanation: `
The language names engines that DDL is to be written for one day. Today it is PostgreSQL. For the others nothing is generated,
and nothing is checked either: whether such an engine has what the model asks for, nobody has looked. Text that is marked
for it, as \`native(mysql: "varchar(45)")\`, is kept all the same.`,
        example: `
model Shop { targets postgresql 18, mysql 8.4 }
entity Customer { id: int key }`,
        mended: `
model Shop { targets postgresql 18 }
entity Customer { id: int key }`,
        fixes: [],
        withoutFix: 'Which engine a model is for is not the tool\'s to decide.',
    },
} as const satisfies FindingRegistry;

/** GEN001: the engines of a model that are none of the targets. */
export function checkEngines(model: Model, targets: readonly Target[]): readonly Finding[] {
    const known = new Set(targets.map(({ engine }) => engine));
    return model.targets.filter(({ engine }) => engine !== '' && !known.has(engine)).map(({ engine, place }) => ({
        code: 'GEN001', severity: engineFindings.GEN001.severity, place,
        message: `DDL for ${engine} cannot be written yet, and nothing is checked for it.`,
    }));
}
