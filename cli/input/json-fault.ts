import type { Position } from "./count-lines";

/** Typical of a file that a command was redirected to, and failed. */
export const EMPTY = "is empty";
export const TOO_EARLY = "it ends too early";

/** A syntax error in JSON. */
export class JsonFault extends Error {
  /** The complete value before the error, if there is one: for example in a file with one value on each line. */
  first: unknown;

  constructor(
    /** What is wrong, without the position: `unexpected "}"`. */
    readonly reason: string,
    readonly position: Position,
  ) {
    super(
      reason === EMPTY
        ? `${reason}.`
        : `is not valid JSON: ${reason}${reason === TOO_EARLY ? "," : ""} at line ${position.line}, column ${position.column}.`,
    );
  }
}
