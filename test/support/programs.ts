import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll } from "vitest";
import { root } from "../../toolchain/checkout";

/** Creates Pulumi projects in temporary folders that are removed after the tests of one file. */
export function usePrograms() {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const make = () => {
    const folder = mkdtempSync(path.join(tmpdir(), "a program "));
    folders.push(folder);
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    return folder;
  };
  return {
    /** A copy of an example outside of this checkout. */
    copyOf: (example: string): string => {
      const folder = make();
      cpSync(path.join(root, "examples", example), folder, { recursive: true });
      return folder;
    },
    /** A project with this `index.ts`. */
    program: (source: string): string => {
      const folder = make();
      const project = "name: tried\nruntime: nodejs\nconfig:\n  azure-native:location: westeurope\n";
      writeFileSync(path.join(folder, "Pulumi.yaml"), project);
      writeFileSync(path.join(folder, "package.json"), '{ "main": "index.ts" }');
      writeFileSync(path.join(folder, "index.ts"), source);
      return folder;
    },
    /** An empty folder. */
    empty: make,
  };
}

/** Every file of a folder with its content and modification time: equal before and after if nothing was written. */
export function snapshot(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [file, [readFileSync(file, "utf8"), statSync(file).mtimeMs]];
    }),
  );
}
