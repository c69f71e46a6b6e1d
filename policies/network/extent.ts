import { type AddressSet, EVERY_ADDRESS, NO_ADDRESS, union } from "./address-set";

/**
 * A set of addresses that is not completely known: `must` are the addresses that it certainly contains, `may` those that it may
 * contain. `must` is a subset of `may`; if both are equal, the extent is exact.
 */
export interface Extent {
  readonly must: AddressSet;
  readonly may: AddressSet;
}

/** Nothing is known: it may contain any address, or none. */
export const ANYTHING: Extent = Object.freeze({ must: NO_ADDRESS, may: EVERY_ADDRESS });

/** Contains no address. */
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
