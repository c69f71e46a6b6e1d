// Over 200 lines: the union of all changes that a remedy can be made of.

import type { Flow } from "../network/flow";
import type { SubnetContext } from "../network/subnet-context";
import type { Property } from "../plan/property";
import type { Account } from "../topology/account";
import type { NatGateway } from "../topology/egress";
import type { Entity } from "../topology/entity";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import type { Peering } from "../topology/peering";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { PrivateZone } from "../topology/private-zone";
import type { RouteNode, RouteTable } from "../topology/route-table";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import type { VirtualNetwork } from "../topology/virtual-network";
import type { Output, Plain, PlainObject } from "./edits";

/**
 * The change that a finding proposes, as data. `inWords` alone makes its sentence, and `toEdits` alone makes its edits
 * to a program.
 */
export type Remedy = Change | Either | InOrder | Opening;

/** Each of these is sufficient alone; the smallest comes first. */
export interface Either {
  readonly do: "either";
  readonly of: readonly Remedy[];
}

/** All of these, one after the other. */
export interface InOrder {
  readonly do: "in order";
  readonly of: readonly Remedy[];
}

/**
 * A group that is to allow some packets. `as` is the change that allows them if nothing else in the group changes;
 * `allotPriorities` fits together what several findings propose for one group.
 */
export interface Opening {
  readonly do: "open group";
  readonly group: SecurityGroup;
  readonly rule: NewRule;
  /** `undefined` for those that are not known. */
  readonly aims: readonly (Aim | undefined)[];
  readonly as: Remedy;
}

/** The packets that a new rule is to allow, and the subnet they leave or enter. */
export interface Aim {
  readonly flow: Flow;
  readonly context: SubnetContext;
  /** Represents a destination whose addresses are not known exactly. */
  readonly destination?: string;
}

/** An Allow rule to add to a security group, for any source port. */
export interface NewRule {
  readonly direction: "Inbound" | "Outbound";
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
}

/** A parent of a firewall's policy, and the place in it where a rule comes before the one that denies. */
export interface DenyingParent {
  readonly policy: Entity<"firewallPolicy">;
  /** The rule collection group of the rule that denies. */
  readonly group: Entity;
  readonly rule: FirewallRuleNode;
  /** The priority of the new collection; `undefined` if none before the others of the group is free. */
  readonly priority: number | undefined;
}

