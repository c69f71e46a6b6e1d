import { addresses } from "../../policies/network/address-text";
import { batchHosts } from "../../policies/network/batch-hosts";
import type {
  ApplicationRule,
  CollectionGroup,
  Firewall,
  FirewallPolicy,
  FirewallRule,
  NetworkRule,
  RuleCollection,
} from "../../policies/network/firewall";
import type { FirewallFlow } from "../../policies/network/firewall-match";
import type { FirewallPiece } from "../../policies/network/firewall-verdict";
import { type Region, regionOf } from "../../policies/network/regions";
import { batchNodeManagement } from "../../policies/network/service-tags";

/** The flow of the test vectors: from 10.0.1.0/24 to all of Batch in a region, on 443. */
export function flowTo(location: string): FirewallFlow {
  const region = regionOf(location) as Region;
  const all = batchNodeManagement(region) ?? addresses();
  return {
    sources: { known: addresses("10.0.1.0/24") },
    destinations: { v4: all.v4, v6: [] },
    hosts: batchHosts(region),
    port: 443,
    cloud: region.cloud,
  };
}

export const F0 = flowTo("westeurope");

/** A network rule for TCP 443 from anywhere to `destination`; its `ref` is its name. */
export function networkRule(destination: string, more: Partial<NetworkRule<string>> = {}): NetworkRule<string> {
  return {
    kind: "network",
    ref: `network ${destination}`,
    sourceAddresses: ["*"],
    sourceIpGroups: undefined,
    protocols: ["TCP"],
    destinationAddresses: [destination],
    destinationIpGroups: undefined,
    destinationFqdns: undefined,
    destinationPorts: ["443"],
    ...more,
  };
}

/** An application rule for HTTPS on 443 from anywhere to a host name. */
export function applicationRule(fqdn: string, more: Partial<ApplicationRule<string>> = {}): ApplicationRule<string> {
  return {
    kind: "application",
    ref: `application ${fqdn}`,
    sourceAddresses: ["*"],
    sourceIpGroups: undefined,
    protocols: [{ type: "Https", port: 443 }],
    targetFqdns: [fqdn],
    targetUrls: undefined,
    fqdnTags: undefined,
    webCategories: undefined,
    destinationAddresses: undefined,
    terminateTls: undefined,
    ...more,
  };
}

export function collection(
  priority: RuleCollection<string>["priority"],
  action: RuleCollection<string>["action"],
  ...rules: readonly FirewallRule<string>[]
): RuleCollection<string> {
  return { priority, action, rules };
}

export function collectionGroup(
  priority: CollectionGroup<string>["priority"],
  ...collections: readonly RuleCollection<string>[]
): CollectionGroup<string> {
  return { priority, collections };
}

export function policy(
  groups: readonly CollectionGroup<string>[],
  more: Partial<FirewallPolicy<string>> = {},
): FirewallPolicy<string> {
  return { parent: undefined, groups, unseen: undefined, ...more };
}

/** A firewall with a policy of these groups. */
export function firewallWith(...groups: readonly CollectionGroup<string>[]): Firewall<string> {
  return { policy: policy(groups), classic: undefined, unseen: undefined };
}

/** The deciders of the pieces, certain or possible: the `ref` of a rule, `default`, or the path of an unknown value. */
export function decidersOf(pieces: readonly FirewallPiece<string>[]): string[] {
  const names = pieces.flatMap(({ deciders }) =>
    deciders.map(({ rule }) => (rule === "default" ? rule : "path" in rule ? rule.path : rule.ref)),
  );
  return [...new Set(names)];
}
