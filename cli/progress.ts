import type { Progress, World } from "./world";

const WIDTH = 30;

/**
 * Shows progress as a bar on a terminal, and as one line for each tenth elsewhere.
 *
 * @param canErase whether the terminal can write a line anew, which one that calls itself dumb cannot.
 */
export function progressOn(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  canErase = true,
): World["progress"] {
  let shown = 0;
  return ({ done, all, text }: Progress) => {
    if (stream.isTTY && canErase) {
      const filled = Math.round((WIDTH * done) / all);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      // The bar goes away when all is done, to leave the result alone.
      stream.write(`\r\x1b[K${done < all ? `${bar} ${text}` : ""}`);
      return;
    }
    const tenths = Math.floor((10 * done) / all);
    if (tenths > shown) stream.write(`${text}\n`);
    shown = tenths;
  };
}
