import { isUnknown, type Unknown, type Value } from "../known/value";
import { parseCidr } from "./address-text";
import { type NextHop, USER_HOP_TYPES } from "./next-hop";
import { type Findings, type Remark, readLeaf, readWord, refuse } from "./rule-fields";
import { type Destination, readRoutePrefix } from "./spellings";
import type { Cloud } from "./tag-data";

/**
 * A user-defined route as the program writes it: the properties of Azure Resource Manager. Any of them may be `Unknown`;
 * `undefined`, `null` and `""` mean absent.
 */
export interface UserRouteFields<Ref> {
  /** The caller's identifier of the route, for the results. */
  readonly ref: Ref;
  /** A CIDR prefix or a service tag. */
  readonly addressPrefix: unknown;
  readonly nextHopType: unknown;
  readonly nextHopIpAddress?: unknown;
  /** Set if the route may turn out not to exist in this table, best to the unknown value that decides it. */
  readonly maybe?: boolean | Unknown;
}

/** A route of a subnet. */
export interface Route<Ref> {
  /** A user-defined route, one that a gateway propagates, or a system route. */
  readonly source: "user" | "gateway" | "system";
  /** The caller's identifier of a user-defined or learned route; `undefined` for routes that the program does not show. */
  readonly ref: Ref | undefined;
  /** Its destination: a prefix or a service tag, as written; `undefined` if not known. */
  readonly prefix: string | undefined;
  readonly hop: NextHop;
  /** The unknown values that decide what this route does, and whether it exists. */
  readonly unknowns: readonly Unknown[];
  /** What Azure would refuse. Verdicts that depend on it are undecided. */
  readonly problems: readonly Remark[];
}

/** A route after reading. `target` is its destination; `undefined` if that is unknown or refused. */
export interface ReadRoute<Ref> {
  readonly target: Destination | undefined;
  readonly certain: boolean;
  readonly route: Route<Ref>;
}

/**
 * Reads a user-defined route. Never throws: what Azure would refuse is in `problems`, and counts as unknown.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes
 */
export function readUserRoute<Ref>(fields: UserRouteFields<Ref>, cloud: Cloud | undefined): ReadRoute<Ref> {
  const findings: Findings = { unknowns: isUnknown(fields.maybe) ? [fields.maybe] : [], problems: [], notes: [] };
  const target = readTarget(fields.addressPrefix, cloud, findings);
  const type = readWord("nextHopType", fields.nextHopType, USER_HOP_TYPES, findings);
  const address = readHopAddress(fields.nextHopIpAddress, type, findings);
  const hop = { type: findings.problems.length === 0 ? type : undefined, address };
  const certain = (fields.maybe ?? false) === false;
  return { target, certain, route: { source: "user", ref: fields.ref, prefix: target?.text, hop, ...findings } };
}

function readTarget(prefix: unknown, cloud: Cloud | undefined, findings: Findings): Destination | undefined {
  const field = "addressPrefix";
  const leaf = readLeaf(field, prefix, findings) ?? refuse(field, "is required, and missing", findings);
  if (leaf.is === "unknown") return undefined;
  const parsed = readRoutePrefix(leaf.text, cloud);
  if (parsed.problem !== undefined) refuse(field, parsed.problem, findings);
  return parsed.value;
}

/** An appliance must have an address, and no other next hop may have one. */
function readHopAddress(address: unknown, type: NextHop["type"], findings: Findings): Value<string> | undefined {
  const field = "nextHopIpAddress";
  if (isUnknown(address)) return address;
  const leaf = readLeaf(field, address, findings);
  if (type === undefined || leaf?.is === "unknown") return undefined;
  if (type !== "VirtualAppliance") {
    if (leaf !== undefined) refuse(field, `"${leaf.text}" is an address, which only VirtualAppliance takes`, findings);
    return undefined;
  }
  if (leaf === undefined) refuse(field, "is required with VirtualAppliance, and missing", findings);
  const valid = leaf !== undefined && !leaf.text.includes("/") && parseCidr(leaf.text).problem === undefined;
  if (leaf !== undefined && !valid) refuse(field, `"${leaf.text}" is not an IP address`, findings);
  return valid ? leaf.text : undefined;
}
