/** Names of constraints that another one in their schema may not be given by itself (`ChooseConstraintName`). */
export class ConstraintNames {
    readonly #holders = new Map<string, (() => boolean)[]>();

    /** @param isHeld whether the name still is that constraint's, later on. */
    add(schema: string | undefined, name: string, isHeld: () => boolean): void {
        const key = keyOf(schema, name);
        const holders = this.#holders.get(key);
        if (holders === undefined) {
            this.#holders.set(key, [isHeld]);
        } else {
            holders.push(isHeld);
        }
    }

    has(schema: string | undefined, name: string): boolean {
        return this.#holders.get(keyOf(schema, name))?.some(isHeld => isHeld()) ?? false;
    }
}

function keyOf(schema: string | undefined, name: string): string {
    return `${schema ?? ''}\0${name}`;
}
