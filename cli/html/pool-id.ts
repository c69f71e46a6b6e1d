/** The id of the pool with this number on a page, by which other pages link to it. */
export function poolId(number: number): string {
  return `pool-${number}`;
}
