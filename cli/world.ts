/** The environment of a command, besides its arguments and files. */
export interface World {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Identifies the file behind standard input, if there is one (see `identityOf`). */
  readonly stdinFile?: () => string | undefined;
  /** Whether printed output may have colours. */
  readonly colours?: boolean;
  /** Shows the progress of a long command. */
  readonly progress: (progress: Progress) => void;
}

/** The progress of a long command. */
export interface Progress {
  readonly done: number;
  readonly all: number;
  readonly text: string;
}
