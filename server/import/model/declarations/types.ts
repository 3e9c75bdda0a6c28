import { makeObjectName, type SequenceOptions } from '../../../../language/index.ts';
import type { SourceComposite, SourceDomain, SourceEnum, SourceSequence } from '../../source/index.ts';
import { slotOf } from '../context.ts';
import { expressionText } from '../expressions/index.ts';
import { collateText, documentation, lines, quotedText, type Text } from '../text.ts';
import { typeText } from '../types.ts';
import { keptText, lead, type Lowering } from './lowering.ts';

/** An enumeration of the engine's own. Its values are written on one line where they fit. */
export function enumText(element: SourceEnum, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const values = element.values.map(value => names.enumValue(element.name, value));
    if (values.includes(undefined) || new Set(element.values).size < element.values.length) {
        const { schema, name } = element.name;
        const statement = `CREATE TYPE ${[...schema === undefined ? [] : [schema], name].map(quotedName).join('.')} AS ENUM (${element.values.map(quotedValue).join(', ')})`;
        return keptText({ ...element, statement }, 'CREATE TYPE', 'one of its values cannot be a name', undefined, lowering);
    }
    const { name, as } = names.declaredType(element.name);
    const line = values.join(' ');
    const body = line.length <= 80 && !line.includes('`') ? ` ${line} ` : `\n${values.join('\n')}\n`;
    return `${lead(element)}enum ${name}${as} {${values.length === 0 ? '' : body}}`;
}

function quotedName(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}

function quotedValue(value: string): string {
    return `'${value.replaceAll("'", "''")}'`;
}

export function domainText(domain: SourceDomain, lowering: Lowering): Text {
    const { names } = lowering;
    const from = names.namespaceOf(domain.name);
    const { name, as } = names.declaredType(domain.name);
    const place = (of: string) => ({ from, type: domain.type, slot: slotOf('domain', domain.name, of) });
    let unnamed = 0;
    const checks = domain.checks.map((check, index): Text => {
        const usual = makeObjectName(domain.name.name, undefined, unnamed === 0 ? 'check' : `check${unnamed}`);
        const isUsual = check.name === undefined || check.name === usual;
        unnamed += isUsual ? 1 : 0;
        const constraint = isUsual ? '' : ` constraint ${quotedText(check.name)}`;
        return [domain.checks.length > 1 ? '\n' : ' ', 'check (', expressionText(check.condition, { from, slot: place(`check ${index}`).slot }, lowering), `)${constraint}`];
    });
    return [
        `${lead(domain)}domain ${name}: ${typeText(domain.type, names, from).text}`,
        ...domain.default ? [' = ', expressionText(domain.default, place('default'), lowering)] : [],
        collateText(domain.collation),
        domain.notNull ? ' required' : '',
        checks,
        as,
    ];
}

export function compositeText(type: SourceComposite, { names }: Lowering): Text {
    const from = names.namespaceOf(type.name);
    const { name, as } = names.declaredType(type.name);
    return lines([
        `${lead(type)}type ${name} composite${as} {`,
        ...type.attributes.map(attribute => {
            const declared = names.declaredColumn(type.name, attribute.name);
            return `${documentation(attribute.comment)}${declared.name}: ${typeText(attribute.type, names, from).text}${collateText(attribute.collation)}${declared.as}`;
        }),
        '}',
    ]);
}

export function sequenceText(sequence: SourceSequence, lowering: Lowering): Text {
    const { names } = lowering;
    const from = names.namespaceOf(sequence.name);
    const { name, as } = names.declaredSequence(sequence.name);
    const type = sequence.type && sequence.type.name !== 'bigint' ? `: ${typeText(sequence.type, names, from).text}` : '';
    const { ownedBy } = sequence;
    const owner = ownedBy && names.isPathTarget(ownedBy.table) ? names.relation(ownedBy.table, from) : undefined;
    const owned = ownedBy && owner !== undefined ? ` owned by ${owner}.${names.attribute(ownedBy.table, ownedBy.column) ?? ownedBy.column}` : '';
    return `${lead(sequence)}sequence ${name}${type}${sequenceOptions(sequence.options)}${owned}${as}`;
}

function sequenceOptions(options: SequenceOptions): string {
    return [
        ...(['start', 'increment', 'min', 'max', 'cache'] as const).flatMap(name => options[name] === undefined ? [] : [` ${name} ${options[name]}`]),
        ...options.cycle ? [' cycle'] : [],
    ].join('');
}
