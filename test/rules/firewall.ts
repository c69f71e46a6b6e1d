import { firewallHub } from "../programs/firewall-hub";
import { peering, routeTable } from "../programs/parts";
import { type Args, native, type Program, ref } from "../support/program/language";
import type { Farm } from "./parts";

/** A firewall in a hub peered with `vnet`, whose only rule collection has these rules. */
export function hub(...rules: readonly Args[]): Program {
  return { ...firewallHub(rules), "to-hub": peering("vnet", "hub"), "from-hub": peering("hub", "vnet") };
}

/** The same, with a policy that inherits from another one, which denies TCP 443. */
export function inherited({ policy, ...program }: Program): Program {
  const rules = [networkRule("*")];
  const denying = { ruleCollectionType: "FirewallPolicyFilterRuleCollection", name: "deny", action: { type: "Deny" } };
  return {
    ...program,
    base: native("network:FirewallPolicy", { threatIntelMode: "Alert" }),
    rules: native("network:FirewallPolicyRuleCollectionGroup", {
      firewallPolicyName: ref("base", "name"),
      ruleCollectionGroupName: "rules",
      priority: 100,
      ruleCollections: [{ ...denying, priority: 300, rules }],
    }),
    policy: native("network:FirewallPolicy", { basePolicy: { id: ref("base") } }),
  };
}

/** A firewall in a hub, whose only rule collection denies TCP 443 to all destinations. */
export function denyingHub(priority: number): Program {
  const denying = { ruleCollectionType: "FirewallPolicyFilterRuleCollection", name: "deny", action: { type: "Deny" } };
  return {
    ...hub(),
    egress: native("network:FirewallPolicyRuleCollectionGroup", {
      firewallPolicyName: ref("policy", "name"),
      ruleCollectionGroupName: "egress",
      priority: 200,
      ruleCollections: [{ ...denying, priority, rules: [networkRule("*")] }],
    }),
  };
}

/** A network rule for TCP 443 to a service tag. */
export const networkRule = (tag: string): Args => ({
  ...{ ruleType: "NetworkRule", name: "network", ipProtocols: ["TCP"], sourceAddresses: ["10.0.0.0/16"] },
  ...{ destinationAddresses: [tag], destinationPorts: ["443"] },
});

/** An application rule for HTTPS to host names. */
export const applicationRule = (...targetFqdns: readonly string[]): Args => ({
  ...{ ruleType: "ApplicationRule", name: "application", sourceAddresses: ["10.0.0.0/16"], targetFqdns },
  protocols: [{ protocolType: "Https", port: 443 }],
});

/** A subnet with these routes in table `rt`. */
export function routed(routes: readonly Args[], more: Program = {}): Farm {
  return { subnet: { routeTable: { id: ref("rt") } }, more: { rt: routeTable(...routes), ...more } };
}

/** A user-defined route. */
export function route(name: string, addressPrefix: unknown, nextHopType: unknown, nextHopIpAddress?: unknown): Args {
  const address = nextHopIpAddress === undefined ? {} : { nextHopIpAddress };
  return { name, addressPrefix, nextHopType, ...address };
}
