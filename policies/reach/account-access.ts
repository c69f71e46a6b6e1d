import { whichever } from "../known/combine";
import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, ALL_IPV4, covers, onlyFamily, overlap, unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { POSSIBLY_PUBLIC, PUBLIC } from "../network/special-addresses";
import { field, isAbsent, type Property, text } from "../plan/property";
import type { Account } from "../topology/account";
import { read } from "../topology/entity";
import { memoFor } from "../topology/once";
import type { PerimeterAssociation } from "../topology/perimeter";
import type { PoolNode, Topology } from "../topology/topology";
import type { AccountAccessHop } from "./hop";
import type { SourceAddresses } from "./source-addresses";

/** Who may call the node management endpoint of an account over public addresses. */
export type NodeManagementAccess =
  | { readonly is: "open" }
  /** `property` contains the setting. */
  | { readonly is: "closed"; readonly property: Property }
  /** Closed except for the addresses of `rules`; none of them may be public. */
  | {
      readonly is: "restricted";
      readonly property: Property;
      readonly rules: readonly Value<string | undefined>[];
      readonly onlyPrivate: boolean;
      /** The value of the first rule that Azure rejects: what replaces it may be for any address. */
      readonly rejected: Property | undefined;
    }
  /** A network security perimeter decides, or may decide: the account says so, or an association with one. */
  | { readonly is: "perimeter"; readonly property: Property; readonly by?: PerimeterAssociation }
  | { readonly is: "unknown"; readonly unknowns: readonly Unknown[] };

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
    default:
      return { is: "perimeter", property };
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
  const values = rules.map(addressOfRule);
  const rejected = values.find(isRejected);
  const texts = values.map(text);
  return { is: "restricted", property, rules: texts, onlyPrivate: !rejected && texts.every(isPrivate), rejected };
}

/** The classic provider calls the value a range. */
function addressOfRule(rule: Property): Property {
  const value = field(rule, "value");
  return isAbsent(value) ? field(rule, "ipRange") : value;
}

/** Azure accepts IPv4 addresses and prefixes. https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts */
function isRejected(value: Property): boolean {
  const written = text(value);
  if (written === undefined || isUnknown(written)) return false;
  const set = setOf(written);
  return set === undefined || !overlap(set, ALL_IPV4);
}

/**
 * Whether no packet to a public endpoint can come from the addresses of a rule.
 * https://learn.microsoft.com/azure/batch/public-network-access: a rule is for public addresses.
 */
function isPrivate(rule: Value<string | undefined>): boolean {
  const set = setOf(rule);
  return set !== undefined && !overlap(set, POSSIBLY_PUBLIC);
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
      return undecided([access.by?.why, access.by?.isEnforced].filter(isUnknown));
    case "unknown":
      return undecided(access.unknowns);
    default:
      return judgeRules(access, sources);
  }
}

function judgeRules(
  { rules, onlyPrivate, rejected }: Extract<NodeManagementAccess, { is: "restricted" }>,
  { addresses, unpredictable, oneOf }: SourceAddresses,
): Answer {
  const allowed = unionAll(rules.flatMap((rule) => setOf(rule) ?? []));
  if (covers(allowed, onlyFamily(PUBLIC, "v4"))) return decided("holds");
  const hidden = rules.filter(isUnknown);
  const outside = addresses.filter((address) => isOutside(address, allowed));
  // If packets come from one address or another, all have to be refused. No rule can lastingly allow addresses that Azure reassigns.
  const isRefused = oneOf ? outside.length === addresses.length : outside.length > 0 || unpredictable;
  if (hidden.length === 0 && !rejected && isRefused && (outside.length > 0 || unpredictable)) {
    return { ...decided("violated"), refused: outside.filter((address) => typeof address === "string") };
  }
  if (onlyPrivate) return decided("violated");
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
