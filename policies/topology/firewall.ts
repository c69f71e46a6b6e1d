import type { Value } from "../known/value";
import type { Firewall } from "../network/firewall";
import type { Builder } from "./builder";
import type { Entity } from "./entity";
import { firewallSubnet, privateAddresses, publicAddresses, subnetPrefixes } from "./firewall-addresses";
import type { FirewallRuleNode } from "./firewall-rule";
import { hasRules, parentPolicyWith, policyOutside, rulesOf } from "./firewall-rules";
import { privateRanges, type RangesAt, rangesAt } from "./firewall-snat";
import type { Link } from "./link";
import { once } from "./once";
import type { Subnet } from "./subnet";

/** An Azure Firewall. */
export interface FirewallNode {
  readonly entity: Entity<"firewall">;
  /** Its private addresses, which routes have as next hop; unknown before deployment. */
  readonly addresses: readonly Value<string>[];
  /** The prefixes of its subnet, in which no other resource can be. */
  readonly subnetPrefixes: readonly Value<string>[];
  /** Its subnet; none if it is in a virtual hub. */
  readonly subnet: Link<Subnet>;
  /** The public addresses that outbound packets have as source; unknown as a whole where their list is unknown. */
  readonly publicAddresses: Value<readonly Value<string | undefined>[]>;
  /** The destinations for which it does not translate the source address; empty = the private ranges. */
  readonly privateRanges: Value<readonly Value<string>[]>;
  /** The list of these ranges in the program; `undefined` if there is none. */
  readonly rangesAt: () => RangesAt | undefined;
  /** Its rules, in the form that is used to judge packets. */
  readonly rules: Firewall<FirewallRuleNode>;
  /** The parent of its policy that a rule collection group belongs to; `undefined` for a group of its own policy. */
  readonly parentPolicyWith: (group: Entity) => Entity<"firewallPolicy"> | undefined;
  /** Whether the program has, or may have, any rule collection of it or of its policies. */
  readonly hasRules: boolean;
  /** The id of its policy, or of a parent policy, that is not in the program. */
  readonly policyOutside: string | undefined;
}

/** Reads a firewall. @see https://learn.microsoft.com/azure/templates/microsoft.network/azurefirewalls */
export function toFirewall(entity: Entity<"firewall">, builder: Builder): FirewallNode {
  const rules = once(() => rulesOf(entity, builder));
  const prefixes = once(() => subnetPrefixes(entity, builder));
  const subnet = once(() => firewallSubnet(entity, builder));
  const addresses = once(() => publicAddresses(entity, builder));
  const ranges = once(() => privateRanges(entity, builder));
  return {
    entity,
    addresses: privateAddresses(entity),
    get subnetPrefixes() {
      return prefixes();
    },
    get subnet() {
      return subnet();
    },
    get publicAddresses() {
      return addresses();
    },
    get privateRanges() {
      return ranges();
    },
    get rules() {
      return rules();
    },
    rangesAt: () => rangesAt(entity, builder),
    parentPolicyWith: (group) => parentPolicyWith(group, entity, builder),
    get hasRules() {
      return hasRules(rules());
    },
    get policyOutside() {
      return policyOutside(entity, builder);
    },
  };
}
