/** Compares two texts by code unit: the order is the same on every machine, whatever its locale. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
