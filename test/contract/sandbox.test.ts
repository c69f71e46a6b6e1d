import * as path from "node:path";
import { expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { type PolicyServer, startPolicyServer } from "../../toolchain/policy-server";
import type { Sent } from "../../toolchain/recording/recording";
import type { Diagnostic } from "../../toolchain/wire/analyzer-answers";
import { ANCHORS, VICTIMS } from "../support/hostile/programs";

const trap = path.join(root, "test/support/sandbox/trap.cjs");

/** Runs a pack that is denied access to files, the network, processes, threads and the environment. */
async function inSandbox<T>(pack: string, use: (server: PolicyServer) => Promise<T>): Promise<T> {
  const server = await startPolicyServer(pack, { NODE_OPTIONS: `--require=${trap}`, TRAPPED_FOLDER: pack });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

async function judge(server: PolicyServer, { inputs, outputs }: Sent): Promise<Diagnostic[]> {
  const single = await Promise.all(inputs.map((resource) => server.analyze(resource)));
  return [...single.flat(), ...(await server.analyzeStack(outputs))];
}

test("the pack reads no file and no environment, and opens no connection", async () => {
  const sent = [...ANCHORS, ...VICTIMS];
  await inSandbox(root, async (server) => {
    await server.configure({ settings: { enforcementLevel: "mandatory", trustedNextHops: ["10.0.0.4"] } });
    let findings = 0;
    for (const each of sent) {
      const found = await judge(server, each);
      findings += found.length;
      expect(found.filter(({ message }) => message.includes("trapped"))).toEqual([]);
    }
    expect(findings).toBeGreaterThan(50);
    expect(server.stderr()).toBe("");
  });
});

const nosy = path.join(root, "test/support/packs/nosy");

test.each([
  ["file", "fs"],
  ["network", "http"],
  ["fetch", "fetch"],
  ["process", "child_process"],
  ["environment", "environment"],
  ["listing", "environment"],
  ["thread", "worker_threads"],
  ["lookup", "dns"],
])("a pack that does is found out: %s", async (type, what) => {
  await inSandbox(nosy, async (server) => {
    const [found] = await server.analyze({ urn: "urn:pulumi:dev::p::a:b:C::x", type, name: "x", properties: {} });
    expect(found?.message).toContain(`trapped: ${what}`);
    expect(server.stderr()).toContain(`trapped: ${what}`);
  });
});
