import type { Say } from "../engine/run-tool";
import type { ProgramRuntime } from "../language-host/runtime";

/** A language of Pulumi programs besides TypeScript: how to install its SDK or language host, and how to run its programs. */
export interface Language {
  /** The runtime in Pulumi.yaml, and the folder of an example's program. */
  readonly name: string;
  readonly title: string;
  /** The commands that run programs → the product that each belongs to. */
  readonly runsWith: Readonly<Record<string, string>>;
  /** The commands that only {@link get} needs. */
  readonly madeWith: Readonly<Record<string, string>>;
  /** The files that pin the downloads, relative to `toolchain/languages`. */
  readonly pins: readonly string[];
  /** Downloads or builds the SDK or language host into an empty folder; returns a sentence on failure. */
  readonly get: (folder: string, say: Say) => Promise<string | undefined>;
  /** Runs programs with the content of the folder; left out if the folder contains a language host that the engine finds. */
  readonly runtime?: (folder: string) => ProgramRuntime;
}
