import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { usePolicyServer } from "../support/policy-server";

const server = usePolicyServer();

test("the pack prints its port and nothing else", async () => {
  await server().describe();
  expect(server().stdout()).toMatch(/^\d+\n$/);
  expect(server().stderr()).toBe("");
});

test("each policy has a description, a link, and a fix in its findings", async () => {
  const { displayName, policies } = await server().describe();
  expect(displayName).toBe("Azure Batch Guard");
  // The second tag is the subject of the policy: a resource type, or "judging" for the policies about judging itself.
  const judging = policies.filter(({ tags }) => tags[1] === "judging").map(({ name }) => name);
  expect(judging).toEqual(["settings", "undecided", "exemptions"]);
  const pools = policies.filter(({ tags }) => tags.join(" ") === "azure-batch batch-pool").map(({ name }) => name);
  expect(pools).toEqual(policies.map(({ name }) => name).filter((name) => name.startsWith("pool-")));
  for (const { name, url, remediationSteps } of policies) {
    expect(url, name).toMatch(/^https:/);
    expect(remediationSteps, name).toContain('"Fix:"');
  }
});

test("the pack loads no cloud SDK, which alone would take seconds at each start", () => {
  // As the policy runner does: require the pack's folder, which starts its server.
  const script = `
    require(${JSON.stringify(root)});
    setImmediate(() => process.stderr.write(JSON.stringify(Object.keys(require.cache)), () => process.exit()));`;
  const { stderr } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  const modules = (JSON.parse(stderr) as string[]).map((file) => path.relative(root, file));
  expect(modules).toContain(path.join("dist", "pack.js"));
  expect(modules.filter((file) => /azure-native|[\\/]@pulumi[\\/](?!policy[\\/]|pulumi[\\/])/.test(file))).toEqual([]);
  expect(modules.filter((file) => file.startsWith(path.join("dist", "toolchain")))).toEqual([]);
});
