import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { findCycles, type Edge } from './cycles.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfName } from './places.ts';
import { similarNames } from '../parser/index.ts';

type Heir = ast.Entity | ast.Mixin;

/** An attribute that an entity or mixin takes over, and from whom. */
interface Inherited {
    readonly attribute: ast.Attribute;
    readonly from: Heir;
}

/** ERD130 to ERD133, ERD136: what entities and mixins take over from each other. */
export class InheritanceChecks {
    private readonly report: Report;
    private readonly provided = new Map<Heir, ReadonlyMap<string, Inherited>>();
    private readonly inCycle = new Set<Heir>();

    constructor(report: Report) {
        this.report = report;
    }

    check(heirs: readonly Heir[]): void {
        findCycles(heirs, usesOf, circle => this.reportCycle(circle));
        const parents = new Set<AstNode>();
        for (const heir of heirs) {
            if (heir.$type === ast.Entity.$type && heir.parent?.entity?.ref) {
                parents.add(heir.parent.entity.ref);
            }
            if (!this.inCycle.has(heir)) {
                this.checkAttributes(heir);
            }
        }
        for (const heir of heirs) {
            if (heir.$type === ast.Entity.$type && !parents.has(heir)) {
                const line = heir.members.find((member): member is ast.Subtypes => member.$type === ast.Subtypes.$type);
                if (line) {
                    this.report(finding('ERD136', placeOf(line), `No entity extends ${heir.name}.`, { tags: ['unnecessary'] }));
                }
            }
        }
    }

    private reportCycle(circle: readonly Use[]): void {
        const heirs = circle.map(({ target }) => target);
        for (const heir of heirs) {
            this.inCycle.add(heir);
        }
        const { node, target } = circle.at(-1)!;
        const names = [target, ...heirs].map(({ name }) => name).join(' -> ');
        this.report(finding('ERD130', placeOf(node), circle.length === 1
            ? `${target.name} ${ast.isEntity(target) ? 'extends' : 'takes in'} itself.`
            : `${ast.isEntity(target) ? 'Entities extend' : 'Mixins take in'} each other in a circle: ${names}.`, {
            related: heirs.slice(0, 10).map(heir => ({ place: placeOfName(heir), message: `${heir.name} is declared here` })),
        }));
    }

    private checkAttributes(heir: Heir): void {
        const uses = usesOf(heir);
        const inherited = this.inheritedBy(uses);
        for (const member of heir.members) {
            if (member.$type !== ast.Attribute.$type || !member.name) {
                continue;
            }
            const original = inherited.get(member.name);
            if (original && !member.override) {
                this.report(finding('ERD131', placeOfName(member), `${heir.name} has ${member.name} from ${original.from.name} already.`, {
                    related: [{ place: placeOfName(original.attribute), message: `${member.name} of ${original.from.name}` }],
                }));
            } else if (!original && member.override && !hasUnknownOrigin(heir)) {
                this.reportOverride(heir, member, inherited);
            }
        }
        if (uses.length > 1) {
            this.checkConflicts(heir, uses);
        }
    }

    private reportOverride(heir: Heir, attribute: ast.Attribute, inherited: ReadonlyMap<string, Inherited>): void {
        const own = ownNames(heir);
        const similar = similarNames(attribute.name, [...inherited.keys()].filter(name => !own.has(name)));
        this.report(finding('ERD132', placeOfName(attribute),
            `${heir.name} has no ${attribute.name} from elsewhere that could be replaced.${similar[0] ? ` Did you mean '${similar[0]}'?` : ''}`,
            { data: { similar } }));
    }

    private checkConflicts(heir: Heir, uses: readonly Use[]): void {
        const own = ownNames(heir);
        const seen = new Map<string, Inherited>();
        for (const use of uses) {
            for (const [name, brought] of this.providedBy(use.target)) {
                const first = seen.get(name);
                if (!first) {
                    seen.set(name, brought);
                } else if (first.attribute !== brought.attribute && !own.has(name)) {
                    this.report(finding('ERD133', placeOf(use.node), `Both ${first.from.name} and ${brought.from.name} bring ${name} to ${heir.name}.`, {
                        data: { name, type: first.attribute.type?.$cstNode?.text ?? '' },
                        related: [first, brought].map(({ attribute, from }) => ({ place: placeOfName(attribute), message: `${name} of ${from.name}` })),
                    }));
                }
            }
        }
    }

    /** What comes from mixins and parents, the nearest first. */
    private inheritedBy(uses: readonly Use[]): ReadonlyMap<string, Inherited> {
        if (uses.length < 2) {
            return uses[0] ? this.providedBy(uses[0].target) : nothing;
        }
        const inherited = new Map<string, Inherited>();
        for (const { target } of uses) {
            for (const [name, brought] of this.providedBy(target)) {
                if (!inherited.has(name)) {
                    inherited.set(name, brought);
                }
            }
        }
        return inherited;
    }

    /** What an element gives to those who take it over. Ancestors first: a chain may be longer than the stack. */
    private providedBy(heir: Heir): ReadonlyMap<string, Inherited> {
        const known = this.provided.get(heir);
        if (known) {
            return known;
        }
        const waiting = [heir];
        const started = new Set<Heir>();
        while (waiting.length > 0) {
            const current = waiting.at(-1)!;
            const missing = started.has(current) ? [] : usesOf(current).filter(({ target }) => !this.provided.has(target) && !started.has(target));
            started.add(current);
            if (missing.length > 0) {
                waiting.push(...missing.map(({ target }) => target));
            } else {
                waiting.pop();
                if (!this.provided.has(current)) {
                    this.provided.set(current, this.collect(current));
                }
            }
        }
        return this.provided.get(heir)!;
    }

    private collect(heir: Heir): ReadonlyMap<string, Inherited> {
        const provided = new Map<string, Inherited>();
        for (const member of heir.members) {
            if (ast.isAttribute(member) && member.name) {
                provided.set(member.name, { attribute: member, from: heir });
            }
        }
        for (const { target } of usesOf(heir)) {
            for (const [name, brought] of this.provided.get(target) ?? nothing) {
                if (!provided.has(name)) {
                    provided.set(name, brought);
                }
            }
        }
        return provided;
    }
}

function ownNames({ members }: Heir): ReadonlySet<string> {
    return new Set(members.filter(ast.isAttribute).map(({ name }) => name));
}

const nothing: ReadonlyMap<string, Inherited> = new Map();

interface Use extends Edge<Heir> {
    readonly node: ast.EntityUse | ast.MixinUse;
}

const noUses: readonly Use[] = [];

/** What an element takes over, mixins before the parent as the nearer wins. */
function usesOf(heir: Heir): readonly Use[] {
    if (heir.mixins.length === 0 && !(heir.$type === ast.Entity.$type && heir.parent)) {
        return noUses;
    }
    const uses: Use[] = [];
    for (const node of heir.mixins) {
        if (node.mixin?.ref) {
            uses.push({ node, target: node.mixin.ref });
        }
    }
    if (heir.$type === ast.Entity.$type && heir.parent?.entity?.ref) {
        uses.push({ node: heir.parent, target: heir.parent.entity.ref });
    }
    return uses;
}

function hasUnknownOrigin(heir: Heir): boolean {
    const seen = new Set([heir]);
    for (const current of seen) {
        if (current.mixins.some(({ mixin }) => mixin?.error) || ast.isEntity(current) && current.parent?.entity?.error) {
            return true;
        }
        for (const { target } of usesOf(current)) {
            seen.add(target);
        }
    }
    return false;
}
