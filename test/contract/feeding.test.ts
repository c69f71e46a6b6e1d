import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { useFakes } from "../support/fakes";
import { classicState } from "../support/stacks";

// The scripts that feed "fleet", each with commands in place of those of Pulumi, Amazon and Microsoft that look at their
// arguments and copy files. test/delivery/feeding.test.ts has the real Pulumi CLI.

const scripts = path.join(root, "examples", "fleet");
const COMMAND = path.join(root, "dist", "cli", "azure-batch-guard.js");
const state = classicState() as { version: number; deployment: object };
const checkpoint = (stack: string) => {
  const { deployment: latest } = classicState(stack) as typeof state;
  return { version: 3, checkpoint: { stack, latest } };
};

/** A self-managed backend, with what lies beside the states. */
const BACKEND = {
  ".pulumi/meta.yaml": "version: 1\n",
  ".pulumi/stacks/render/dev.json": checkpoint("dev"),
  ".pulumi/stacks/render/dev.json.bak": "old",
  ".pulumi/stacks/render/dev.pulumi-tags": "{}",
  ".pulumi/stacks/render/dev.json.attrs": "{}",
  ".pulumi/stacks/it's; $(touch x)/a b.json": checkpoint("a"),
  ".pulumi/stacks/legacy.json": checkpoint("legacy"),
  ".pulumi/stacks/broken.json": '{"version": 3,',
  ".pulumi/history/render/dev/dev-1.checkpoint.json": checkpoint("old"),
  ".pulumi/backups/render/dev/dev.1.json": checkpoint("older"),
};
const STATES = ["broken.json", "it's; $(touch x)/a b.json", "legacy.json", "render/dev.json"];

test.each(readdirSync(scripts))("%s can be run, and says how in its first lines", (name) => {
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
  // The last filter that fits counts: https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters
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
    const fleet = await fleetOver(folder, "states");
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

  test("tells a backend without states", async () => {
    lay({ "empty/.pulumi/stacks/a.json.bak": "old" });
    const stderr = "There is no state in s3://empty/.pulumi/stacks/.\n";
    expect(await bash(["s3://empty", "none"])).toEqual({ status: 2, stdout: "", stderr });
  });
});

