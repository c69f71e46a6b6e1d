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
  /** The command that runs the program in a folder, compiled if necessary. Rejects with one sentence on failure. */
  readonly commandFor: (directory: string) => Promise<Command>;
}
