/** A process to start. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** How programs of one language are run. */
export interface ProgramRuntime {
  /** The runtime in Pulumi.yaml. */
  readonly name: string;
  /** What runs the program in a folder, compiled where that has to be. Rejects with one sentence where it cannot. */
  readonly commandFor: (directory: string) => Promise<Command>;
}