/** One change. */
export type Change =
  | {
      readonly do: "add security rule";
      readonly group: SecurityGroup;
      readonly rule: NewRule;
      /** Its name, which no other rule of the group has; `undefined` if it has no place. */
      readonly name?: string;
      /** `undefined` if the priority at which it takes effect is unknown. */
      readonly priority: number | undefined;
    }
  | { readonly do: "move security rule"; readonly rule: SecurityRuleNode; readonly priority: number }
  | {
      readonly do: "correct security rule";
      readonly rule: SecurityRuleNode;
      /** The tag in the spelling of the rule, and the tag to replace it. */
      readonly fault: "direction" | "region";
      readonly tag: string;
      readonly right: string;
      readonly set: PlainObject;
    }
  | {
      readonly do: "remove security rule";
      readonly rule: SecurityRuleNode;
      readonly reason: string;
      readonly when?: string;
    }
  | {
      readonly do: "narrow security rule";
      readonly rule: SecurityRuleNode;
      /** The ports to remove, and why. */
      readonly without: string;
      readonly reason: string;
      /** The remaining ports; `undefined` if they are not all known. */
      readonly ports: readonly string[] | undefined;
      readonly when?: string;
    }
  /** Towards the internet. */
  | { readonly do: "add route"; readonly table: RouteTable; readonly prefix: string }
  | { readonly do: "redirect route"; readonly route: RouteNode; readonly to: "Internet" | "VnetLocal" }
  | { readonly do: "remove route"; readonly route: RouteNode }
  | { readonly do: "remove delegation"; readonly delegation: Property; readonly of: Entity }
  | { readonly do: "link zone"; readonly zone: PrivateZone; readonly network: VirtualNetwork }
  | { readonly do: "add zone group"; readonly endpoint: PrivateEndpoint; readonly zone: PrivateZone }
  | {
      readonly do: "add zone";
      readonly endpoint: PrivateEndpoint;
      readonly network: VirtualNetwork;
      readonly name: string;
    }
  | {
      readonly do: "add endpoint";
      readonly account: Account;
      readonly network: VirtualNetwork;
      readonly subnet: Subnet;
      /** The zone that is to contain its name, and the zone of that name that is linked to the network. */
      readonly zone: string;
      readonly linked: PrivateZone | undefined;
    }
  | {
      readonly do: "add peering";
      readonly from: VirtualNetwork;
      readonly to: VirtualNetwork;
      /** Whether the other direction is missing as well. */
      readonly both: boolean;
    }
  | { readonly do: "set in peering"; readonly peering: Peering; readonly set: PlainObject; readonly words: string }
  | {
      readonly do: "add NAT gateway";
      readonly subnet: Subnet;
      /** The gateway of the program to attach; without it, one is created. */
      readonly gateway?: NatGateway;
    }
  | { readonly do: "add address"; readonly gateway: NatGateway }
  | {
      readonly do: "add firewall rule";
      readonly firewall: FirewallNode;
      readonly sources: readonly string[];
      readonly tag: string;
      /** The parent policy whose rule denies, if there is one: no rule of another policy comes before it. */
      readonly parent?: DenyingParent;
      /** The rule of the firewall's own policy that denies, if there is one. */
      readonly before?: FirewallRuleNode;
    }
  | { readonly do: "add IP rule"; readonly account: Account; readonly addresses: readonly string[] }
  | {
      readonly do: "set property";
      readonly entity: Entity;
      readonly path: string;
      /** `null` removes it. */
      readonly value: Exclude<Plain, PlainObject | Output>;
      /** The resource with the property, if the finding is reported on another one: `pool "render"`. */
      readonly of?: string;
      /** Additional information about it: a sentence. */
      readonly note?: string;
    }
  | { readonly do: "remove NAT pool"; readonly pool: Entity; readonly natPool: Property }
  /**
   * A change that the program cannot make by itself: a sentence for people who can. One is the approval of a private endpoint connection:
   * the azure-native provider has no resource for connections of a Batch account
   * (https://www.pulumi.com/registry/packages/azure-native/api-docs/batch/). Another is a rule of a network manager: it takes effect when
   * its configuration is committed, for which azure-native has no resource
   * (https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments).
   */
  | { readonly do: "ask"; readonly words: string }
  /**
   * A change to one of several subnets, while it is unknown which one a pool will use: an example that cannot be made
   * yet. The rules that it names are fitted to what other findings propose for the same group.
   */
  | { readonly do: "ask"; readonly example: Remedy };

/** Why a rule of the classic mode can be removed. */
export const NEEDS_NONE = "simplified communication needs no inbound rule";

/** A change that only people can make. */
export function ask(words: string): Change {
  return { do: "ask", words };
}

/** Alternatives; one alone is no choice. */
export function either(...of: readonly (Remedy | undefined)[]): Remedy {
  const all = of.filter((each) => each !== undefined);
  const [only, ...others] = all;
  return only && others.length === 0 ? only : { do: "either", of: all };
}

/** A sequence; one alone is none. */
export function inOrder(...of: readonly (Remedy | undefined)[]): Remedy {
  const all = of.filter((each) => each !== undefined);
  const [only, ...others] = all;
  return only && others.length === 0 ? only : { do: "in order", of: all };
}

/** The alternatives of a remedy, each a sequence of changes. */
export function alternatives(remedy: Remedy): readonly (readonly Change[])[] {
  if (remedy.do === "open group") return alternatives(remedy.as);
  if (remedy.do === "either") return remedy.of.flatMap(alternatives);
  if (remedy.do !== "in order") return [[remedy]];
  return remedy.of.reduce<readonly (readonly Change[])[]>(
    (before, next) => before.flatMap((first) => alternatives(next).map((second) => [...first, ...second])),
    [[]],
  );
}
