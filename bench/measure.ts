/** Several measurements of one thing. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: medianOf(sorted), least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

function medianOf(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/**
 * The cost relative to a control: the median of the ratios of each round, so that other work on the machine affects both
 * alike.
 */
export function ratio(values: readonly number[], control: readonly number[]): number {
  return figure(values.map((value, round) => value / (control[round] ?? Number.NaN))).median;
}

/** Measures all candidates in turn, `rounds` times, each round in another order; returns the values of each. */
export async function inTurn<Name extends string, Value>(
  candidates: Readonly<Record<Name, () => Promise<Value>>>,
  rounds: number,
): Promise<Readonly<Record<Name, readonly Value[]>>> {
  const names = Object.keys(candidates) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<Name, Value[]>;
  for (let round = 0; round < rounds; round++) {
    for (const at of names.keys()) {
      const name = names[(at + round) % names.length] as Name;
      values[name].push(await candidates[name]());
    }
  }
  return values;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
