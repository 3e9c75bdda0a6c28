import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';

/** ERD140 to ERD142: what is said of one attribute, in modifiers that do not fit each other or it. */
export function checkModifiers(attribute: ast.Attribute, report: Report): void {
    const { modifiers } = attribute;
    if (modifiers.length === 0) {
        return;
    }
    const kinds = new Set<string>();
    for (const { $type } of modifiers) {
        kinds.add($type);
    }
    if (modifiers.length > 1) {
        reportRepeated(modifiers, modifierKey, nameOfModifier, report);
        reportContradictions(attribute, kinds, report);
    }
    reportSuperfluous(attribute, kinds, report);
    reportInapplicable(attribute, report);
}

/** ERD140 for anything with parts that can be given once: the second of a kind is reported, with what to write instead. */
export function reportRepeated<N extends AstNode>(
    nodes: readonly N[], keyOf: (node: N) => string | undefined, nameOf: (node: N) => string, report: Report, advice = '',
): void {
    const first = new Map<string, N>();
    for (const node of nodes) {
        const key = keyOf(node);
        const original = key === undefined ? undefined : first.get(key);
        if (original) {
            report(finding('ERD140', placeOf(node), `${nameOf(node)} is said twice${advice}.`, {
                related: [{ place: placeOf(original), message: 'It is said here already' }],
            }));
        } else if (key !== undefined) {
            first.set(key, node);
        }
    }
}

function modifierKey(modifier: ast.AttributeModifier): string | undefined {
    switch (modifier.$type) {
        case ast.CheckModifier.$type:
        case ast.OptionsModifier.$type:
            return undefined;
        case ast.ReferentialAction.$type:
            return `on ${modifier.event}`;
        default:
            return modifier.$type;
    }
}

/** The words that a modifier begins with. */
const words: Readonly<Record<string, string>> = {
    [ast.KeyModifier.$type]: 'key', [ast.UniqueModifier.$type]: 'unique', [ast.ComputedModifier.$type]: 'computed',
    [ast.IdentityModifier.$type]: 'identity', [ast.OnUpdateModifier.$type]: 'on update (...)', [ast.ViaModifier.$type]: 'via',
    [ast.DuringModifier.$type]: 'during', [ast.MatchModifier.$type]: 'match', [ast.ForeignKeyModifier.$type]: 'foreign key constraint',
    [ast.NotEnforcedModifier.$type]: 'not enforced', [ast.NotValidModifier.$type]: 'not valid', [ast.LogicalModifier.$type]: 'logical',
    [ast.CollateModifier.$type]: 'collate', [ast.DeferrableModifier.$type]: 'deferrable', [ast.RequiredModifier.$type]: 'required constraint',
    [ast.NameModifier.$type]: 'as', [ast.CheckModifier.$type]: 'check', [ast.OptionsModifier.$type]: 'options',
};

function nameOfModifier(modifier: ast.AttributeModifier): string {
    return `'${modifier.$type === ast.ReferentialAction.$type ? `on ${modifier.event}` : words[modifier.$type]}'`;
}

/** Pairs that cannot both hold; the second of a pair is the one to take back. */
const contradictions: readonly (readonly [kept: string, taken: string, why: string])[] = [
    [ast.ComputedModifier.$type, ast.IdentityModifier.$type, 'A computed attribute gets its value from its expression'],
    [ast.ComputedModifier.$type, ast.OnUpdateModifier.$type, 'A computed attribute gets its value from its expression'],
    [ast.LogicalModifier.$type, ast.ForeignKeyModifier.$type, 'A logical reference has no foreign key'],
    [ast.LogicalModifier.$type, ast.ReferentialAction.$type, 'A logical reference has no foreign key'],
    [ast.LogicalModifier.$type, ast.DeferrableModifier.$type, 'A logical reference has no foreign key'],
    [ast.LogicalModifier.$type, ast.MatchModifier.$type, 'A logical reference has no foreign key'],
    [ast.LogicalModifier.$type, ast.NotEnforcedModifier.$type, 'A logical reference has no foreign key'],
    [ast.LogicalModifier.$type, ast.NotValidModifier.$type, 'A logical reference has no foreign key'],
    [ast.NotEnforcedModifier.$type, ast.DeferrableModifier.$type, 'What is not enforced is never checked, not even late'],
    [ast.NotEnforcedModifier.$type, ast.NotValidModifier.$type, 'What is not enforced is never checked'],
];

