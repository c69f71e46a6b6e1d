/** A position in a text: line and column, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LINE_FEED = 0x0a;

interface LineCounter {
  /** Moves to the next piece. */
  readonly begin: (piece: Uint8Array) => void;
  /** The number of bytes before the current piece. */
  readonly passed: () => number;
  /** The position of a byte of the current piece. A negative index is before the piece, on the line where the piece begins. */
  readonly of: (index: number) => Position;
  /** The position after the last byte. */
  readonly end: () => Position;
}

/** Counts lines, one piece at a time. */
export function countLines(): LineCounter {
  let piece: Uint8Array = new Uint8Array();
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  const pass = (length: number) => {
    for (let at = piece.indexOf(LINE_FEED); at >= 0 && at < length; at = piece.indexOf(LINE_FEED, at + 1)) {
      line += 1;
      lineStart = offset + at + 1;
    }
  };
  const of = (index: number) => {
    pass(index);
    return { line, column: offset + index - lineStart + 1 };
  };
  const begin = (next: Uint8Array) => {
    pass(piece.length);
    offset += piece.length;
    piece = next;
  };
  return { begin, passed: () => offset, of, end: () => of(piece.length) };
}
