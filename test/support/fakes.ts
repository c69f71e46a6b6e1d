import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll } from "vitest";
import { type ProcessEnd, runProcess } from "../../toolchain/engine/process";

/**
 * A folder in which shell scripts run as their users run them, with fakes of external commands on `PATH`. Removed after the
 * tests of the calling file.
 */
export function useFakes(script = "") {
  const place = mkdtempSync(path.join(tmpdir(), "azure batch guard's fakes "));
  const bin = path.join(place, "bin");
  const log = path.join(place, "calls");
  const folder = path.join(place, "work");
  for (const each of [bin, folder]) mkdirSync(each);
  afterAll(() => rmSync(place, { recursive: true, force: true, maxRetries: 3 }));
  return {
    folder,
    /** Creates a command from the body of a JavaScript function with `args`; its return value is the exit status, by default 0. */
    fake: (name: string, body: string): void => {
      const source = `#!${process.execPath}
const fs = require("node:fs"), path = require("node:path"), args = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify([${JSON.stringify(name)}, ...args]) + "\\n");
process.exitCode = (() => {${body}})() ?? 0;
`;
      writeFileSync(path.join(bin, name), source);
      chmodSync(path.join(bin, name), 0o755);
    },
    /** The calls of the fakes since the previous call of this function: names and arguments. */
    calls: (): string[][] => {
      const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
      rmSync(log, { force: true });
      return lines.map((line) => JSON.parse(line));
    },
    /** Runs bash with these arguments; `script` comes first. */
    bash: (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ProcessEnd> =>
      runProcess("bash", [...(script ? [script] : []), ...args], {
        directory: folder,
        environment: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...environment },
      }),
    /** Writes files below the folder: path → content, JSON unless it is a text. */
    lay: (files: Readonly<Record<string, unknown>>): void => {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(
          file,
          typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
        );
      }
    },
    /** The files below a folder in it, by their paths from there. */
    filesIn: (name: string): string[] => {
      if (!existsSync(path.join(folder, name))) return [];
      const entries = readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
      return files.map((file) => path.relative(path.join(folder, name), file)).sort();
    },
  };
}
