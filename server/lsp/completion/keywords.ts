import type { AstNode } from 'langium';
import { AstUtils, GrammarAST } from 'langium';
import { ast, containerOf, parameterOf } from '../../../language/index.ts';
import type { Fragment } from './fragment.ts';

/** Words that the grammar admits at the cursor. */
export interface KeywordPhrase {
    /** `on delete`, `not null`, `entity`. */
    readonly phrase: string;
    /** The grammar rule that it belongs to. */
    readonly rule: string;
    /** True where a declaration or a line of one begins with it. */
    readonly begins: boolean;
}

/** Rules whose first word begins a line: declarations, and what stands in their blocks. */
const lineRules: ReadonlySet<string> = new Set([
    'Import', 'ModelDeclaration', 'Schema', 'Area', 'Team', 'Purpose', 'Domain', 'StructuredType', 'Enum', 'SessionVariable', 'Sequence',
    'Extension', 'Mixin', 'Entity', 'Relationship', 'ReferenceRows', 'View', 'Routine', 'Trigger', 'Job', 'Role', 'Grant', 'Policy', 'Annotate',
    'AnnotationDeclaration', 'Flow', 'SqlStatement', 'PrimitiveType', 'OperatorClass', 'VersionLine', 'TargetsLine', 'DefaultSchemaLine',
    'NamingLine', 'PatternLine', 'ComplianceLine', 'Attribute', 'Key', 'Unique', 'Check', 'Index', 'Exclusion', 'Partitioning', 'Period',
    'History', 'Subtypes', 'RowSecurity', 'Determines', 'AreaLine', 'OwnerLine', 'StewardLine', 'PurposeLine', 'SubjectLine', 'RetentionLine',
    'AuditLine', 'VolumeLine', 'AccessPattern', 'ViewColumn',
]);

/** Rules that only the language's own documents use. */
const preludeRules: ReadonlySet<string> = new Set(['PrimitiveType', 'OperatorClass', 'RoutineEngines']);

/** Modifiers of an attribute whose type is an entity. */
const referenceRules: ReadonlySet<string> = new Set([
    'ReferentialAction', 'ViaModifier', 'DuringModifier', 'MatchModifier', 'ForeignKeyModifier', 'NotEnforcedModifier', 'NotValidModifier',
    'LogicalModifier', 'DeferrableModifier',
]);

const integers: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint']);

/** The phrases that a keyword begins: words that must follow are part of it, and so is each of a choice of words. */
export function phrasesOf(keyword: GrammarAST.Keyword, fragment: Fragment): KeywordPhrase[] {
    if (!/^[a-z]/i.test(keyword.value)) {
        return [];
    }
    const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule);
    if (!rule || preludeRules.has(rule.name)) {
        return [];
    }
    const begins = lineRules.has(rule.name) && isFirstOf(keyword, rule);
    return followedBy(keyword.value, topOf(keyword))
        .filter(phrase => fits(rule.name, phrase, fragment))
        .map(phrase => ({ phrase, rule: rule.name, begins }));
}

/** The element of a group that holds the keyword. */
function topOf(element: GrammarAST.AbstractElement): GrammarAST.AbstractElement {
    let current = element;
    while (GrammarAST.isAbstractElement(current.$container) && !GrammarAST.isGroup(current.$container)) {
        current = current.$container;
    }
    return current;
}

function followedBy(phrase: string, element: GrammarAST.AbstractElement): string[] {
    const group = element.$container;
    if (!GrammarAST.isGroup(group) || element.cardinality === '*' || element.cardinality === '+') {
        return [phrase];
    }
    const next = group.elements[group.elements.indexOf(element) + 1];
    if (!next) {
        // The end of an optional part, as `(abstract?='abstract')? 'entity'` has: what follows the part follows the word.
        return GrammarAST.isGroup(group.$container) && group.cardinality === '?' ? followedBy(phrase, group) : [phrase];
    }
    if (next.cardinality) {
        return [phrase];
    }
    if (isWord(next)) {
        return followedBy(`${phrase} ${next.value}`, next);
    }
    if (GrammarAST.isAssignment(next) && GrammarAST.isAlternatives(next.terminal) && next.terminal.elements.every(isWord)) {
        return next.terminal.elements.filter(isWord).map(({ value }) => `${phrase} ${value}`);
    }
    return [phrase];
}

function isWord(element: GrammarAST.AbstractElement): element is GrammarAST.Keyword {
    return GrammarAST.isKeyword(element) && /^[a-z]/i.test(element.value);
}

/** True where nothing mandatory of the rule comes before the keyword. */
function isFirstOf(keyword: GrammarAST.Keyword, rule: GrammarAST.ParserRule): boolean {
    let element: GrammarAST.AbstractElement = keyword;
    while (element !== rule.definition) {
        const parent = element.$container;
        if (GrammarAST.isGroup(parent) && parent.elements.slice(0, parent.elements.indexOf(element)).some(before => before.cardinality !== '?' && !GrammarAST.isAction(before))) {
            return false;
        }
        if (!GrammarAST.isAbstractElement(parent)) {
            return false;
        }
        element = parent;
    }
    return true;
}

/** Leaves out what the grammar admits and the checks would not. */
function fits(rule: string, phrase: string, { node, reference }: Fragment): boolean {
    const place = reference?.container.$container;
    if (ast.isAnnotationArgument(place)) {
        return /^(?:true|false)$/.test(phrase) && parameterOf(place)?.type.type?.$refText === 'boolean';
    }
    if (ast.isIndexElement(place)) {
        return false;
    }
    if (reference?.property === 'discriminatorValue') {
        return false;
    }
    if (rule === 'Operand' && phrase === 'exists' && !mayAskAboutRows(node)) {
        return false;
    }
    const attribute = containerOf(node, ast.Attribute.$type) as ast.Attribute | undefined;
    if (!attribute) {
        return true;
    }
    const type = attribute.type?.type?.ref;
    if (referenceRules.has(rule)) {
        return type === undefined || ast.isEntity(type);
    }
    switch (rule) {
        case 'IdentityModifier':
            return type === undefined || (ast.isPrimitiveType(type) && integers.has(type.name));
        case 'OnUpdateModifier':
            return phrase === 'on update' && !ast.isEntity(type);
        case 'ActionKind':
            return phrase === 'set null' ? attribute.type.optional : phrase === 'set default' ? attribute.default !== undefined : true;
        default:
            return true;
    }
}

/** Conditions of policies, of views and of access patterns are asked at each query; all others are about one row. */
function mayAskAboutRows(node: AstNode): boolean {
    const place = containerOf(node, ast.Policy.$type, ast.View.$type, ast.AccessPattern.$type, ast.Index.$type);
    return place !== undefined && !ast.isIndex(place);
}
