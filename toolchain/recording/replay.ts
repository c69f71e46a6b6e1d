import { type PolicyServer, startPolicyServer } from "../policy-server";
import type { Diagnostic, PackDescription } from "../wire/analyzer-answers";
import { type Recording, requests } from "./recording";

/** What a pack says about itself, and what it finds. */
export interface Replay {
  readonly pack: PackDescription;
  readonly findings: readonly Diagnostic[];
}

/** Sends what a recording holds to the policy pack in `packDirectory`, the way the engine did: in a process of its own. */
export async function replay(packDirectory: string, recording: Recording): Promise<Replay> {
  const server = await startPolicyServer(packDirectory);
  try {
    return await replayOn(server, recording);
  } finally {
    await server.stop();
  }
}

/** The same in a process that runs: what a pack remembers ends with the analysis of the stack, so one recording may follow another. */
export async function replayOn(server: PolicyServer, recording: Recording): Promise<Replay> {
  const pack = await server.describe();
  const { inputs, outputs } = requests(recording);
  const found: Diagnostic[] = [];
  for (const resource of inputs) found.push(...(await server.analyze(resource)));
  return { pack, findings: [...found, ...(await server.analyzeStack(outputs))] };
}
