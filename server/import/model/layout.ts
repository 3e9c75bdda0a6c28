import type { Naming } from '../../../language/index.ts';
import { remarkLines, type Lowering } from './declarations/index.ts';
import type { Namespace } from './names.ts';
import { documentation, quotedText, type Text } from './text.ts';
import type { Unit } from './units.ts';
import { writtenName } from './written-names.ts';

/** A file before it is formatted. */
export interface Draft {
    readonly path: string;
    readonly text: Text;
}

/** Which units stand in which file, in order; the first file has the header. */
export interface FilePlan {
    readonly path: string;
    readonly units: readonly Unit[];
}

/** The texts of the files: imports of what they name, the header in the first, schema blocks around what stands in one. */
export function draftsOf(plans: readonly FilePlan[], name: string, naming: Naming, version: number, lowering: Lowering): readonly Draft[] {
    const homes = new Map<object, string>();
    for (const { path, units } of plans) {
        units.forEach(({ identity }) => identity && homes.set(identity, path));
    }
    return plans.map(({ path, units }, index) => {
        const imports = index === 0
            ? plans.slice(1).map(plan => plan.path)
            : [...new Set(units.flatMap(({ mentioned }) => [...mentioned].flatMap(identity => homes.get(identity) ?? [])))].filter(other => other !== path).sort();
        const opening = index === 0 ? openingOf(units) : [];
        const parts: Text[] = [
            ...opening.map(remark => remarkLines(remark).trimEnd()),
            ...imports.length === 0 ? [] : [imports.map(other => `import "./${other}"`).join('\n')],
            ...index === 0 ? [header(name, naming, version, lowering)] : [],
            ...inBlocks(opening.length === 0 ? units : units.map((unit, position) => position === 0 ? { ...unit, headings: unit.headings.filter(heading => !opening.includes(heading)) } : unit), lowering),
        ];
        return { path, text: [parts.flatMap((part, position): Text[] => position === 0 ? [part] : ['\n\n', part]), '\n'] };
    });
}

/** What the source says of itself as a whole, above all else. */
function openingOf(units: readonly Unit[]): readonly string[] {
    const headings = units[0]?.headings ?? [];
    return headings.slice(0, headings.findLastIndex(isParagraph) + 1);
}

/** More than a heading has room for. */
function isParagraph(remark: string): boolean {
    return remark.includes('\n') || remark.length > 80;
}

function header(name: string, naming: Naming, version: number, { schema, names }: Lowering): Text {
    const { main, isNamed } = names.schemas;
    const about = [schema.title, schema.description].filter(text => text !== undefined && text !== '').join('\n');
    return [
        `${documentation(about)}model ${writtenName(name)} {\n`,
        `targets postgresql ${version}\n`,
        ...isNamed ? [`schema ${defaultSchemaText(main!, names)}\n`] : [],
        `naming ${naming.rule}${naming.plural ? ' plural' : ''}\n`,
        ...Object.entries(naming.patterns).map(([kind, pattern]) => `pattern ${kind} ${quotedText(pattern)}\n`),
        '}',
    ];
}

function defaultSchemaText(name: string, names: Lowering['names']): string {
    const declared = names.declaredSchema(name);
    return declared.as === '' ? declared.name : quotedText(name);
}

/** Units outside of all blocks in their order, and each block where the first of its units stands. */
function inBlocks(units: readonly Unit[], { names, schema }: Lowering): readonly Text[] {
    const parts: Text[] = [];
    const done = new Set<Namespace>();
    const setUp = units.filter(({ isSetUp }) => isSetUp);
    if (setUp.length > 0) {
        parts.push(inRows(setUp));
    }
    const others = units.filter(({ isSetUp }) => !isSetUp);
    for (let index = 0; index < others.length; index++) {
        const { namespace } = others[index]!;
        if (namespace === undefined) {
            let end = index;
            while (end + 1 < others.length && others[end + 1]!.namespace === undefined) {
                end++;
            }
            parts.push(inRows(others.slice(index, end + 1)));
            index = end;
        } else if (!done.has(namespace)) {
            done.add(namespace);
            const declared = names.declaredSchema(namespace);
            const own = schema.objects.find(object => object.kind === 'schema' && object.name === namespace);
            parts.push([
                documentation(own?.comment), `schema ${declared.name}${declared.as} {\n`, inRows(others.filter(unit => unit.namespace === namespace)), '\n}',
            ]);
        }
    }
    return parts;
}

function inRows(units: readonly Unit[]): Text {
    return units.flatMap((unit, index): Text[] => {
        const before = units[index - 1];
        const headings = unit.headings.map(heading => isParagraph(heading) ? `${remarkLines(heading)}\n` : `// ---- ${heading} ----\n\n`).join('');
        const gap = before === undefined ? '' : before.row !== undefined && before.row === unit.row && headings === '' && before.relation === unit.relation ? '\n' : '\n\n';
        return [gap, headings, unit.text];
    });
}
