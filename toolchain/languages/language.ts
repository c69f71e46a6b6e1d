import type { Say } from "../engine/run-tool";
import type { ProgramRuntime } from "../language-host/runtime";

/** A language of Pulumi programs besides TypeScript: how to get what its programs need, and how to run them. */
export interface Language {
  /** The runtime in Pulumi.yaml, and the folder of an example's program. */
  readonly name: string;
  readonly title: string;
  /** The commands that run programs, and what each belongs to. */
  readonly runsWith: Readonly<Record<string, string>>;
  /** Those that only {@link get} needs. */
  readonly madeWith: Readonly<Record<string, string>>;
  /** The files that pin what is downloaded, relative to `toolchain/languages`. */
  readonly pins: readonly string[];
  /** Downloads or builds it into an empty folder; returns a sentence on failure. */
  readonly get: (folder: string, say: Say) => Promise<string | undefined>;
  /** Runs programs with what is in the folder: by a host of our own, or one that lies there for the engine to find. */
  readonly runtime?: (folder: string) => ProgramRuntime;
}
