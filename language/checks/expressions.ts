import type { Expression, ModelIndex, Type } from '../model/index.ts';
import { baseType, conditionsOf, displayType, isInnerQuery, isOpen, walk } from '../model/index.ts';
import { checkCondition, described } from './conditions.ts';
import { forEachSlot, nameOfSlot, type Slot } from './expression-slots.ts';
import { finding, type Report } from './finding.ts';
import { passingPart } from './lasting.ts';
import { fits, literalAs, misfit } from './literals.ts';
import { checkOperands } from './operands.ts';
import { isAggregate, reasonToChange } from './volatility.ts';

/** ERD201, ERD202, ERD208 to ERD210, ERD214, ERD218, ERD219: what is asked of an expression where it stands; and all of ERD2xx within it. */
export function checkExpressions(index: ModelIndex, report: Report): void {
    forEachSlot(index, slot => {
        checkSlot(slot, index, report);
        checkOperands(slot.expression, index, report);
    });
}

function checkSlot(slot: Slot, index: ModelIndex, report: Report): void {
    const { asked, expression } = slot;
    if (asked.condition) {
        checkCondition(expression, index, report);
    }
    if (slot.type) {
        checkValue(slot, slot.type, index, report);
    }
    if (expression.kind === 'literal' || expression.kind === 'enum-value') {
        return;
    }
    if (!asked.queries) {
        checkWithoutQueries(slot, report);
    }
    if (asked.withoutRow) {
        checkWithoutRow(slot, report);
    }
    // A column alone is what it is.
    if (expression.kind === 'attribute') {
        return;
    }
    if (asked.constant !== undefined) {
        checkConstant(slot, asked.constant, index, report);
    }
    if (asked.lasting) {
        checkLasting(slot, index, report);
    }
    if (asked.aggregates) {
        checkInnerQueries(slot, index, report);
    } else {
        checkWithoutAggregates(slot, index, report);
    }
}

function checkValue(slot: Slot, type: Type, index: ModelIndex, report: Report): void {
    const { expression, required } = slot;
    if (isOpen(baseType(type, index)) && expression.type.kind !== 'null') {
        return;
    }
    if (expression.kind === 'literal' && expression.literal === 'null') {
        if (required) {
            report(finding('ERD201', expression.place, `${nameOfSlot(slot)} cannot be null: it is required.`, { data: {} }));
        }
        return;
    }
    if (!fits(expression, type, index)) {
        const replacement = literalAs(expression, type, index);
        report(finding('ERD201', expression.place, `${nameOfSlot(slot)} is ${described(expression.type)}, but ${described(type)} is asked for.`, {
            data: replacement === undefined ? {} : { replacement },
        }));
        return;
    }
    const fault = misfit(expression, type, index);
    if (fault) {
        report(finding('ERD214', expression.place, `${nameOfSlot(slot)} does not fit into ${displayType(type)}: ${fault.message}.`, {
            data: fault.type === undefined ? {} : { type: fault.type },
        }));
    }
}

function checkWithoutRow(slot: Slot, report: Report): void {
    const read = partOf(slot.expression, part => part.kind === 'attribute' || part.kind === 'row');
    if (read) {
        report(finding('ERD208', read.place, `${nameOfSlot(slot)} cannot read ${read.kind === 'attribute' ? read.attribute.slice(read.attribute.lastIndexOf('.') + 1) : 'a row'}: there is no row yet.`));
    }
}

function checkWithoutQueries(slot: Slot, report: Report): void {
    const query = partOf(slot.expression, isInnerQuery);
    if (query) {
        report(finding('ERD218', query.place, `${nameOfSlot(slot)} cannot ask about other rows: ${whyNot(slot)}.`));
    }
}

function whyNot({ asked }: Slot): string {
    return asked.constant !== undefined ? `they change, but ${asked.constant}`
        : asked.withoutRow ? 'it is a value of its own'
            : 'nobody would ask again when these change. Conditions of policies and of views can; a trigger can look when a row is written';
}

function checkConstant(slot: Slot, reason: string, index: ModelIndex, report: Report): void {
    const changing = partOf(slot.expression, part => reasonToChange(part, index) !== undefined);
    if (changing) {
        report(finding('ERD209', changing.place, `${nameOfSlot(slot)}: ${reasonToChange(changing, index)}, but ${reason}.`));
    }
}

function checkWithoutAggregates(slot: Slot, index: ModelIndex, report: Report): void {
    const aggregate = partOf(slot.expression, part => part.kind === 'call' && isAggregate(part.routine, part.builtin, index));
    if (aggregate?.kind === 'call') {
        report(finding('ERD210', aggregate.place, `${nameOfSlot(slot)} looks at one row: ${aggregate.routine} looks at many.`));
    }
}

function checkLasting(slot: Slot, index: ModelIndex, report: Report): void {
    const passing = passingPart(slot.expression, index);
    if (passing) {
        const what = passing.kind === 'session' ? `session.${passing.variable}` : passing.kind === 'call' ? `${passing.routine}()` : 'what it asks';
        report(finding('ERD219', passing.place, `${nameOfSlot(slot)} asks ${what}: a row that is right today can be refused when it is written again, or read back from a backup.`));
    }
}

/** Aggregates in what chooses the rows of an inner query: there are no groups yet. */
function checkInnerQueries({ expression }: Slot, index: ModelIndex, report: Report): void {
    walk(expression, part => {
        for (const condition of part.kind === 'exists' || part.kind === 'in rows' ? conditionsOf(part.rows) : []) {
            const aggregate = partOf(condition, inner => inner.kind === 'call' && isAggregate(inner.routine, inner.builtin, index));
            if (aggregate?.kind === 'call') {
                report(finding('ERD210', aggregate.place, `Which rows are asked about is said of one row at a time: ${aggregate.routine} looks at many.`));
            }
        }
    });
}

/** The first part of an expression, itself included, of which something is true. */
function partOf(expression: Expression, accept: (part: Expression) => boolean): Expression | undefined {
    let found: Expression | undefined;
    walk(expression, part => {
        found ??= accept(part) ? part : undefined;
    });
    return found;
}
