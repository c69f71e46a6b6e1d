/** The id of the pool with this number on a page; other pages link to it. */
export function poolId(number: number): string {
  return `pool-${number}`;
}

/** The id of a finding at a pool, by its index. */
export function findingId(pool: string, at: number): string {
  return `${pool}-finding-${at + 1}`;
}
