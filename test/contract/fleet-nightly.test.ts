import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { COMMAND } from "../support/built-command";
import { workflow } from "../support/ci-files";
import { useFakes } from "../support/fakes";
import { classicState, exported, programOf, registered } from "../support/stacks";

// The scripts of examples/ci/fleet-nightly.yml in the order in which GitHub runs them, with a fake Pulumi CLI that exports states.
// test/contract/ci-files.test.ts checks the syntax for GitHub.

const { jobs, defaults, permissions } = workflow("examples/ci/fleet-nightly.yml");
const { bash, fake, filesIn, folder, lay } = useFakes();
// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub fills it in.
const GOES_ON = "${{ !cancelled() }}";
const GUARD = ".policies/node_modules/.bin/azure-batch-guard";

mkdirSync(path.join(folder, "ci"));
cpSync(path.join(root, "examples/fleet/from-pulumi-cloud.sh"), path.join(folder, "ci/from-pulumi-cloud.sh"));
lay({ [GUARD]: `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n` });
chmodSync(path.join(folder, GUARD), 0o755);
fake(
  "pulumi",
  `
  if (args[1] === "ls") return void process.stdout.write(fs.readFileSync("stacks.txt", "utf8"));
  const [, , , name, , file] = args;
  if (name.endsWith("/locked")) return 255;
  const own = "urn:pulumi:" + Buffer.from(name).toString("hex") + "::";
  const text = fs.readFileSync(name.includes("clean") ? "clean.txt" : "classic.txt", "utf8");
  fs.writeFileSync(file, text.replaceAll("urn:pulumi:dev::", own));`,
);
const clean = registered(programOf("a pool without any network"), "state");
lay({ "classic.txt": classicState(), "clean.txt": exported(clean) });

function organisation(...names: readonly string[]): void {
  lay({ "stacks.txt": names.map((name) => ({ name: `acme/${name}` })) });
}

afterEach(() => {
  for (const name of ["states", "sweeps", "output", "summary"])
    rmSync(path.join(folder, name), { recursive: true, force: true });
});

const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

/** Runs a step as a runner does; jobs share only what they pass on. */
function step(job: string, name: string, environment: NodeJS.ProcessEnv = {}) {
  const script = jobs[job]?.steps.find((each) => each.name === name)?.run;
  if (script === undefined) throw new Error(`There is no step "${name}" in ${job}.`);
  const files = { GITHUB_OUTPUT: path.join(folder, "output"), GITHUB_STEP_SUMMARY: path.join(folder, "summary") };
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  return bash(args, { ORGANISATION: "acme", ...files, ...environment });
}

test("a failure inside a pipe is a failure, and the token reads", () => {
  expect(defaults?.run.shell).toBe("bash");
  expect(permissions).toEqual({ contents: "read" });
});

test.each([
  [1, ["1/1"]],
  [250, ["1/1"]],
  [251, ["1/2", "2/2"]],
  [100_000, Array.from({ length: 20 }, (_, at) => `${at + 1}/20`)],
])("%i stacks are planned", async (number, parts) => {
  organisation(...Array.from({ length: number }, (_, at) => `p/${at}`));
  expect(await step("plan", "Plan the parts")).toMatchObject({ status: 0, stderr: "" });
  expect(read("output")).toBe(`parts=${JSON.stringify(parts)}\n`);
});

/** Runs a job of the matrix, and puts its artifact where the summary reads it. */
async function sweepPart(part: string) {
  rmSync(path.join(folder, "states"), { recursive: true, force: true });
  const exportEnd = await step("sweep", "Export the states", { PART: part });
  const sweepEnd = await step("sweep", "Sweep", { PART: part });
  for (const name of filesIn(".").filter((each) => /^sweep-\d+\.json$/.test(each))) {
    mkdirSync(path.join(folder, "sweeps"), { recursive: true });
    cpSync(path.join(folder, name), path.join(folder, "sweeps", name));
    rmSync(path.join(folder, name));
  }
  return [exportEnd.status, sweepEnd.status];
}

describe("a night", () => {
  test("in which a stack has mandatory findings fails, with totals of all parts", async () => {
    organisation("render/dev", "render/prod", "clean/dev", "clean/prod", "farm/dev");
    expect([await sweepPart("1/2"), await sweepPart("2/2")]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(filesIn("sweeps")).toEqual(["sweep-1.json", "sweep-2.json"]);
    expect((await step("summary", "Sum up")).status).toBe(1);
    expect(read("summary")).toMatch(
      /^```text\n5 stacks, \d+ pools; 3 stacks with mandatory findings, 0 files not judged\.\n/,
    );
    expect(filesIn(".").filter((name) => name.startsWith("fleet."))).toEqual([
      "fleet.csv",
      "fleet.html",
      "fleet.json",
      "fleet.txt",
    ]);
    expect(JSON.parse(read("fleet.json")).stacks).toHaveLength(5);
  });

  test("in which all is well passes", async () => {
    organisation("clean/dev", "clean/prod");
    expect(await sweepPart("1/1")).toEqual([0, 0]);
    expect((await step("summary", "Sum up")).status).toBe(0);
  });

  test("in which a stack cannot be exported fails, and the others are judged", async () => {
    organisation("clean/dev", "clean/locked");
    expect(await sweepPart("1/1")).toEqual([2, 0]);
    expect((await step("summary", "Sum up")).status).toBe(0);
    expect(JSON.parse(read("fleet.json")).stacks).toHaveLength(1);
  });

  test("in which nothing can be exported has no sweep to show", async () => {
    organisation("clean/locked");
    expect(await sweepPart("1/1")).toEqual([2, 2]);
    expect((await step("summary", "Sum up")).status).toBe(2);
  });

  test("continues after a failed part, as do the following steps and jobs", () => {
    const late = jobs.sweep?.steps.filter(({ name, uses }) => name === "Sweep" || uses?.includes("upload-artifact"));
    expect(late?.map((each) => each.if)).toEqual([GOES_ON, GOES_ON]);
    expect(jobs.summary?.if).toBe(GOES_ON);
  });
});
