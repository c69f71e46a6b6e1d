import { isBatchTag } from "../reach/tag-family";
import type { NewRule } from "./remedy";

/** The purpose of the ports of file servers and DNS servers. */
const BY_PORT: Readonly<Record<string, string>> = { "53": "Dns", "445": "Smb", "2049": "Nfs" };

/** The name of a new rule: Azure's diagnostics of a blocked connection show only the names of rules. */
export function ruleNameOf({ direction, destination, port }: NewRule): string {
  if (direction === "Inbound") return "AllowBatchNodesInbound";
  const tag = /^[A-Za-z]+(?=\.|$)/.exec(destination)?.[0];
  if (port === "*" && tag === "VirtualNetwork") return "AllowBatchNodesOutbound";
  const what = BY_PORT[port];
  if (what !== undefined) return `Allow${what}Outbound`;
  // A destination that is an address, or the whole network, is that of a private endpoint.
  const isService = tag !== undefined && tag !== "VirtualNetwork" && !isBatchTag(tag);
  return isService ? `Allow${tag}Outbound` : "AllowBatchNodeManagementOutbound";
}

/** The name in the program of a rule that is a resource of its own: after the name of its group. */
export function resourceNameOf(name: string): string {
  return name
    .replace(/BatchNode(Management|s)/, "Batch")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "-")
    .toLowerCase();
}
