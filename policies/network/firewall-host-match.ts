import { isUnknown } from "../known/value";
import { type BatchHosts, hostCover } from "./batch-hosts";
import type { ApplicationProtocol, ApplicationRule } from "./firewall";
import { type Findings, type Leaf, readLeaf, readLeaves, readNumber, refuse } from "./rule-fields";

/** Whether something is certainly true, possibly true or certainly false. */
export type Certainty = "yes" | "maybe" | "no";

/** The certainty that at least one of several is true. */
export function likeliest(all: readonly Certainty[]): Certainty {
  return all.includes("yes") ? "yes" : all.includes("maybe") ? "maybe" : "no";
}

/**
 * Whether an application rule matches HTTPS connections to every node management host: `maybe` if it names only some of the
 * hosts, or if that is unknown. Destination addresses matter only if the rule is limited to some.
 *
 * https://learn.microsoft.com/azure/firewall/rule-processing#application-rules
 */
export function applicationCover(
  rule: ApplicationRule<unknown>,
  flow: { readonly hosts: BatchHosts; readonly port: number },
  findings: Findings,
): Certainty {
  const targets = [
    ...readLeaves("targetFqdns", rule.targetFqdns, findings).map((leaf) => ofName(leaf, flow.hosts, findings)),
    ...readLeaves("targetUrls", rule.targetUrls, findings).map((leaf) => ofUrl(leaf, flow.hosts)),
    // No FQDN tag includes Batch (https://learn.microsoft.com/azure/firewall/fqdn-tags).
    ...readLeaves("fqdnTags", rule.fqdnTags, findings).map(({ is }): Certainty => (is === "unknown" ? "maybe" : "no")),
    ...readLeaves("webCategories", rule.webCategories, findings).map((): Certainty => "maybe"),
  ];
  if (targets.length === 0) {
    refuse("targetFqdns", "is required, and missing", findings);
    targets.push("maybe");
  }
  const limits = readLeaves("destinationAddresses", rule.destinationAddresses, findings);
  const limited = limits.length > 0 && !limits.some((leaf) => leaf.is === "text" && leaf.text === "*");
  const both = [likeliest(targets), protocolCover(rule, flow.port, findings)];
  if (both.includes("no")) return "no";
  return both.includes("maybe") || limited ? "maybe" : "yes";
}

function ofName(leaf: Leaf, hosts: BatchHosts, findings: Findings): Certainty {
  if (leaf.is === "unknown") return "maybe";
  const cover = hostCover(leaf.text, hosts);
  if (cover === undefined)
    refuse(leaf.field, `"${leaf.text}" is not a host name; a * stands at its left only`, findings);
  return cover === "all" ? "yes" : cover === "none" ? "no" : "maybe";
}

/** A URL names a host and a path; which paths nodes request is not documented. */
function ofUrl(leaf: Leaf, hosts: BatchHosts): Certainty {
  if (leaf.is === "unknown") return "maybe";
  const host = leaf.text.replace(/^https?:\/\//i, "").split("/")[0];
  return hostCover(host, hosts) === "none" ? "no" : "maybe";
}

function protocolCover({ protocols }: ApplicationRule<unknown>, port: number, findings: Findings): Certainty {
  if (isUnknown(protocols)) {
    findings.unknowns.push(protocols);
    return "maybe";
  }
  if (Array.isArray(protocols) && protocols.length > 0) {
    return likeliest(protocols.map((each, index) => ofProtocol(each, `protocols[${index}]`, port, findings)));
  }
  refuse("protocols", "is required, and missing", findings);
  return "maybe";
}

function ofProtocol(protocol: unknown, field: string, port: number, findings: Findings): Certainty {
  if (isUnknown(protocol)) findings.unknowns.push(protocol);
  if (isUnknown(protocol) || typeof protocol !== "object" || protocol === null) return "maybe";
  const { type, port: at } = protocol as ApplicationProtocol;
  const leaf = readLeaf(`${field}.protocolType`, type, findings);
  const https = leaf?.is === "text" ? leaf.text.toLowerCase() === "https" : undefined;
  const number = at === undefined || at === null ? undefined : readNumber(`${field}.port`, at, [1, 64000], findings);
  if (https === false || (number !== undefined && number !== port)) return "no";
  return https === true && number === port ? "yes" : "maybe";
}
