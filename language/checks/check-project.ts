import type { AstNode, LangiumDocument, LangiumDocuments } from 'langium';
import { AstUtils } from 'langium';
import type { Finding, Place } from '../findings.ts';
import * as ast from '../generated/ast.ts';
import type { ProjectModel } from '../model/index.ts';
import { checkModel } from './check-model.ts';
import { dismiss, type Dismissal, type Dismissed } from './dismissals.ts';
import { elementIsUnknown } from './consequences.ts';
import { checkDocument } from './document-checks.ts';
import { checkDeclarations } from './duplicates.ts';
import { checkExtensions } from './extensions.ts';
import type { StructuralCode } from './finding.ts';
import { checkImportCycles, checkImportPaths, checkUnusedImports, type ImportServices } from './imports.ts';
import { InheritanceChecks } from './inheritance.ts';
import { structuralFindings } from './findings-structural.ts';
import { checkMarkedSql } from './marked-sql.ts';
import { checkNameCounts } from './name-counts.ts';
import { placeOfName } from './places.ts';
import { checkSuspiciousText } from './suspicious-text.ts';
import { SyntaxErrors } from './syntax.ts';
import { checkContainment } from './type-uses.ts';
import { checkUnknownNames, type NameServices } from './unknown-names.ts';
import { checkDeprecated, checkUnused } from './unused.ts';
import type { Uses } from './uses.ts';

export interface CheckServices extends NameServices, ImportServices {
    readonly documents: LangiumDocuments;
    /** What all documents of the workspace refer to: a type that another model uses is not unused. */
    readonly uses: Uses;
    /** Every code of the product, as a dismissal may be of any of them. */
    readonly codes: ReadonlySet<string>;
}

/** What the structural checks find in a model: the dismissed apart, and what is to be said of the dismissals. */
export interface CheckedProject extends Dismissed {
    readonly dismissals: readonly Dismissal[];
}

/** All structural checks over one model and the documents that it is made of. */
export function checkProject({ documents, model }: ProjectModel, services: CheckServices): CheckedProject {
    const syntax = new SyntaxErrors(documents);
    const reading: Finding[] = [...syntax.findings];
    const meaning: Finding[] = [];
    const report = (finding: Finding): void => void meaning.push(finding);
    checkSuspiciousText(documents, finding => reading.push(finding));
    for (const document of documents) {
        checkUnknownNames(document, services, syntax, finding => reading.push(finding));
        checkImportPaths(document, services, finding => reading.push(finding));
    }
    const declarations: ast.Declaration[] = [];
    const dismissals: Dismissal[] = [];
    for (const document of documents) {
        const elements = checkDocument(document, report);
        declarations.push(...elements.declarations);
        dismissals.push(...elements.dismissals);
    }
    checkDeclarations(documents, report);
    checkImportCycles(documents, services.documents, report);
    new InheritanceChecks(report).check(declarations.filter(node => ast.isEntity(node) || ast.isMixin(node)));
    checkContainment(declarations.filter(node => ast.isDomain(node) || ast.isStructuredType(node)), report);
    const inProject = membership(documents);
    checkDeprecated(services.uses, inProject, report);
    checkExtensions(model, services.uses, inProject, report);
    // What cannot be read may use anything.
    if (!syntax.any) {
        checkUnused(documents, services.uses, report);
        for (const document of documents) {
            checkUnusedImports(document, services.documents, services.uses, report);
        }
    }
    checkMarkedSql(declarations.filter(ast.isView), model, report);
    checkNameCounts(declarations, model, report);
    meaning.push(...checkModel(model));
    const uncertain = reading.some(({ code }) => code === 'ERD004') ? incomplete(declarations) : nothing;
    const certain = meaning.filter(({ code, place, related }) => !syntax.cover(place)
        && !(dependsOnWhole.has(code) && [place, ...related?.map(at => at.place) ?? []].some(at => uncertain.has(keyOf(at)))));
    const found = unique([...reading, ...certain]);
    const dismissed = dismiss(found, dismissals, services.codes, code => !syntax.any && Object.hasOwn(structuralFindings, code));
    return { ...dismissed, dismissals };
}

/** What cannot be said of an entity whose parent or mixins are not known. */
const dependsOnWhole: ReadonlySet<string> = new Set<StructuralCode>(['ERD101', 'ERD110', 'ERD111', 'ERD121', 'ERD124']);

const nothing: ReadonlySet<string> = new Set();

/** The places of the names of entities that take attributes from something unknown. */
function incomplete(declarations: readonly ast.Declaration[]): ReadonlySet<string> {
    const places = new Set<string>();
    for (const declaration of declarations) {
        if (ast.isEntity(declaration) && elementIsUnknown(declaration)) {
            places.add(keyOf(placeOfName(declaration)));
        }
    }
    return places;
}

function membership(documents: readonly LangiumDocument[]): (node: AstNode) => boolean {
    const own = new Set<LangiumDocument>(documents);
    return node => own.has(AstUtils.getDocument(node));
}

/** What a mixin has, each entity has that takes it in: a fault in it is one fault. */
function unique(findings: readonly Finding[]): Finding[] {
    const seen = new Set<string>();
    return findings.filter(({ code, place }) => {
        const key = `${code} ${keyOf(place)}`;
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew;
    });
}

function keyOf({ uri, range: { start, end } }: Place): string {
    return `${uri}#${start.line}:${start.character}-${end.line}:${end.character}`;
}
