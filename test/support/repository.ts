import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { root } from "../../toolchain/checkout";
import type { Cli } from "../../toolchain/engine/find-cli";
import { readProject } from "../../toolchain/engine/project";
import { openWorkspace } from "../../toolchain/engine/workspace";

/** A repository with a Pulumi program, as checked out on a CI runner. */
export interface Repository {
  /** Where it is checked out. */
  readonly directory: string;
  /** The folder for temporary files of its job. */
  readonly temporary: string;
  /** Gives the Pulumi CLI a backend, a stack and a stand-in for Azure. */
  readonly environment: NodeJS.ProcessEnv;
  readonly close: () => void;
}

/** The content of the repository. */
export interface RepositoryContent {
  readonly example: string;
  /** The folder of the program; the repository itself if left out. */
  readonly folder?: string;
  /** The text of its `index.ts`, in place of the example's. */
  readonly source?: string;
}

/** Checks out a repository with an example as its program, and opens an engine for it. */
export async function openRepository(
  cli: Cli,
  { example, folder = ".", source }: RepositoryContent,
): Promise<Repository> {
  const base = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-e2e-repository-"));
  // Above the repository, so that "npm ci" in it does not change the program's dependencies.
  symlinkSync(path.join(root, "node_modules"), path.join(base, "node_modules"), "dir");
  const directory = path.join(base, "repository");
  const temporary = path.join(base, "temporary");
  mkdirSync(temporary);
  const program = path.join(directory, folder);
  cpSync(path.join(root, "examples", example), program, { recursive: true });
  const name = { name: "program", version: "1.0.0", private: true };
  writeFileSync(path.join(program, "package.json"), JSON.stringify({ ...name, main: "index.ts" }));
  const lock = { ...name, lockfileVersion: 3, requires: true, packages: { "": name } };
  writeFileSync(path.join(program, "package-lock.json"), JSON.stringify(lock));
  if (source !== undefined) writeFileSync(path.join(program, "index.ts"), source);
  const workspace = await openWorkspace(cli, readProject(program));
  if (existsSync(workspace.configuration)) {
    cpSync(workspace.configuration, path.join(program, path.basename(workspace.configuration)));
  }
  // The files for CI systems set it themselves.
  const { PULUMI_DEBUG_COMMANDS: _, ...environment } = workspace.environment;
  return {
    directory,
    temporary,
    environment: {
      ...environment,
      PATH: [path.join(root, "test", "support", "commands"), environment.PATH].join(path.delimiter),
    },
    close: () => {
      workspace.close();
      rmSync(base, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
