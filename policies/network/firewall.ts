import type { Unknown, Value } from "../known/value";

/*
 * The rules of Azure Firewall: classic collections and Firewall Policy have the same shape here.
 * `Ref` is the caller's identifier of a rule; the evidence refers to rules by it.
 */

/** A firewall: either with a policy, or with classic collections of its own. */
export interface Firewall<Ref> {
  readonly policy: Value<FirewallPolicy<Ref>> | undefined;
  readonly classic: Value<readonly Value<RuleCollection<Ref>>[]> | undefined;
  /** The unknown value that decides which other collections exist, if the program does not show all of them. */
  readonly unseen: Unknown | undefined;
}

export interface FirewallPolicy<Ref> {
  /** The policy that this one inherits from. Its rules always come first. An {@link Unknown} if it is not in the program. */
  readonly parent: Value<FirewallPolicy<Ref>> | undefined;
  readonly groups: readonly Value<CollectionGroup<Ref>>[];
  /** The unknown value that decides which other groups exist, if the program does not show all of them. */
  readonly unseen: Unknown | undefined;
}

export interface CollectionGroup<Ref> {
  readonly priority: Value<number> | undefined;
  readonly collections: Value<readonly Value<RuleCollection<Ref>>[]> | undefined;
}

/** A collection of filter rules. Leave out NAT collections: they apply to packets to the firewall's own address. */
export interface RuleCollection<Ref> {
  readonly priority: Value<number> | undefined;
  /** `Allow` or `Deny`, in any casing. */
  readonly action: Value<string> | undefined;
  readonly rules: Value<readonly Value<FirewallRule<Ref>>[]> | undefined;
}

export type FirewallRule<Ref> = NetworkRule<Ref> | ApplicationRule<Ref>;

/** A list of strings of which some, or all, may be unknown. */
export type Strings = Value<readonly Value<string>[]> | undefined;

interface RuleSource<Ref> {
  readonly ref: Ref;
  readonly sourceAddresses: Strings;
  readonly sourceIpGroups: IpGroups;
}

/** The addresses of IP groups that a rule names: an {@link Unknown} for a group that the program does not show. */
export type IpGroups = Value<readonly Value<readonly Value<string>[]>[]> | undefined;

/** https://learn.microsoft.com/azure/firewall/rule-processing#network-rules-and-applications-rules */
export interface NetworkRule<Ref> extends RuleSource<Ref> {
  readonly kind: "network";
  readonly protocols: Strings;
  readonly destinationAddresses: Strings;
  readonly destinationIpGroups: IpGroups;
  readonly destinationFqdns: Strings;
  readonly destinationPorts: Strings;
}

export interface ApplicationRule<Ref> extends RuleSource<Ref> {
  readonly kind: "application";
  readonly protocols: Value<readonly Value<ApplicationProtocol>[]> | undefined;
  readonly targetFqdns: Strings;
  readonly targetUrls: Strings;
  readonly fqdnTags: Strings;
  readonly webCategories: Strings;
  /** Addresses that the rule is limited to. */
  readonly destinationAddresses: Strings;
  /** Whether the firewall terminates TLS connections to inspect them. */
  readonly terminateTls: Value<boolean> | undefined;
}

export interface ApplicationProtocol {
  /** `Http`, `Https` or `Mssql`, in any casing. */
  readonly type: Value<string> | undefined;
  readonly port: Value<number> | undefined;
}
