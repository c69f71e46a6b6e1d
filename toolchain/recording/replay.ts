import { type PolicyServer, startPolicyServer } from "../policy-server";
import type { Diagnostic, PackDescription } from "../wire/analyzer-answers";
import { type Recording, requests } from "./recording";

/** A pack's description of itself, and its findings. */
export interface Replay {
  readonly pack: PackDescription;
  readonly findings: readonly Diagnostic[];
}

/** Sends a recording to the policy pack in `packDirectory` as the engine did, in a separate process. */
export async function replay(packDirectory: string, recording: Recording): Promise<Replay> {
  const server = await startPolicyServer(packDirectory);
  try {
    return await replayOn(server, recording);
  } finally {
    await server.stop();
  }
}

/** The same in a running process: a pack keeps nothing after the analysis of the stack, so recordings can follow one another. */
export async function replayOn(server: PolicyServer, recording: Recording): Promise<Replay> {
  const pack = await server.describe();
  const { inputs, outputs } = requests(recording);
  const found: Diagnostic[] = [];
  for (const resource of inputs) found.push(...(await server.analyze(resource)));
  return { pack, findings: [...found, ...(await server.analyzeStack(outputs))] };
}
