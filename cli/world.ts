/** What a command can see besides its arguments and the files they name. */
export interface World {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** What tells the file behind standard input from every other, where there is one (see `identityOf`). */
  readonly stdinFile?: () => string | undefined;
  /** Whether what is printed may have colours. */
  readonly colours?: boolean;
  /** Shows how far a long command is. */
  readonly progress: (progress: Progress) => void;
}

/** How far a long command is. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly text: string;
}
