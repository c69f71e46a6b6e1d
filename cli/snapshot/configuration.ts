import { readFile } from "node:fs/promises";
import type { Snapshot } from "../../policies/estate/snapshot";
import { isObject } from "../../policies/plan/program";
import { readConfiguration } from "../configuration/read-configuration";
import { fileFault } from "../fault";
import { visible } from "../visible";

/** The policy with the settings that all policies share. */
const SETTINGS = "settings";

/**
 * A file for `--policy-pack-config` with the text of the snapshot as the setting `estate`. The rest of an existing file stays unchanged;
 * an older estate is replaced. Throws one sentence if the file exists and the engine would reject it.
 */
export async function withEstate(file: string, snapshot: Snapshot): Promise<object> {
  const bytes = await readFile(file).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return Buffer.from("");
    throw new Error(visible(fileFault(file, "read", fault)));
  });
  const [fault] = readConfiguration(bytes).faults;
  if (fault) throw new Error(visible(`${file}:${fault.line}:${fault.column}: ${fault.message}`));
  const text = bytes.toString("utf8");
  const content: unknown = text.trim() === "" ? {} : JSON.parse(text);
  const whole = isObject(content) ? content : {};
  // In version 2 the policies are one level deeper.
  if (typeof whole.version !== "number") return inPolicies(whole, snapshot);
  return { ...whole, policies: inPolicies(isObject(whole.policies) ? whole.policies : {}, snapshot) };
}

function inPolicies(policies: Readonly<Record<string, unknown>>, estate: Snapshot): object {
  const before = policies[SETTINGS];
  const settings = typeof before === "string" ? { enforcementLevel: before } : isObject(before) ? before : {};
  return { ...policies, [SETTINGS]: { ...settings, estate: JSON.stringify(estate) } };
}
