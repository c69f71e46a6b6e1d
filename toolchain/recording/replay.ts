import type { PolicyServer } from "../policy-server";
import type { Diagnostic } from "../wire/analyzer";
import { type Recording, requests } from "./recording";

/** Sends a policy server what a recording holds, the way the engine did; gives all findings. */
export async function replay(server: PolicyServer, recording: Recording): Promise<Diagnostic[]> {
  const { inputs, outputs } = requests(recording);
  const found: Diagnostic[] = [];
  for (const resource of inputs) found.push(...(await server.analyze(resource)));
  return [...found, ...(await server.analyzeStack(outputs))];
}
