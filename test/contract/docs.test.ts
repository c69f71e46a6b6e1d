import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { readProject } from "../../toolchain/engine/project";
import { COMMAND } from "../support/built-command";
import { useFakes } from "../support/fakes";
import { brokenLinks, unknownCommands } from "../support/written/links";

// The tests run the pages in docs/: the commands of each block "sh exit=N", in the order of the page and in one folder. The text
// below a block is part of their output.

/** Their deployed states are in the folder `states`. */
const EXAMPLES = ["classic-leftover", "mixed-estate", "simplified", "forced-tunnelling"];
const BLOCK = /^```sh exit=(\d)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```\n)?/gm;

const pages = readdirSync(path.join(root, "docs")).filter((name) => name.endsWith(".md"));

function blocksOf(text: string) {
  return [...text.matchAll(BLOCK)].map(([, exit, script = "", shown = ""]) => ({ exit: Number(exit), script, shown }));
}

function usePackage() {
  const fakes = useFakes();
  const installed = path.join(fakes.folder, ".policies", "node_modules");
  mkdirSync(installed, { recursive: true });
  symlinkSync(root, path.join(installed, "azure-batch-guard"), "dir");
  const bin = path.join(installed, ".bin");
  fakes.lay({
    ".policies/node_modules/.bin/azure-batch-guard": `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`,
  });
  chmodSync(path.join(bin, "azure-batch-guard"), 0o755);
  for (const example of EXAMPLES) {
    const directory = path.join(root, "examples", example);
    const state = readFileSync(path.join(directory, "recordings", "state.json"), "utf8");
    fakes.lay({ [`states/${readProject(directory).name}/dev.json`]: state });
  }
  return (script: string) =>
    fakes.bash(["-eo", "pipefail", "-c", `PATH="$PWD/.policies/node_modules/.bin:$PATH"\n${script}`]);
}

describe.each(pages)("docs/%s", (page) => {
  const text = readFileSync(path.join(root, "docs", page), "utf8");
  const blocks = blocksOf(text);
  const run = usePackage();

  if (blocks.length > 0) {
    test("its commands work as described, in their order", async () => {
      for (const { exit, script, shown } of blocks) {
        const { status, stdout, stderr } = await run(script);
        expect([script, status], stderr).toEqual([script, exit]);
        expect(`${stdout}${stderr}`).toContain(shown);
      }
    });
  }

  test("has no other mark for a block, which would not be run", () => {
    const marked = text.match(/^```\w+ .*$/gm) ?? [];
    expect(marked).toHaveLength(blocks.length);
  });

  test("refers to files and sections that exist", () => expect(brokenLinks(`docs/${page}`)).toEqual([]));

  test("names commands that exist", () => expect(unknownCommands(text)).toEqual([]));

  test("begins with what its reader will be able to do", () => {
    expect(text).toMatch(/^(?:<!-- .* -->\n\n)?# .+\n\nAfter this page you can /);
  });

  test("names no folder of the machine on which it was written", () => {
    expect(text).not.toMatch(/\/(?:work|tmp|root|home|Users)\//);
  });

  test("is linked from the README", () => {
    const links = readFileSync(path.join(root, "README.md"), "utf8").match(/\]\(docs\/[^)#]+/g) ?? [];
    expect(links).toContain(`](docs/${page}`);
  });
});

test("a block is found with its status and what it prints", () => {
  const text = "a\n\n```sh exit=1\nx\ny\n```\n\n```text\nz\n```\n\n```sh\nw\n```\n```sh exit=0\nv\n```\n";
  expect(blocksOf(text)).toEqual([
    { exit: 1, script: "x\ny\n", shown: "z\n" },
    { exit: 0, script: "v\n", shown: "" },
  ]);
});
