import type { Intervals } from "./intervals";
import * as intervals from "./intervals";

/**
 * An exact set of IPv4 and IPv6 addresses. The families are separate: `0.0.0.0/0` contains no IPv6 address.
 * IPv4 addresses are numbers (0 … 2³²−1), IPv6 addresses bigints.
 */
export interface AddressSet {
  readonly v4: Intervals<number>;
  readonly v6: Intervals<bigint>;
}

export type Family = "v4" | "v6";

const END_V4 = 2 ** 32;
const END_V6 = 1n << 128n;

export const NO_ADDRESS: AddressSet = Object.freeze({ v4: intervals.NOTHING, v6: intervals.NOTHING });
export const ALL_IPV4: AddressSet = Object.freeze({ v4: Object.freeze([0, END_V4]), v6: intervals.NOTHING });
const ALL_IPV6: AddressSet = Object.freeze({ v4: intervals.NOTHING, v6: Object.freeze([0n, END_V6]) });
export const EVERY_ADDRESS: AddressSet = Object.freeze({ v4: ALL_IPV4.v4, v6: ALL_IPV6.v6 });

/** The union of all `sets`, computed in one pass. */
export function unionAll(sets: readonly AddressSet[]): AddressSet {
  if (sets.length === 1) return sets[0] as AddressSet;
  return { v4: merged(sets.map((set) => set.v4)), v6: merged(sets.map((set) => set.v6)) };
}

function merged<T extends number | bigint>(sets: readonly Intervals<T>[]): Intervals<T> {
  const filled = sets.filter((set) => set.length > 0);
  if (filled.length <= 1) return filled[0] ?? intervals.NOTHING;
  const pairs: [T, T][] = [];
  for (const set of filled) for (let i = 0; i < set.length; i += 2) pairs.push([set[i] as T, set[i + 1] as T]);
  return intervals.fromPairs(pairs);
}

export function union(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: intervals.union(a.v4, b.v4), v6: intervals.union(a.v6, b.v6) };
}

export function intersect(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: intervals.intersect(a.v4, b.v4), v6: intervals.intersect(a.v6, b.v6) };
}

/** The addresses in `a` that are not in `b`. */
export function subtract(a: AddressSet, b: AddressSet): AddressSet {
  return { v4: intervals.subtract(a.v4, b.v4), v6: intervals.subtract(a.v6, b.v6) };
}

/** Whether `whole` contains every address of `part`. */
export function covers(whole: AddressSet, part: AddressSet): boolean {
  return intervals.covers(whole.v4, part.v4) && intervals.covers(whole.v6, part.v6);
}

/** Whether the sets share an address. */
export function overlap(a: AddressSet, b: AddressSet): boolean {
  return intervals.overlap(a.v4, b.v4) || intervals.overlap(a.v6, b.v6);
}

export function equal(a: AddressSet, b: AddressSet): boolean {
  return intervals.equal(a.v4, b.v4) && intervals.equal(a.v6, b.v6);
}

export function isEmpty(set: AddressSet): boolean {
  return set.v4.length === 0 && set.v6.length === 0;
}

/** Only the addresses of one family. */
export function onlyFamily(set: AddressSet, family: Family): AddressSet {
  return family === "v4" ? { v4: set.v4, v6: intervals.NOTHING } : { v4: intervals.NOTHING, v6: set.v6 };
}

/** The number of IPv4 addresses in the set. */
export function sizeV4({ v4 }: AddressSet): number {
  let size = 0;
  for (let i = 0; i < v4.length; i += 2) size += (v4[i + 1] as number) - (v4[i] as number);
  return size;
}

/** The number of addresses of both families in the set. */
export function size(set: AddressSet): bigint {
  let sum = BigInt(sizeV4(set));
  for (let i = 0; i < set.v6.length; i += 2) sum += (set.v6[i + 1] as bigint) - (set.v6[i] as bigint);
  return sum;
}
