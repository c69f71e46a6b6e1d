/**
 * Runs `work` for every item, two at a time, and passes each result to `hand` in the order of the items, as soon as it and all
 * earlier ones are complete. Two, because one run of the engine leaves half of a small machine idle.
 */
export async function twoAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  hand: (result: Result, item: Item) => void,
): Promise<void> {
  const results: Promise<Result>[] = [];
  const start = (index: number) => {
    const item = items[index];
    if (item !== undefined && results[index] === undefined) results[index] = work(item);
    // Awaited below, in order; until then, an error must not count as unhandled.
    results[index]?.catch(() => {});
  };
  start(0);
  start(1);
  for (const [index, item] of items.entries()) {
    const result = await (results[index] as Promise<Result>);
    start(index + 2);
    hand(result, item);
  }
}
