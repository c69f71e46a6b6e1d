import { type AddressSet, EVERY_ADDRESS, NO_ADDRESS, union } from "./address-set";

/**
 * What a spelling stands for when not everything about it is known: the addresses that it holds for certain (`must`)
 * and those that it may hold (`may`). `must` lies inside `may`; where both are equal, the extent is exact.
 */
export interface Extent {
  readonly must: AddressSet;
  readonly may: AddressSet;
}

/** Nothing is known: it may hold any address, and need not hold one. */
export const ANYTHING: Extent = Object.freeze({ must: NO_ADDRESS, may: EVERY_ADDRESS });

/** Holds no address at all. */
export const NOWHERE: Extent = Object.freeze({ must: NO_ADDRESS, may: NO_ADDRESS });

export function exactly(set: AddressSet): Extent {
  return { must: set, may: set };
}

export function isExact({ must, may }: Extent): boolean {
  return must === may;
}

export function unionOf(a: Extent, b: Extent): Extent {
  const must = union(a.must, b.must);
  return { must, may: isExact(a) && isExact(b) ? must : union(a.may, b.may) };
}
