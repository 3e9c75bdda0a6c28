import * as ast from '../generated/ast.ts';
import { findCycles, type Edge } from './cycles.ts';
import { finding, type Report } from './finding.ts';
import { placeOf } from './places.ts';

/** ERD211, ERD212, ERD217: types as they are written. */
export function checkTypeUses(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            for (const member of declaration.members) {
                if (member.$type === ast.Attribute.$type) {
                    checkStored(member.type, report);
                    checkElements(member.type, report);
                } else if (member.$type === ast.AccessPattern.$type) {
                    member.parameters.forEach(parameter => checkStored(parameter.type, report));
                }
            }
            break;
        case ast.StructuredType.$type:
            for (const { type } of declaration.attributes) {
                checkStored(type, report);
                if (declaration.composite) {
                    checkSingle(type, `An attribute of the composite type ${declaration.name}`, report);
                } else {
                    checkElements(type, report);
                }
            }
            break;
        case ast.Domain.$type:
            checkStored(declaration.type, report);
            checkSingle(declaration.type, `The domain ${declaration.name}`, report);
            break;
        case ast.SessionVariable.$type:
            checkStored(declaration.type, report);
            checkSingle(declaration.type, `The session variable ${declaration.name}`, report);
            break;
        case ast.Enum.$type:
            checkStored(declaration.storage, report);
            checkSingle(declaration.storage, `A value of ${declaration.name}`, report);
            break;
        case ast.Sequence.$type:
            checkStored(declaration.type, report);
            checkSingle(declaration.type, `A number of ${declaration.name}`, report);
            break;
        case ast.Routine.$type:
            for (const parameter of declaration.parameters) {
                checkArguments(parameter.type, report);
            }
            checkArguments(declaration.result?.type, report);
            break;
    }
}

const notStored: Readonly<Record<string, string>> = {
    any: 'text', number: 'decimal(19,4)', attribute: 'text', void: 'text', trigger: 'text', record: 'json',
};

function checkStored(use: ast.TypeUse | undefined, report: Report): void {
    const declared = use?.type?.ref;
    if (!use || !declared) {
        return;
    }
    if (declared.$type === ast.PrimitiveType.$type) {
        const instead = notStored[declared.name];
        if (instead !== undefined && ast.isDocument(declared.$container)) {
            report(finding('ERD212', placeOf(use), `Nothing can be stored as ${declared.name}.`, { data: { instead } }));
            return;
        }
    } else if (declared.$type === ast.View.$type) {
        report(finding('ERD212', placeOf(use), `${declared.name} is a view: its rows have no key that could be referred to.`, { data: { instead: 'text' } }));
        return;
    }
    checkArguments(use, report);
}

/** ERD217: an array has elements of one value each. */
function checkElements(use: ast.TypeUse | undefined, report: Report): void {
    if (use && use.dimensions.length > 0) {
        checkSingle(use, 'An element of an array', report);
    }
}

function checkSingle(use: ast.TypeUse | undefined, what: string, report: Report): void {
    const declared = use?.type?.ref;
    const fault = declared?.$type === ast.Entity.$type ? `${declared.name} is an entity: only an attribute of that type refers to it`
        : declared?.$type === ast.StructuredType.$type && !declared.composite ? `${declared.name} stands for several columns, unless it is composite`
            : undefined;
    if (use && fault !== undefined) {
        report(finding('ERD217', placeOf(use), `${what} is one value, and ${fault}.`));
    }
}

/** How many digits of a second the time types keep. */
const finestSecond = 6;

function checkArguments(use: ast.TypeUse | undefined, report: Report): void {
    const declared = use?.type?.ref;
    if (!use || use.arguments.length === 0 || !declared) {
        if (use && declared?.$type === ast.PrimitiveType.$type && declared.parameters.some(parameter => !parameter.optional)) {
            report(finding('ERD211', placeOf(use), `${declared.name} needs to say of what: ${declared.name}(date).`, { data: {} }));
        }
        return;
    }
    if (declared.$type === ast.Entity.$type) {
        for (const argument of use.arguments) {
            if (ast.isNumericTypeArgument(argument)) {
                report(finding('ERD211', placeOf(argument), `A reference to ${declared.name} takes the names of attributes, no numbers.`, { data: {} }));
            }
        }
        return;
    }
    if (declared.$type !== ast.PrimitiveType.$type) {
        report(finding('ERD211', placeOf(use), `${declared.name} takes no arguments.`, { data: { replacement: declared.name } }));
        return;
    }
    const message = faultOf(declared, use.arguments);
    if (message) {
        report(finding('ERD211', placeOf(use), message, { data: mended(declared, use.arguments) }));
    }
}

