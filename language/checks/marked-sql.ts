import type { LangiumDocument } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { partitionName, type Model } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { similarNames } from '../parser/index.ts';

/** ERD313: tables that the SQL of a view reads from and that the model does not have. */
export function checkMarkedSql(views: readonly ast.View[], model: Model, report: Report): void {
    if (views.every(({ bodies }) => bodies.length === 0)) {
        return;
    }
    const known = relationNames(model);
    for (const view of views) {
        for (const body of view.bodies) {
            checkBody(view, body, known, report);
        }
    }
}

function relationNames(model: Model): ReadonlySet<string> {
    const names = new Set<string>();
    const add = (physicalName: { readonly schema?: string; readonly name: string } | undefined): void => {
        if (physicalName) {
            names.add(physicalName.name.toLowerCase());
            // What has no schema is in the one that every database has, and SQL may say so.
            names.add(`${physicalName.schema ?? 'public'}.${physicalName.name}`.toLowerCase());
        }
    };
    for (const { table, history, partitioning } of model.entities) {
        add(table);
        add(history?.table);
        partitioning?.partitions.forEach(partition => add(table && partitionName(table, partition)));
    }
    model.views.forEach(({ physicalName }) => add(physicalName));
    model.sequences.forEach(({ physicalName }) => add(physicalName));
    model.enums.forEach(({ storage, physicalName }) => add(storage === 'lookup' ? physicalName : undefined));
    return names;
}

function checkBody(view: ast.View, body: ast.SqlText, known: ReadonlySet<string>, report: Report): void {
    const node = GrammarUtils.findNodeForProperty(body.$cstNode, 'text');
    if (!node) {
        return;
    }
    const { textDocument, uri }: LangiumDocument = AstUtils.getDocument(view);
    const quote = node.text.startsWith('"""') ? 3 : 1;
    for (const { name, offset, length } of relationsIn(node.text.slice(quote, -quote))) {
        if (known.has(name) || /^(?:pg_|information_schema\.|pg_catalog\.|sys\.)/.test(name)) {
            continue;
        }
        const similar = similarNames(name, known);
        const start = node.offset + quote + offset;
        report(finding('ERD313', { uri: uri.toString(), range: { start: textDocument.positionAt(start), end: textDocument.positionAt(start + length) } },
            `${view.name} reads from ${name}, which no entity or view of the model becomes.${similar[0] ? ` Did you mean '${similar[0]}'?` : ''}`,
            { data: { name, similar } }));
    }
}

interface RelationUse {
    /** In lower case, without quotes. */
    readonly name: string;
    readonly offset: number;
    readonly length: number;
}

const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|(?:"[^"]*"|[a-z_][\w$]*)(?:\s*\.\s*(?:"[^"]*"|[a-z_][\w$]*))*|[^\s]/gi;

/** Functions whose arguments are told apart by `from`: extract(year from born). */
const withFrom: ReadonlySet<string> = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);

/** What stands after `from`, `join` and in a list after `from`, but for names that the query itself declares. */
export function relationsIn(sql: string): RelationUse[] {
    const uses: RelationUse[] = [];
    const declared = new Set<string>();
    // What opened each parenthesis, and whether a list of relations goes on there.
    const open: { readonly opener: string; inList: boolean }[] = [{ opener: '', inList: false }];
    const before: string[] = [];
    let expected = false;
    for (const match of sql.matchAll(token)) {
        const text = match[0];
        const word = text.toLowerCase();
        if (/^(?:--|\/\*)/.test(text)) {
            continue;
        }
        const level = open.at(-1)!;
        if (text === '(') {
            open.push({ opener: before.at(-1) ?? '', inList: false });
            if (before.at(-1) === 'as' || before.at(-1) === 'materialized') {
                declared.add(before.at(before.at(-1) === 'as' ? -2 : before.at(-3) === 'not' ? -4 : -3) ?? '');
            }
            expected = false;
        } else if (text === ')') {
            if (open.length > 1) {
                open.pop();
            }
        } else if (text === ',') {
            expected = level.inList;
        } else if (word === 'from' || word === 'join') {
            const separates = withFrom.has(level.opener) || before.at(-1) === 'distinct' && (before.at(-2) === 'is' || before.at(-2) === 'not');
            expected = !separates;
            level.inList = !separates;
        } else if (expected && (word === 'only' || word === 'lateral')) {
            continue;
        } else if (/^(?:where|group|order|having|limit|union|intersect|except|on|select|window|set|values)$/.test(word)) {
            expected = false;
            level.inList = word === 'on' && level.inList;
        } else if (expected) {
            expected = false;
            // A name before a parenthesis is a function that gives rows.
            if (/^["a-z_]/i.test(text) && !/^\s*\(/.test(sql.slice(match.index + text.length))) {
                uses.push({ name: word.replaceAll('"', '').replace(/\s*\.\s*/g, '.'), offset: match.index, length: text.length });
            }
        }
        before.push(word);
    }
    return uses.filter(({ name }) => !declared.has(name));
}
