import { readFileSync } from "node:fs";
import * as path from "node:path";
import { RULES } from "../policies/rules";
import { root } from "../toolchain/checkout";
import { type PolicyServer, startPolicyServer } from "../toolchain/policy-server";

/** This pack, and those with which it is compared. */
export type Pack = "azure-batch-guard" | "empty" | "one-policy" | "no-op" | "tutorial";

export function folderOf(pack: Pack): string {
  return pack === "azure-batch-guard" ? root : path.join(root, "bench", "packs", pack);
}

/** Starts a pack as the engine does; resolves when its port is known. */
export function start(pack: Pack): Promise<PolicyServer> {
  return startPolicyServer(folderOf(pack), environment);
}

/** The configuration of the control without effect, so that it has as many policies of the same kinds. */
export const environment = {
  AZURE_BATCH_GUARD_BENCH_POLICIES: JSON.stringify(
    RULES.map(({ name, checkTopology, checkRunSummary }) => ({
      name,
      judgesStack: !!(checkTopology || checkRunSummary),
    })),
  ),
};

/** The processor time of a process, in milliseconds; `undefined` if the system does not report it. */
export function processorTime(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    // In ticks, of which Linux counts a hundred per second on every machine: proc(5), utime and stime.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/** The peak memory of a process, in megabytes; `undefined` if the system does not report it. */
export function peakMemory(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
