/** What a command can see besides its arguments and the files they name. */
export interface World {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Shows how far a long command is, on stderr: a line at a time, or over the line before on a terminal. */
  readonly progress: (line: string) => void;
}
