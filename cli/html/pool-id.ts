/** The id of the pool with this number on a page, by which other pages link to it. */
export function poolId(number: number): string {
  return `pool-${number}`;
}

/** The id of a finding at a pool, by its place. */
export function findingId(pool: string, at: number): string {
  return `${pool}-finding-${at + 1}`;
}
