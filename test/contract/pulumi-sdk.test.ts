import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { root } from "../../toolchain/checkout";
import { recordingFile } from "../../toolchain/examples";
import { startPolicyServer } from "../../toolchain/policy-server";
import { parseRecording, requests } from "../../toolchain/recording/recording";
import { examples } from "../support/examples";

// A project uses one @pulumi/pulumi for its program and the pack. So the pack accepts every version that @pulumi/policy accepts;
// the tests use the oldest and the newest.

const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-sdk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module that resolves another package instead of `@pulumi/pulumi`, and writes to stderr when it does. */
function replacing(sdk: string): string {
  const file = path.join(folder, `${sdk}.cjs`);
  const usual = path.join(root, "node_modules", "@pulumi", "pulumi", path.sep);
  writeFileSync(
    file,
    `const Module = require("node:module");
     const resolve = Module._resolveFilename;
     const [usual, other] = ${JSON.stringify([usual, path.join(root, "node_modules", sdk, path.sep)])};
     let told = false;
     Module._resolveFilename = (...request) => {
       const file = resolve(...request);
       if (!file.startsWith(usual)) return file;
       if (!told) process.stderr.write("asked for the SDK\\n");
       told = true;
       return other + file.slice(usual.length);
     };`,
  );
  return file;
}

/** The oldest version in a range such as ^3.204.0. */
const oldest = (range: string) => range.replace(/^\^/, "");

test("the pack takes what @pulumi/policy takes, and the oldest of it is tried", () => {
  const range = (name: string) =>
    JSON.parse(readFileSync(path.join(root, name, "package.json"), "utf8")).dependencies["@pulumi/pulumi"];
  expect(range(".")).toBe(range("node_modules/@pulumi/policy"));
  expect(require("pulumi-oldest/package.json").version).toBe(oldest(range(".")));
});

describe.each(["pulumi-oldest", "pulumi-newest"])("with %s in the place of @pulumi/pulumi", (sdk) => {
  test("the built pack starts with all its policies, and finds what it finds", async () => {
    const [example] = examples;
    if (example?.name !== "classic-leftover") throw new Error("The first example is another one.");
    const file = recordingFile(example, "first-preview");
    const { inputs, outputs } = requests(parseRecording(readFileSync(file, "utf8"), file));
    const server = await startPolicyServer(root, { NODE_OPTIONS: `--require ${JSON.stringify(replacing(sdk))}` });
    try {
      const { policies } = await server.describe();
      expect(policies.map((policy) => policy.name)).toEqual(RULES.map((rule) => rule.name));
      const found: string[] = [];
      for (const resource of inputs) {
        for (const { policyName, level } of await server.analyze(resource)) found.push(`${policyName} ${level}`);
      }
      for (const { policyName, level } of await server.analyzeStack(outputs)) found.push(`${policyName} ${level}`);
      const expected = example.expected["first-preview"].map(({ policy, level }) => `${policy} ${level}`);
      expect(found.sort()).toEqual(expected.sort());
      expect(server.stderr()).toContain("asked for the SDK");
    } finally {
      await server.stop();
    }
  });
});
