import type { Progress, World } from "./world";

const WIDTH = 30;

/**
 * Shows progress: a bar on a terminal, otherwise one line for each tenth.
 *
 * @param canErase whether the terminal can erase a line; a "dumb" terminal cannot.
 */
export function progressOn(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  canErase = true,
): World["progress"] {
  // Not the number before: a second pass begins with fewer.
  let shown = 0;
  return ({ done, all, text }: Progress) => {
    if (stream.isTTY && canErase) {
      const filled = Math.round((WIDTH * done) / all);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      // The bar is erased at the end, so that only the result remains.
      stream.write(`\r\x1b[K${done < all ? `${bar} ${text}` : ""}`);
      return;
    }
    const tenths = Math.floor((10 * done) / all);
    if (tenths !== shown) stream.write(`${text}\n`);
    shown = tenths;
  };
}
