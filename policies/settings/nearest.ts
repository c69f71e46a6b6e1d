/**
 * The name in `names` that is most likely meant by a misspelt `word`: with the fewest letters to insert, remove, change or swap
 * with the next one, and at most a third of the word. `undefined` if no name is that near.
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const edits = distance(word.toLowerCase(), name.toLowerCase());
    if (edits < fewest) {
      best = name;
      fewest = edits;
    }
  }
  return best;
}

/** No name is that long, and the time of a comparison is proportional to the product of both lengths. */
const LONGEST = 100;

/** The optimal string alignment distance, one row at a time. */
function distance(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    [twoAbove, above, row] = [above, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      const change = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(twoAbove, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(change, swap, at(above, j) + 1, at(row, j - 1) + 1));
    }
  }
  return at(row, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] as number;
}
