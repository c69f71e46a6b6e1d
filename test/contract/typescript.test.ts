import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { root } from "../../toolchain/checkout";
import { startPolicyServer } from "../../toolchain/policy-server";

// Pulumi's runner passes the TypeScript package that is installed next to a pack to ts-node, even if the pack is plain JavaScript.

const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-typescript-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module that resolves `require("typescript")` to another package, and writes to stderr when it does. */
function replacing(typescript: string): string {
  const file = path.join(folder, `${typescript}.cjs`);
  writeFileSync(
    file,
    `const Module = require("node:module");
     const resolve = Module._resolveFilename;
     Module._resolveFilename = (name, ...rest) => {
       if (name !== "typescript") return resolve(name, ...rest);
       process.stderr.write("asked for TypeScript\\n");
       return ${JSON.stringify(require.resolve(typescript, { paths: [root] }))};
     };`,
  );
  return file;
}

describe.each([
  ["5.9", "typescript"],
  ["6.0", "typescript-6"],
])("beside TypeScript %s", (version, name) => {
  test("the built pack starts with all its policies", async () => {
    expect(require(`${name}/package.json`).version).toMatch(new RegExp(`^${version}\\.`));
    const server = await startPolicyServer(root, { NODE_OPTIONS: `--require ${JSON.stringify(replacing(name))}` });
    try {
      const { policies } = await server.describe();
      expect(policies.map((policy) => policy.name)).toEqual(RULES.map((rule) => rule.name));
      expect(server.stderr()).toContain("asked for TypeScript");
    } finally {
      await server.stop();
    }
  });
});