function faultOf({ name, parameters, $container }: ast.PrimitiveType, given: readonly ast.TypeArgument[]): string | undefined {
    if ($container.$type === ast.Extension.$type) {
        return undefined;
    }
    if (given.length > parameters.length) {
        return parameters.length === 0 ? `${name} takes no arguments.` : `${name} takes no more than ${parameters.length === 1 ? 'one argument' : `${parameters.length} arguments`}.`;
    }
    if (name === 'range' || name === 'multirange') {
        const element = ast.isNamedTypeArgument(given[0]) ? given[0].target?.ref : undefined;
        return !ast.isNamedTypeArgument(given[0]) ? `${name} takes a type: ${name}(date).`
            : element && !hasRange(element) ? `Values of ${element.name} have no ranges.` : undefined;
    }
    const numbers = given.map(argument => ast.isNumericTypeArgument(argument) ? argument.value : Number.NaN);
    const [first = 0, second = 0] = numbers;
    if (numbers.some(number => !Number.isInteger(number))) {
        return `${name} takes whole numbers.`;
    }
    switch (name) {
        case 'decimal':
            return first < 1 ? 'A decimal has at least one digit.'
                : second < 0 ? 'A scale is not negative.'
                    : second > first ? `A decimal of ${first} digits cannot have ${second} of them after the point.` : undefined;
        case 'time':
        case 'datetime':
        case 'timestamp':
            return first < 0 || first > finestSecond ? `${name} keeps up to ${finestSecond} digits of a second.` : undefined;
        default:
            return first < 1 ? `${name} has ${parameters[0]!.name.endsWith('s') ? `${parameters[0]!.name}, 1` : `a ${parameters[0]!.name} of 1`} at least.` : undefined;
    }
}

const ranged: ReadonlySet<string> = new Set(['int', 'bigint', 'decimal', 'date', 'datetime', 'timestamp', 'any', 'number']);

function hasRange(element: ast.TypeArgumentTarget): boolean {
    return !ast.isPrimitiveType(element) || ranged.has(element.name);
}

function mended({ name, parameters }: ast.PrimitiveType, given: readonly ast.TypeArgument[]): { readonly replacement?: string } {
    const numbers = given.filter(ast.isNumericTypeArgument).map(({ value }) => value);
    if (parameters.length === 0) {
        return { replacement: name };
    }
    if (name === 'decimal' && numbers.length === 2 && numbers[1]! > numbers[0]! && numbers[0]! >= 0) {
        return { replacement: `decimal(${numbers[1]},${numbers[0]})` };
    }
    if (numbers.length > parameters.length) {
        return { replacement: `${name}(${numbers.slice(0, parameters.length).join(',')})` };
    }
    return numbers[0]! > finestSecond && (name === 'time' || name === 'datetime' || name === 'timestamp') ? { replacement: `${name}(${finestSecond})` } : {};
}

type Containing = ast.Domain | ast.StructuredType;

interface Containment extends Edge<Containing> {
    readonly use: ast.TypeUse;
}

/** ERD213: domains over themselves, structured types within themselves. */
export function checkContainment(types: readonly Containing[], report: Report): void {
    findCycles(types, containedTypes, circle => {
        const { use, target } = circle.at(-1)!;
        report(finding('ERD213', placeOf(use), `${target.name} contains itself.`));
    });
}

function containedTypes(type: Containing): Containment[] {
    const uses = ast.isDomain(type) ? [type.type] : type.attributes.map(attribute => attribute.type);
    return uses.flatMap(use => [use?.type?.ref, ...use?.arguments.map(argument => ast.isNamedTypeArgument(argument) ? argument.target?.ref : undefined) ?? []]
        .filter(target => ast.isDomain(target) || ast.isStructuredType(target))
        .map(target => ({ use, target })));
}
