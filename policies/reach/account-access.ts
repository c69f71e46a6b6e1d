import { whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type Property, text } from "../plan/property";
import type { Account } from "../topology/account";
import { read } from "../topology/entity";
import { memoFor } from "../topology/once";
import type { PerimeterAssociation } from "../topology/perimeter";
import type { PoolNode, Topology } from "../topology/topology";
import type { AccountAccessHop } from "./hop";
import { type Answer, decided, type IpRules, judgeRules, readIpRules, undecided } from "./ip-rules";
import type { SourceAddresses } from "./source-addresses";

/** Who may call the node management endpoint of an account over public addresses. */
export type NodeManagementAccess =
  | { readonly is: "open" }
  /** `property` contains the setting. */
  | { readonly is: "closed"; readonly property: Property }
  /** Closed except for the addresses of its rules. */
  | (IpRules & { readonly is: "restricted"; readonly property: Property })
  /** A network security perimeter decides, or may decide: the account says so, or an association with one. */
  | { readonly is: "perimeter"; readonly property: Property; readonly by?: PerimeterAssociation }
  /** `rejected` is set if it is unknown because Azure rejects the value. */
  | { readonly is: "unknown"; readonly unknowns: readonly Unknown[]; readonly rejected?: Property };

/**
 * Reads the settings of an account together with its perimeters. An association in Enforced mode makes the account secured by
 * perimeter, whatever the account sets; in another mode the rules of the perimeter may allow more.
 *
 * https://learn.microsoft.com/azure/batch/public-network-access,
 * https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition
 */
export const nodeManagementAccess = memoFor((account: Account): NodeManagementAccess => {
  const access = byAccount(account);
  const deciding = account.perimeters.find(({ isEnforced }) => access.is !== "open" || isEnforced !== false);
  if (!deciding || access.is === "unknown") return access;
  return { is: "perimeter", property: read(deciding.entity, "mode"), by: deciding };
});

/** The rules of the network profile count only if public access is enabled. */
function byAccount(account: Account): NodeManagementAccess {
  const property = account.publicNetworkAccess;
  const word = text(property);
  if (isUnknown(word)) return { is: "unknown", unknowns: [word] };
  switch (word?.toLowerCase()) {
    case "disabled":
      return { is: "closed", property };
    case undefined:
    case "enabled":
      return byProfile(account);
    case "securedbyperimeter":
      return { is: "perimeter", property };
    default:
      return { is: "unknown", unknowns: [], rejected: property };
  }
}

function byProfile({
  nodeManagementDefaultAction: property,
  nodeManagementIpRules: rules,
}: Account): NodeManagementAccess {
  const action = text(property);
  if (isUnknown(action)) return { is: "unknown", unknowns: [action] };
  if (action?.toLowerCase() !== "deny") return { is: "open" };
  if (isUnknown(rules)) return { is: "unknown", unknowns: [rules] };
  if (rules.length === 0) return { is: "closed", property };
  return { is: "restricted", property, ...readIpRules(rules) };
}

/** Whether one account accepts a pool's packets. */
export interface JudgedAccess {
  readonly account: Account;
  readonly access: NodeManagementAccess;
  readonly sources: SourceAddresses;
  readonly verdict: Verdict<unknown>;
  /** Addresses that are certainly outside of the rules. */
  readonly refused: readonly string[];
}

/**
 * Whether the account of a pool accepts packets from `sources`. An account outside of the program is assumed to be
 * open, which is the default of an account.
 */
export function accountAccess(pool: PoolNode, sources: SourceAddresses, topology: Topology): AccountAccessHop {
  const kind = "account access";
  const { account: link } = pool;
  if (link.to === "nodes") {
    const judged = link.nodes.map((account) => judge(account, sources));
    const why = link.nodes.length > 1 ? [unknown("accountName", pool.entity.resource.urn)] : [];
    return {
      kind,
      verdict: {
        ...whichever(
          judged.map(({ verdict }) => verdict),
          why,
        ),
        because: judged,
      },
    };
  }
  const closed =
    link.to === "unknown" ? topology.accounts.filter((each) => nodeManagementAccess(each).is !== "open") : [];
  if (link.to === "unknown" && closed.length > 0) {
    return {
      kind,
      verdict: { is: "undecided", because: closed.map((each) => judge(each, sources)), unknowns: [link.why] },
    };
  }
  return { kind, verdict: { is: "holds", because: [] } };
}

function judge(account: Account, sources: SourceAddresses): JudgedAccess {
  const access = nodeManagementAccess(account);
  const { verdict, refused = [] } = judgeAccess(access, sources);
  return { account, access, sources, verdict, refused };
}

function judgeAccess(access: NodeManagementAccess, sources: SourceAddresses): Answer {
  switch (access.is) {
    case "open":
      return decided("holds");
    case "closed":
      return decided("violated");
    case "perimeter":
      return undecided([access.by?.why, access.by?.isEnforced].filter(isUnknown));
    case "unknown":
      return undecided(access.unknowns);
    default:
      return judgeRules(access, sources);
  }
}
