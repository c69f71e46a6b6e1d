import { startPolicyServer } from "../policy-server";
import type { Diagnostic, PackDescription } from "../wire/analyzer-answers";
import { type Recording, requests } from "./recording";

/** What a pack says about itself, and what it finds. */
export interface Replay {
  readonly pack: PackDescription;
  readonly findings: readonly Diagnostic[];
}

/**
 * Sends what a recording holds to the policy pack in `packDirectory`, the way the engine did: in a process of its own,
 * because a pack remembers what it was sent.
 */
export async function replay(packDirectory: string, recording: Recording): Promise<Replay> {
  const server = await startPolicyServer(packDirectory);
  try {
    const pack = await server.describe();
    const { inputs, outputs } = requests(recording);
    const found: Diagnostic[] = [];
    for (const resource of inputs) found.push(...(await server.analyze(resource)));
    return { pack, findings: [...found, ...(await server.analyzeStack(outputs))] };
  } finally {
    await server.stop();
  }
}
