import type { Decisions } from './context.ts';
import type { PlacedSlot } from './text.ts';

/** What rounds of compiling found out, for the next one. */
export class Repairs implements Decisions {
    private readonly marked = new Set<string>();
    private readonly named = new Set<string>();
    private readonly refused = new Set<string>();

    isMarked(slot: string): boolean {
        return this.marked.has(slot);
    }

    isNamed(slot: string): boolean {
        return this.named.has(slot);
    }

    isRefused(slot: string): boolean {
        return this.refused.has(slot);
    }

    /** Whether that is new. */
    mark(slot: string): boolean {
        return !this.marked.has(slot) && this.marked.add(slot).has(slot);
    }

    /** Whether that is new. */
    name(slot: string): boolean {
        return !this.named.has(slot) && this.named.add(slot).has(slot);
    }

    /**
     * What can be done about an error at an offset: the innermost slot around it is marked, and refused when that did not
     * help; then the one around that. False where nothing is left.
     */
    mend(slots: readonly PlacedSlot[], offset: number): boolean {
        const around = slots.filter(({ start, end }) => start <= offset && offset <= end).toSorted((a, b) => (a.end - a.start) - (b.end - b.start));
        for (const { slot } of around) {
            if (!this.marked.has(slot) && !slot.startsWith('unit ')) {
                this.marked.add(slot);
                return true;
            }
            if (!this.refused.has(slot)) {
                this.refused.add(slot);
                return true;
            }
        }
        return false;
    }
}
