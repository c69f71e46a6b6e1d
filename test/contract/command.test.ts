import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { COMMAND, commandIn } from "../support/built-command";
import { logOf } from "../support/engine-events";
import { useFiles } from "../support/files";
import { FULL } from "../support/full";
import { classicState } from "../support/stacks";

const { folder } = useFiles();
const command = commandIn(folder);

describe("a huge input needs a fraction of its size", () => {
  const SIZE = 150e6;
  const small = ["--max-old-space-size=128"];

  function* hugeState(): Generator<string> {
    const { deployment } = classicState() as { deployment: { resources: object[] } };
    const object = { type: "aws:s3/bucketObject:BucketObject", custom: true, inputs: { content: "x".repeat(4000) } };
    yield '{"version":3,"deployment":{"resources":[';
    for (let size = 0, index = 0; size < SIZE; index++) {
      const text = `${JSON.stringify({ urn: `urn:pulumi:dev::shapes::${object.type}::o${index}`, ...object })},\n`;
      size += text.length;
      yield text;
    }
    yield `${deployment.resources.map((resource) => JSON.stringify(resource)).join(",")}]}}`;
  }

  test("check: a state", async ({ skip }) => {
    skip(!FULL, "left to CI");
    const { status, stdout, stderr } = await command(["check", "-"], hugeState(), small);
    expect(stderr).toBe("");
    expect(stdout).toContain("3 mandatory and 0 advisory findings in 1 file.");
    expect(status).toBe(1);
  });

  function* hugeLog(): Generator<string> {
    yield logOf("prelude", "found");
    const event = `${JSON.stringify({ sequence: 1, timestamp: 1, resOutputsEvent: { content: "x".repeat(4000) } })}\n`;
    for (let size = 0; size < SIZE; size += event.length) yield event;
    yield logOf("stackJudged", "summary");
  }

  test("report: an event log", async ({ skip }) => {
    skip(!FULL, "left to CI");
    const { status, stdout } = await command(["report", "-"], hugeLog(), small);
    expect(stdout).toContain("1 mandatory and 0 advisory findings in 1 file.");
    expect(status).toBe(1);
  });
});

test("bash completes its words, and files where it knows none", async () => {
  mkdirSync(path.join(folder, "bin"));
  const shim = path.join(folder, "bin", "azure-batch-guard");
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`, { mode: 0o755 });
  const script = `
    # What the package bash-completion brings.
    _get_comp_words_by_ref() { cur="\${COMP_WORDS[COMP_CWORD]}"; words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; }
    source <(azure-batch-guard complete bash)
    ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); __azure_batch_guard_complete 2>/dev/null; echo "\${COMPREPLY[*]}"; }
    ask azure-batch-guard ch
    ask azure-batch-guard check --fail-on ""
    ask azure-batch-guard check ""
    complete -p azure-batch-guard`;
  const { stdout } = spawnSync("bash", ["--norc", "-c", script], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${path.join(folder, "bin")}:${process.env.PATH}` },
  });
  expect(stdout.split("\n")).toEqual([
    "check check-config",
    "mandatory advisory never",
    "",
    "complete -o default -F __azure_batch_guard_complete azure-batch-guard",
    "",
  ]);
});

test.skipIf(!existsSync("/dev/full"))("output that cannot be written is one sentence and status 2", () => {
  const line = `"${process.execPath}" "${COMMAND}" policies > /dev/full`;
  const { status, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, "Standard output cannot be written: no space is left.\n"]);
});

test("a closed pipe is not an error", async () => {
  const child = spawn("sh", ["-c", `"${process.execPath}" "${COMMAND}" --help | head -1`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  await once(child, "close");
  expect(complaint).toBe("");
});
