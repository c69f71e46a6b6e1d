import type { PolicyPackArgs } from "@pulumi/policy";

/** What is told of the pack besides its policies; Pulumi Cloud shows it, and lets policies be found by it. */
export const PACK_METADATA: Omit<PolicyPackArgs, "policies"> = {
  displayName: "Azure Batch Guard",
  provider: "Azure",
  tags: ["azure", "azure-batch", "networking", "migration"],
};

/** What a policy is about, by the first word of its name. */
const SUBJECTS: Readonly<Record<string, string>> = {
  account: "batch-account",
  batch: "api-version",
  endpoint: "private-endpoint",
  nsg: "network-security-group",
  pool: "batch-pool",
  subnet: "subnet",
};

/** The tags of a policy; those that are about the judging itself have their own. */
export function tagsOf(name: string): string[] {
  return ["azure-batch", SUBJECTS[name.split("-")[0] ?? ""] ?? "judging"];
}

/** Steps differ from finding to finding, and Pulumi takes one text for all findings of a policy. */
export const REMEDIATION = 'Each finding says what to change, exactly, in its lines that begin with "Fix:".';
