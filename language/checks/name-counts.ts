import * as ast from '../generated/ast.ts';
import type { Attribute, Model } from '../model/index.ts';
import { forEachAttribute } from './document-checks.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfName } from './places.ts';
import type { Place } from '../findings.ts';

/** ERD112: `as ("a", "b")` with more or fewer names than the attribute has columns. */
export function checkNameCounts(declarations: readonly ast.Declaration[], model: Model, report: Report): void {
    const named: (readonly [attribute: ast.Attribute, modifier: ast.NameModifier])[] = [];
    for (const declaration of declarations) {
        forEachAttribute(declaration, attribute => {
            const modifier = attribute.modifiers.find(ast.isNameModifier);
            if (modifier && (modifier.names.length !== 1 || !ast.isPrimitiveType(attribute.type?.type?.ref))) {
                named.push([attribute, modifier]);
            }
        });
    }
    if (named.length === 0) {
        return;
    }
    const attributes = byPlace(model);
    for (const [node, modifier] of named) {
        const attribute = attributes.get(keyOf(placeOfName(node)));
        const count = attribute?.columns.length ?? 0;
        if (attribute && attribute.type.kind !== 'unknown' && count > 0 && modifier.names.length !== count) {
            report(finding('ERD112', placeOf(modifier), `${attribute.name} has ${numberOf(count, 'column')}, and ${numberOf(modifier.names.length, 'name')} ${modifier.names.length === 1 ? 'is' : 'are'} given.`, {
                data: { names: true },
            }));
        }
    }
}

function byPlace(model: Model): ReadonlyMap<string, Attribute> {
    return new Map([...model.entities, ...model.structures].flatMap(({ attributes }) => attributes.map(attribute => [keyOf(attribute.place), attribute] as const)));
}

function keyOf({ uri, range: { start } }: Place): string {
    return `${uri}#${start.line}:${start.character}`;
}

function numberOf(count: number, noun: string): string {
    return `${count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`;
}
