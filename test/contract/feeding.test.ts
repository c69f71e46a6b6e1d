import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { useFakes } from "../support/fakes";
import { BACKEND, fleetOver, STATES, scripts } from "../support/feeding";

// The scripts that export states for "fleet", each with fakes of the CLIs of Pulumi, Amazon and Microsoft that check their
// arguments and copy files. test/delivery/feeding.test.ts uses the real Pulumi CLI.

test.each(readdirSync(scripts))("%s is executable, and has its usage in its first lines", (name) => {
  const text = readFileSync(path.join(scripts, name), "utf8");
  execFileSync("bash", ["-n", path.join(scripts, name)]);
  expect(text).toMatch(/^#!\/usr\/bin\/env bash\n# [A-Z]/);
  expect(text).toContain("\nset -euo pipefail\n");
  execFileSync("test", ["-x", path.join(scripts, name)]);
});

const shell = useFakes();

describe("from-s3.sh", () => {
  const { bash, calls, fake, filesIn, folder, lay } = useFakes(path.join(scripts, "from-s3.sh"));
  lay(Object.fromEntries(Object.entries(BACKEND).map(([name, content]) => [`bucket/team/${name}`, content])));
  // The last matching filter applies: https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters
  fake(
    "aws",
    `
    const [s3, sync, from, to, ...rest] = args;
    if (s3 !== "s3" || sync !== "sync" || rest.shift() !== "--only-show-errors") return 252;
    const filters = [];
    while (rest.length > 0) filters.push([rest.shift(), rest.shift()]);
    const source = from.replace("s3://", "");
    if (!from.startsWith("s3://") || !fs.existsSync(source)) return 1;
    for (const entry of fs.readdirSync(source, { recursive: true, withFileTypes: true })) {
      const name = path.relative(source, path.join(entry.parentPath, entry.name));
      const fits = (glob) => new RegExp("^" + glob.replaceAll(".", "\\\\.").replaceAll("*", ".*") + "$").test(name);
      const [last] = filters.filter(([, glob]) => fits(glob)).at(-1) ?? ["--include"];
      if (!entry.isFile() || last !== "--include") continue;
      fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      fs.copyFileSync(path.join(source, name), path.join(to, name));
    }
    return process.env.BROKEN ? 1 : 0;`,
  );

  test("copies the states, and nothing that lies beside them", async () => {
    expect(await bash(["s3://bucket/team", "states"])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(filesIn("states")).toEqual(STATES);
    const fleet = await fleetOver(shell, folder, "states");
    expect(fleet.status).toBe(2);
    expect(fleet.stdout).toMatch(/^3 stacks, \d+ pools; 3 stacks with mandatory findings, 1 file not judged\.$/m);
    expect(fleet.stderr).toContain("broken.json is not valid JSON: it ends too early");
  });

  test("takes the address as pulumi login does, with a slash at its end or without", async () => {
    await bash(["s3://bucket/team/", "again"]);
    expect(calls().map((call) => call[3])).toContain("s3://bucket/team/.pulumi/stacks/");
    expect(filesIn("again")).toEqual(STATES);
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    [
      "a copy that broke off",
      ["s3://bucket/team", "new-1"],
      { BROKEN: "1" },
      "Not all states of s3://bucket/team could be copied.",
    ],
    ["a bucket that is not there", ["s3://other", "new-2"], {}, "Not all states of s3://other could be copied."],
    [
      "a folder that is in use",
      ["s3://bucket/team", "bucket"],
      {},
      "bucket is not empty: what lies there would be judged with the others.",
    ],
    [
      "a query",
      ["s3://bucket?region=x", "new-3"],
      {},
      "Give region, profile and endpoint as AWS_REGION, AWS_PROFILE and AWS_ENDPOINT_URL: s3://bucket?region=x",
    ],
    [
      "another backend",
      ["file://x", "new-4"],
      {},
      "A backend in S3 is something like s3://bucket/prefix, not file://x.",
    ],
    ["nothing", [], {}, "Usage: from-s3.sh s3://BUCKET[/PREFIX] FOLDER"],
  ])("tells %s", async (_what, args, environment, sentence) => {
    expect(await bash(args, environment)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });

  test("reports a backend without states", async () => {
    lay({ "empty/.pulumi/stacks/a.json.bak": "old" });
    const stderr = "There is no state in s3://empty/.pulumi/stacks/.\n";
    expect(await bash(["s3://empty", "none"])).toEqual({ status: 2, stdout: "", stderr });
  });
});
