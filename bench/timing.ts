export interface Sample {
    readonly milliseconds: number;
    /** In milliseconds, of all threads. */
    readonly processor: number;
}

/** How long the work takes, and what the processor does meanwhile. */
export async function timed(work: () => unknown): Promise<Sample> {
    const usage = process.cpuUsage();
    const start = performance.now();
    await work();
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(usage);
    return { milliseconds, processor: (user + system) / 1000 };
}

/** The same for each of the inputs, one after the other. */
export async function timedEach<T>(inputs: Iterable<T>, work: (input: T) => unknown): Promise<Sample[]> {
    const samples: Sample[] = [];
    for (const input of inputs) {
        samples.push(await timed(() => work(input)));
    }
    return samples;
}

/** The median by time. */
export function median<S extends Sample>(samples: readonly S[]): S {
    return samples.toSorted((one, other) => one.milliseconds - other.milliseconds)[samples.length >> 1]!;
}
