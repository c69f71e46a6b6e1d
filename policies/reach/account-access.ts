import { whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, covers, onlyFamily, unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { PUBLIC } from "../network/special-addresses";
import { field, type Property, text } from "../plan/property";
import type { Account } from "../topology/account";
import { memoFor } from "../topology/once";
import type { PoolNode, Topology } from "../topology/topology";
import type { AccountAccessHop } from "./hop";
import type { SourceAddresses } from "./source-addresses";

/** Who may call the node management endpoint of an account over public addresses. */
export type NodeManagementAccess =
  | { readonly is: "open" }
  /** `property` says so. */
  | { readonly is: "closed"; readonly property: Property }
  /** Closed but for the addresses of `rules`. */
  | { readonly is: "restricted"; readonly property: Property; readonly rules: readonly Value<string | undefined>[] }
  /** A network security perimeter decides, which is not part of a program. */
  | { readonly is: "perimeter"; readonly property: Property }
  | { readonly is: "unknown"; readonly unknowns: readonly Unknown[] };

/**
 * Reads the two settings together: the rules of the network profile count only where public access is enabled.
 * https://learn.microsoft.com/azure/batch/public-network-access
 */
export const nodeManagementAccess = memoFor((account: Account): NodeManagementAccess => {
  const property = account.publicNetworkAccess;
  const word = text(property);
  if (isUnknown(word)) return { is: "unknown", unknowns: [word] };
  switch (word?.toLowerCase()) {
    case "disabled":
      return { is: "closed", property };
    case undefined:
    case "enabled":
      return byProfile(account);
    default:
      return { is: "perimeter", property };
  }
});

function byProfile({
  nodeManagementDefaultAction: property,
  nodeManagementIpRules: rules,
}: Account): NodeManagementAccess {
  const action = text(property);
  if (isUnknown(action)) return { is: "unknown", unknowns: [action] };
  if (action?.toLowerCase() !== "deny") return { is: "open" };
  if (isUnknown(rules)) return { is: "unknown", unknowns: [rules] };
  if (rules.length === 0) return { is: "closed", property };
  // The classic provider calls the value a range.
  const values = rules.map((rule) => text(field(rule, "value")) ?? text(field(rule, "ipRange")));
  return { is: "restricted", property, rules: values };
}

/** Whether one account lets a pool's packets in. */
export interface JudgedAccess {
  readonly account: Account;
  readonly access: NodeManagementAccess;
  readonly sources: SourceAddresses;
  readonly verdict: Verdict<unknown>;
  /** Addresses that certainly are outside of the rules. */
  readonly refused: readonly string[];
}

/**
 * Whether the account of a pool lets in the packets that come from `sources`. An account outside of the program is taken to be
 * open, as accounts are unless somebody closes them.
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

interface Answer {
  readonly verdict: Verdict<unknown>;
  readonly refused?: readonly string[];
}

const decided = (is: "holds" | "violated"): Answer => ({ verdict: { is, because: undefined } });
const undecided = (unknowns: readonly Unknown[]): Answer => ({
  verdict: { is: "undecided", because: undefined, unknowns },
});

function judgeAccess(access: NodeManagementAccess, sources: SourceAddresses): Answer {
  switch (access.is) {
    case "open":
      return decided("holds");
    case "closed":
      return decided("violated");
    case "perimeter":
      return undecided([]);
    case "unknown":
      return undecided(access.unknowns);
    default:
      return judgeRules(access.rules, sources);
  }
}

function judgeRules(
  rules: readonly Value<string | undefined>[],
  { addresses, unpredictable, oneOf }: SourceAddresses,
): Answer {
  const allowed = unionAll(rules.flatMap((rule) => setOf(rule) ?? []));
  if (covers(allowed, onlyFamily(PUBLIC, "v4"))) return decided("holds");
  const hidden = rules.filter(isUnknown);
  const outside = addresses.filter((address) => isOutside(address, allowed));
  // Where packets come from one address or another, all have to be refused. No rule can let in for long what Azure chooses anew.
  const isRefused = oneOf ? outside.length === addresses.length : outside.length > 0 || unpredictable;
  if (hidden.length === 0 && isRefused && (outside.length > 0 || unpredictable)) {
    return { ...decided("violated"), refused: outside.filter((address) => typeof address === "string") };
  }
  const open = addresses.filter(
    (address) => address === undefined || isUnknown(address) || isOutside(address, allowed),
  );
  if (open.length === 0 && addresses.length > 0 && !unpredictable) return decided("holds");
  return undecided([...hidden, ...addresses.filter(isUnknown), ...(oneOf ?? [])]);
}

function isOutside(address: Value<string | undefined>, allowed: AddressSet): boolean {
  const own = setOf(address);
  return own !== undefined && !covers(allowed, own);
}

function setOf(text: Value<string | undefined>): AddressSet | undefined {
  return text === undefined || isUnknown(text) ? undefined : parseCidr(text).value;
}
