import { preludeTexts } from '../../../../language/index.ts';

const known: ReadonlySet<string> = new Set(
    [...preludeTexts.values()].flatMap(text => Array.from(text.matchAll(/\boperator class (\w+)/g), ([, name]) => name!)),
);

/** The language's name of an operator class, whatever schema its extension is in. */
export function operatorClassName(operatorClass: string): string | undefined {
    const name = operatorClass.slice(operatorClass.lastIndexOf('.') + 1);
    return known.has(name) ? name : undefined;
}
