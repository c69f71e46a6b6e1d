/**
 * Sets of numbers, each kept as its sorted boundaries: `[a, b, c, d]` is everything in `a ≤ x < b` and in `c ≤ x < d`.
 *
 * Half-open boundaries need no arithmetic, only comparison, so one implementation serves ports and IPv4 (`number`)
 * as well as IPv6 (`bigint`). Equal sets have equal boundaries.
 */
export type Intervals<T extends number | bigint> = readonly T[];

/** The set without elements. */
export const NOTHING: readonly never[] = Object.freeze([]);

/** The index of the first boundary greater than `x`, at or after `from`; odd means that `x` lies inside. */
function after<T extends number | bigint>(set: Intervals<T>, x: T, from: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < set.length && (set[high] as T) <= x) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  if (high > set.length) high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] as T) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The union of half-open intervals `[from, to)`, in any order. They may overlap; empty ones are ignored. */
export function fromPairs<T extends number | bigint>(pairs: readonly (readonly [T, T])[]): Intervals<T> {
  const sorted = pairs.filter(([from, to]) => from < to).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const boundaries: T[] = [];
  for (const [from, to] of sorted) {
    const end = boundaries.at(-1);
    if (end === undefined || end < from) boundaries.push(from, to);
    else if (end < to) boundaries[boundaries.length - 1] = to;
  }
  return boundaries;
}

/** Whether `x` belongs to `set`. */
export function contains<T extends number | bigint>(set: Intervals<T>, x: T): boolean {
  return after(set, x, 0) % 2 === 1;
}

/** The elements of both sets. Takes O(m log n) steps for m intervals in the smaller set and n in the larger. */
export function intersect<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length > b.length) return intersect(b, a);
  const both: T[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    const from = a[i] as T;
    const to = a[i + 1] as T;
    j = after(b, from, j);
    if (j % 2 === 1) j -= 1;
    for (; j < b.length && (b[j] as T) < to; j += 2) {
      const left = b[j] as T;
      const right = b[j + 1] as T;
      both.push(left < from ? from : left, right > to ? to : right);
      if (right > to) break;
    }
    if (j >= b.length) break;
  }
  return both.length === a.length && both.every((x, k) => x === a[k]) ? a : both;
}

/** Whether the two sets have an element in common; like {@link intersect} without building it. */
export function overlap<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  if (a.length > b.length) return overlap(b, a);
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    j = after(b, a[i] as T, j);
    if (j % 2 === 1 || (j < b.length && (b[j] as T) < (a[i + 1] as T))) return true;
  }
  return false;
}

/** The elements of `a` that are not in `b`. */
export function subtract<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (b.length === 0 || a.length === 0) return a;
  const rest: T[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i] as T;
    const to = a[i + 1] as T;
    j = after(b, from, j);
    if (j % 2 === 1) j -= 1;
    while (j < b.length && (b[j] as T) < to) {
      if (from < (b[j] as T)) rest.push(from, b[j] as T);
      from = b[j + 1] as T;
      if (from >= to) break;
      j += 2;
    }
    if (from < to) rest.push(from, to);
  }
  return rest;
}

/** The elements of either set. */
export function union<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const either: T[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const takeA = j >= b.length || (i < a.length && (a[i] as T) <= (b[j] as T));
    const from = (takeA ? a[i] : b[j]) as T;
    const to = (takeA ? a[i + 1] : b[j + 1]) as T;
    if (takeA) i += 2;
    else j += 2;
    const end = either.at(-1);
    if (end === undefined || end < from) either.push(from, to);
    else if (end < to) either[either.length - 1] = to;
  }
  return either;
}

/** Whether every element of `part` belongs to `whole`. */
export function covers<T extends number | bigint>(whole: Intervals<T>, part: Intervals<T>): boolean {
  let j = 0;
  for (let i = 0; i < part.length; i += 2) {
    j = after(whole, part[i] as T, j);
    if (j % 2 === 0 || (whole[j] as T) < (part[i + 1] as T)) return false;
  }
  return true;
}

/** Whether both hold the same elements. */
export function equal<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): boolean {
  return a === b || (a.length === b.length && a.every((x, i) => x === b[i]));
}
