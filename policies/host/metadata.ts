import type { PolicyPackArgs } from "@pulumi/policy";

/** The metadata of the pack besides its policies; Pulumi Cloud shows it and uses it to search for policies. */
export const PACK_METADATA: Omit<PolicyPackArgs, "policies"> = {
  displayName: "Azure Batch Guard",
  provider: "Azure",
  tags: ["azure", "azure-batch", "networking", "migration"],
};

/** The subject of a policy, by the first word of its name. */
const SUBJECTS: Readonly<Record<string, string>> = {
  account: "batch-account",
  batch: "api-version",
  endpoint: "private-endpoint",
  nsg: "network-security-group",
  pool: "batch-pool",
  subnet: "subnet",
};

/** The tags of a policy; policies about the evaluation itself have their own. */
export function tagsOf(name: string): string[] {
  return ["azure-batch", SUBJECTS[name.split("-")[0] ?? ""] ?? "judging"];
}

/** Steps differ between findings, and Pulumi accepts one text for all findings of a policy. */
export const REMEDIATION = 'Each finding says what to change, exactly, in its lines that begin with "Fix:".';