function reportContradictions(attribute: ast.Attribute, kinds: ReadonlySet<string>, report: Report): void {
    const { name, modifiers } = attribute;
    for (const [kept, taken, why] of contradictions) {
        if (kinds.has(kept) && kinds.has(taken)) {
            const node = modifiers.find(modifier => modifier.$type === taken)!;
            report(finding('ERD141', placeOf(node), `${why}: ${name} cannot have ${nameOfModifier(node)} too.`, { data: { part: 'modifier' } }));
        }
    }
}

/** What an attribute says beside its modifiers, and they contradict. */
function reportSuperfluous(attribute: ast.Attribute, kinds: ReadonlySet<string>, report: Report): void {
    const { name, modifiers, type } = attribute;
    const generated = kinds.has(ast.ComputedModifier.$type) ? 'computed' : kinds.has(ast.IdentityModifier.$type) ? 'an identity' : undefined;
    if (generated && attribute.default) {
        report(finding('ERD141', placeOfProperty(attribute, 'default'), `${name} is ${generated}, so that a default is never used.`, { data: { part: 'default' } }));
    }
    if (type?.optional && kinds.has(ast.IdentityModifier.$type)) {
        report(finding('ERD141', placeOf(type), `${name} is an identity, which is never null.`, { data: { part: 'optional' } }));
    }
    if (type?.optional && kinds.has(ast.RequiredModifier.$type)) {
        const node = modifiers.find(modifier => modifier.$type === ast.RequiredModifier.$type)!;
        report(finding('ERD141', placeOf(node), `${name} is optional, so that there is no constraint to name.`, { data: { part: 'modifier' } }));
    }
}

const ofReferences: ReadonlySet<string> = new Set([
    ast.ReferentialAction.$type, ast.ViaModifier.$type, ast.DuringModifier.$type, ast.MatchModifier.$type, ast.ForeignKeyModifier.$type,
    ast.NotEnforcedModifier.$type, ast.NotValidModifier.$type, ast.LogicalModifier.$type, ast.DeferrableModifier.$type,
]);

const wholeNumbers: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint', 'decimal']);
const texts: ReadonlySet<string> = new Set(['string', 'char', 'text']);

function reportInapplicable(attribute: ast.Attribute, report: Report): void {
    const { name, type, modifiers } = attribute;
    if (!type || type.native || !type.type?.ref) {
        return;
    }
    const isReference = type.type.ref.$type === ast.Entity.$type && type.dimensions.length === 0;
    const isOther = (wanted: ReadonlySet<string>): boolean => {
        const primitive = primitiveBehind(type);
        return primitive !== 'unknown' && !wanted.has(primitive ?? '');
    };
    for (const modifier of modifiers) {
        const why = !isReference && ofReferences.has(modifier.$type) ? `${name} is no reference`
            : modifier.$type === ast.IdentityModifier.$type && isOther(wholeNumbers) ? `${name} is no whole number`
                : modifier.$type === ast.CollateModifier.$type && isOther(texts) ? `${name} is no text`
                    : undefined;
        if (why) {
            report(finding('ERD142', placeOf(modifier), `${why}: ${nameOfModifier(modifier)} says nothing about it.`));
        }
    }
}

/** The primitive that a type is over; undefined for what is none, `unknown` for what only an engine knows. */
function primitiveBehind(use: ast.TypeUse | undefined, depth = 0): string | undefined {
    if (!use || use.native || use.type?.error || depth > 16) {
        return 'unknown';
    }
    if (use.dimensions.length > 0) {
        return texts.has(primitiveBehind({ ...use, dimensions: [] }, depth) ?? '') ? 'text' : undefined;
    }
    const declared = use.type?.ref;
    if (ast.isPrimitiveType(declared)) {
        return ast.isExtension(declared.$container) ? 'unknown' : declared.name;
    }
    return ast.isDomain(declared) ? primitiveBehind(declared.type, depth + 1) : undefined;
}
