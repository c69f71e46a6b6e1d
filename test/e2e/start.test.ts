import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProcessEnd } from "../../toolchain/engine/process";
import { parseRecording } from "../../toolchain/recording/recording";
import { requireCli } from "../support/cli";
import { snapshot, usePrograms } from "../support/programs";
import { markProcesses, runCommand } from "../support/run-command";
import { isTried } from "../support/tried";

requireCli();
const { copyOf, empty, program } = usePrograms();
// A folder for the temporary files of these tests alone, to check what remains in it.
const temporary = mkdtempSync(path.join(tmpdir(), "for the toolchain "));
afterAll(() => rmSync(temporary, { recursive: true }));
const mark = markProcesses();
const run: typeof runCommand = (args, environment) =>
  runCommand(args, { TMPDIR: temporary, ...mark.environment, ...environment });
const noCli = { PATH: path.dirname(process.execPath), AZURE_BATCH_GUARD_CACHE: "/nowhere" };

describe("npm start", () => {
  let previewed: ProcessEnd;
  beforeAll(async () => {
    previewed = await run(["start"]);
  });

  test("previews the headline examples on the real engine", () => {
    const { status, stdout } = previewed;
    const [classic = "", simplified = "", ownNetwork = ""] = stdout.split(/^(?=simplified: |private: )/m);
    expect(classic).toMatch(
      /\[mandatory\].* pool-no-classic-communication {2}\(azure-native:batch:Pool: pool-render\)/,
    );
    expect(classic).toMatch(
      /\[mandatory\].* nsg-no-classic-inbound {2}\(azure-native:network:NetworkSecurityGroup: nsg-render\)/,
    );
    expect(classic).toMatch(/\[mandatory\].* pool-node-management-outbound /);
    expect(classic).toContain("pulumi preview ends with status 1. As expected.");
    expect(simplified).toContain("pulumi preview ends with status 0. As expected.");
    expect(ownNetwork).toContain("pulumi preview ends with status 0. As expected.");
    expect(stdout).toContain("3 of 3 examples give exactly the findings in their expected.json.");
    expect(status).toBe(0);
  });

  test("replays the recorded plans where there is no CLI, and says so", async () => {
    const replayed = await run(["start"], noCli);
    expect(replayed.stdout).toMatch(/^There is no Pulumi CLI on PATH or in the cache\. So this replays /);
    expect(replayed.stdout).toContain('run "npm run cli"');
    expect(replayed.status).toBe(0);
    // Except for its first lines and the folder of the pack, the replay prints the same as the preview.
    const shown = replayed.stdout.slice(replayed.stdout.indexOf("classic-leftover: "));
    expect(shown).toBe(previewed.stdout.replaceAll(/ \(local: .*\)/g, ""));
  });
});

describe("npm start -- --program", () => {
  test.concurrent("previews a program of the user's own without touching its folder, and returns the preview's status", async () => {
    const directory = copyOf("classic-leftover");
    const recording = path.join(empty(), "plan.json");
    const before = snapshot(directory);
    const { status, stdout } = await run(["start", "--program", directory, "--record", recording]);
    expect(stdout).toMatch(/❌ azure-batch-guard@v/);
    expect(stdout).toMatch(/\[mandatory\].* pool-no-classic-communication /);
    expect(status).toBe(1);
    expect(snapshot(directory)).toEqual(before);
    const { resources } = parseRecording(readFileSync(recording, "utf8"), recording);
    expect(resources.map(({ name }) => name)).toContain("pool-render");
  });

  test.concurrent("returns 0 for a program in which something is undecided, and no more", async () => {
    const { status, stdout } = await run(["start", "--program", copyOf("simplified")]);
    expect(stdout).toContain("⚠️ azure-batch-guard@v");
    expect(status).toBe(0);
  });
});

describe("what cannot work ends with one clear sentence", () => {
  const azure = 'import * as azure from "@pulumi/azure-native";\n';
  const pulumi = 'import * as pulumi from "@pulumi/pulumi";\n';
  const preview = (source: string) => ["start", "--program", program(source)];

  async function failsWith(args: string[], sentence: RegExp, environment?: NodeJS.ProcessEnv) {
    const { status, stdout, stderr } = await run(args, environment);
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(status).toBe(1);
  }

  test.concurrent.each<[what: string, args: () => string[], sentence: RegExp, environment?: NodeJS.ProcessEnv]>([
    ["an unknown option", () => ["start", "--progam", "x"], /^"npm start --" does not know --progam; it knows --all, /],
    ["an option without its value", () => ["start", "--program"], /^--program needs a value: --program DIR\.$/],
    [
      "an option of another mode",
      () => ["start", "--record", "x"],
      /^--record and --stack are for a program of your own/,
    ],
    ["no program", () => ["start", "--program", empty()], /^There is no Pulumi\.yaml in .*\.$/],
    ["no CLI", () => preview(""), /^There is no Pulumi CLI .* run "npm run cli"\.$/, noCli],
  ])("%s", async (_what, args, sentence, environment) => failsWith(args(), sentence, environment));

  // Each is a preview on the engine; a normal run tests one in seven.
  const programs: readonly (readonly [what: string, source: string, sentence: RegExp])[] = [
    [
      "a syntax error",
      "const x = ;",
      /^The program in .* failed: index\.ts\(1,11\): error TS1109: Expression expected\.$/,
    ],
    [
      "an exception",
      `${azure}new azure.resources.ResourceGroup("g");\nconst no: any = undefined;\nno.pool();`,
      /^The program in .* failed: TypeError: Cannot read properties of undefined \(reading 'pool'\) \(index\.ts:4\)\.$/,
    ],
    [
      "a module that is not installed",
      'import "not-installed";',
      /^The program in .* failed: Error: Cannot find module 'not-installed'.*\.$/,
    ],
    [
      "an invoke",
      `${azure}azure.batch.getPoolOutput({ resourceGroupName: "g", accountName: "a", poolName: "p" });`,
      /^azure-native:batch:getPool asks Azure, and no Azure is behind this preview: .*\.$/,
    ],
    [
      "a resource that the stand-in does not know",
      `${azure}new azure.app.ContainerApp("web", { resourceGroupName: "g" });`,
      /^azure-native:app:ContainerApp is none of the \d+ resource types .*\.$/,
    ],
    [
      "another provider",
      `${pulumi}new pulumi.CustomResource("random:index/randomPet:RandomPet", "pet", {});`,
      /^The program uses the provider "random", and there are stand-ins for azure-native and azure only: .*\.$/,
    ],
    [
      "a stack reference",
      `${pulumi}new pulumi.StackReference("organization/network/prod");`,
      /^The stack reference "organization\/network\/prod" cannot be read, .*\.$/,
    ],
  ];

  test.concurrent.each(programs.filter(([what]) => isTried(what, 7)))("%s", (_what, source, sentence) =>
    failsWith(preview(source), sentence),
  );
});

test("no process and no folder is left behind", async () => {
  expect(await mark.processesEnd()).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});