describe("from-azure-blob.sh", () => {
  const { bash, calls, fake, filesIn, lay } = useFakes(path.join(scripts, "from-azure-blob.sh"));
  for (const place of ["states-of-all", "states-of-all/a team"]) {
    lay(Object.fromEntries(Object.entries(BACKEND).map(([name, content]) => [`${place}/${name}`, content])));
  }
  // https://learn.microsoft.com/cli/azure/storage/blob#az-storage-blob-download-batch: a pattern is for the whole name, and *
  // stands for slashes too; the folder has to be there.
  fake(
    "az",
    `
    if (args.splice(0, 3).join(" ") !== "storage blob download-batch") return 2;
    const flags = { "--no-progress": true, "--only-show-errors": true };
    while (args.length > 0) { const name = args.shift(); flags[name] ??= args.shift(); }
    const { "--source": from, "--destination": to, "--pattern": pattern } = flags;
    if (!fs.statSync(to).isDirectory() || !fs.existsSync(from) || flags["--output"] !== "none") return 3;
    const glob = new RegExp("^" + pattern.replaceAll(".", "\\\\.").replaceAll("*", ".*") + "$");
    for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
      const name = path.relative(from, path.join(entry.parentPath, entry.name));
      if (!entry.isFile() || !glob.test(name)) continue;
      fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      fs.copyFileSync(path.join(from, name), path.join(to, name));
    }`,
  );

  test.each([
    ["azblob://states-of-all", ".pulumi/stacks/"],
    ["azblob://states-of-all/a team/", "a team/.pulumi/stacks/"],
  ])("copies the states of %s, and nothing that lies beside them", async (backend, below) => {
    const folder = `states of ${backend.length}`;
    expect(await bash([backend, folder])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(STATES.map((name) => `${below}${name}`));
    const made = calls();
    expect(made).toHaveLength(3);
    for (const call of made) expect(call.join(" ")).toContain("--auth-mode login");
  });

  test("can be told to use a key, which is no argument of it", async () => {
    await bash(["azblob://states-of-all", "by key"], { AZURE_STORAGE_AUTH_MODE: "key", AZURE_STORAGE_KEY: "secret" });
    const [call = []] = calls();
    expect(call.join(" ")).toContain("--auth-mode key");
    expect(call).not.toContain("secret");
  });

  test.each<[string, string[], string]>([
    ["a container that is not there", ["azblob://other", "new-1"], "Not all states of azblob://other could be copied."],
    [
      "a folder that is in use",
      ["azblob://states-of-all", "states-of-all"],
      "states-of-all is not empty: what lies there would be judged with the others.",
    ],
    [
      "a query",
      ["azblob://c?storage_account=x", "new-2"],
      "Give the storage account as AZURE_STORAGE_ACCOUNT: azblob://c?storage_account=x",
    ],
    ["wildcards", ["azblob://c/a*", "new-3"], "A prefix with * or [ cannot be copied: a*"],
    [
      "another backend",
      ["s3://x", "new-4"],
      "A backend in Azure is something like azblob://container/prefix, not s3://x.",
    ],
    ["nothing", [], "Usage: from-azure-blob.sh azblob://CONTAINER[/PREFIX] FOLDER"],
  ])("tells %s", async (_what, args, sentence) => {
    expect(await bash(args)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });

  test("tells a backend without states", async () => {
    lay({ "empty/.pulumi/meta.yaml": "version: 1" });
    const stderr = "There is no state in azblob://empty/.pulumi/stacks/.\n";
    expect(await bash(["azblob://empty", "none"])).toEqual({ status: 2, stdout: "", stderr });
  });
});

describe("from-pulumi-cloud.sh", () => {
  const { bash, calls, fake, filesIn, folder, lay } = useFakes(path.join(scripts, "from-pulumi-cloud.sh"));
  /** Pulumi Cloud gives none of the last ones; nothing may come of them but a file inside of the folder. */
  const NAMES = [
    "acme/render/dev",
    "acme/render/a stack",
    "acme/legacy/Prod",
    "acme/legacy/prod",
    "acme/Legacy/PROD",
    'acme/it\'s "quoted"/$(touch x);`touch y`',
    "acme/-rf/-n",
    "acme/../..",
    "acme/.hidden/.json",
    "-C/..//etc",
    "acme/ünï/\u202e\t",
  ];
  lay({ "stacks.json": NAMES.map((name) => ({ name, current: false })), "state.txt": state });
  fake(
    "pulumi",
    `
    const command = args.splice(0, 2).join(" ");
    if (args.includes("--show-secrets")) return 99;
    if (command === "stack ls") {
      const given = "--organization|acme|--all|--fully-qualify-stack-names|--json|--non-interactive";
      if (args.join("|") !== given) return 98;
      process.stdout.write(fs.readFileSync(process.env.STACKS ?? "stacks.json", "utf8"));
      return process.env.OFFLINE ? 255 : 0;
    }
    const [, name, , file] = args;
    if (command !== "stack export" || args[0] !== "--stack" || args[2] !== "--file" || args[4] !== "--non-interactive") return 97;
    const own = "urn:pulumi:" + Buffer.from(name).toString("hex") + "::";
    fs.writeFileSync(file, fs.readFileSync("state.txt", "utf8").replaceAll("urn:pulumi:dev::", own));
    if ((process.env.BROKEN ?? "").split("|").includes(name)) { process.stderr.write("error: [403] Forbidden\\n"); return 255; }`,
  );
  const exported = () => calls().flatMap(([, , command, , name = ""]) => (command === "export" ? [name] : []));

  test("exports each stack once, whatever it is called, into the folder and nowhere else", async () => {
    expect(await bash(["acme", "states"], { JOBS: "3" })).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(exported().sort()).toEqual([...NAMES].sort());
    expect(filesIn("states")).toHaveLength(NAMES.length);
    expect(filesIn("states")).toEqual(expect.arrayContaining(["render/dev.json", "-rf/-n.json", "%2E./%2E..json"]));
    // Also on a file system that does not tell capitals from small letters.
    expect(new Set(filesIn("states").map((name) => name.toLowerCase())).size).toBe(NAMES.length);
    const mark = (name: string) => createHash("sha256").update(name).digest("hex").slice(0, 12);
    expect(
      filesIn("states")
        .filter((name) => /^legacy/i.test(name))
        .sort(),
    ).toEqual([
      `Legacy/PROD@${mark("acme/Legacy/PROD")}.json`,
      ...[`legacy/Prod@${mark("acme/legacy/Prod")}.json`, `legacy/prod@${mark("acme/legacy/prod")}.json`].sort(),
    ]);
    expect(readdirSync(folder).sort()).toEqual(["stacks.json", "state.txt", "states"]);
    const { stdout, stderr } = await fleetOver(folder, "states");
    expect(stdout).toMatch(new RegExp(`^${NAMES.length} stacks, `));
    expect(stderr).not.toContain("cannot");
  });

  test("passes over a stack that cannot be exported, tells it, and says so in the end", async () => {
    const broken = ["acme/render/dev", 'acme/it\'s "quoted"/$(touch x);`touch y`'];
    const { status, stderr } = await bash(["acme", "some"], { BROKEN: broken.join("|") });
    expect(status).toBe(2);
    expect(stderr).toContain("error: [403] Forbidden\n");
    expect(stderr).toContain("Not exported: acme/render/dev\n");
    expect(stderr).toContain('Not exported: acme/it\\\'s\\ \\"quoted\\"/\\$\\(touch\\ x\\)\\;\\`touch\\ y\\`\n');
    expect(stderr).toMatch(/\nNot all stacks of acme could be exported\.\n$/);
    expect(filesIn("some")).toHaveLength(NAMES.length - broken.length);
    expect(filesIn("some").filter((name) => !name.endsWith(".json"))).toEqual([]);
  });

  test("takes parts: each stack is in one of them, and always in the same", async () => {
    calls();
    const parts: string[][] = [];
    for (const part of [1, 2, 3]) {
      expect((await bash(["acme", `part ${part}`, `${part}/3`])).status).toBe(0);
      parts.push(exported());
    }
    expect(parts.flat().sort()).toEqual([...NAMES].sort());
    const part = (name: string) => createHash("sha256").update(name).digest().readUInt32BE() % 3;
    expect(parts.map((names) => names.map(part))).toEqual(parts.map((names, at) => names.map(() => at)));
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ["a login that fails", ["acme", "new-1"], { OFFLINE: "1" }, "The stacks of acme cannot be listed."],
    [
      "an organisation without stacks",
      ["acme", "new-2"],
      { STACKS: "none.json" },
      "There is no stack in acme that this login can see.",
    ],
    [
      "a folder that is in use",
      ["acme", "states"],
      {},
      "states is not empty: what lies there would be judged with the others.",
    ],
    ["a part beyond the last", ["acme", "new-3", "4/3"], {}, "PART/PARTS is something like 2/5, not 4/3."],
    ["a part that is none", ["acme", "new-4", "1"], {}, "PART/PARTS is something like 2/5, not 1."],
    ["a wrong number of jobs", ["acme", "new-5"], { JOBS: "many" }, "JOBS is a number from 1 to 999, not many."],
    ["nothing", [], {}, "Usage: from-pulumi-cloud.sh ORGANISATION FOLDER [PART/PARTS]"],
  ])("tells %s", async (_what, args, environment, sentence) => {
    lay({ "none.json": "[]" });
    expect(await bash(args, environment)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });
});

/** What the command says of states that a script has laid into a folder. */
function fleetOver(folder: string, states: string) {
  return shell.bash(["-c", `cd "$1" && "$2" "$3" fleet "$4"`, "-", folder, process.execPath, COMMAND, states]);
}
