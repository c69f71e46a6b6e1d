import { afterAll, beforeAll } from "vitest";
import { root } from "../../toolchain/checkout";
import { type PolicyServer, startPolicyServer } from "../../toolchain/policy-server";

/**
 * A policy server for all tests of the calling file (or `describe`): this pack, or the one in `directory`.
 * Call it at the top level, and the function that it returns inside a test.
 */
export function usePolicyServer(directory = root): () => PolicyServer {
  let server: PolicyServer | undefined;
  beforeAll(async () => {
    server = await startPolicyServer(directory);
  });
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error("The policy server is started before the first test, not while tests are collected.");
    return server;
  };
}
