/** What a command can see besides its arguments and the files they name. */
export interface World {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Shows how far a long command is. */
  readonly progress: (progress: Progress) => void;
}

/** How far a long command is. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly text: string;
}
