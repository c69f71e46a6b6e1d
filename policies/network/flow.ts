import type { Unknown, Value } from "../known/value";
import { type AddressSet, type Family, union } from "./address-set";
import type { Intervals } from "./intervals";
import * as intervals from "./intervals";
import { type Box, isEmptyBox } from "./packet-box";
import type { PortSet } from "./port-set";
import type { Direction, Protocol } from "./security-rule";

/** The addresses on one side of a flow. */
export interface Endpoint {
  readonly known: AddressSet;
  /** Further addresses that are not exactly known. */
  readonly unknown?: UnknownAddresses | undefined;
  /** Service tags that certainly contain all addresses of this side, known or not. A rule for one of them matches all addresses. */
  readonly tags?: readonly string[] | undefined;
  /** Families of service tags that certainly hold none of the addresses, such as `Storage` with its regional tags; lower case. */
  readonly notTags?: ReadonlySet<string> | undefined;
  /** The ids of the application security groups of a private endpoint. Absent if the addresses are not those of one endpoint. */
  readonly memberOf?: Value<readonly Value<string>[]> | undefined;
}

/** Addresses that are unknown until deployment. */
export interface UnknownAddresses {
  /** The set that contains them. */
  readonly within: AddressSet;
  /** Whether they belong to `VirtualNetwork`, as those of a subnet or private endpoint do. */
  readonly inVirtualNetwork: boolean;
  /** The unknown values that decide which they are. */
  readonly unknowns: readonly Unknown[];
}

/** Packets to which a subnet's security rules apply. `local` is the side in the subnet: the source of outbound packets. */
export interface Flow {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly local: Endpoint;
  readonly localPorts: PortSet;
  readonly remote: Endpoint;
  readonly remotePorts: PortSet;
  /** Whether the remote side is a pool node too, and hence in no application security group. */
  readonly remoteIsNode?: boolean;
}

/**
 * The lowest address of a family represents all unknown addresses of one side. Packets never have this address, so no rule
 * singles it out by accident.
 */
const STAND_IN = { v4: [0, 1] as Intervals<number>, v6: [0n, 1n] as Intervals<bigint> };
export const STAND_IN_ADDRESS: AddressSet = STAND_IN;

/** All addresses of a side in one family, with {@link STAND_IN} for the unknown ones. */
export function allOf<T extends number | bigint>({ known, unknown }: Endpoint, family: Family): Intervals<T> {
  const open = unknown !== undefined && unknown.within[family].length > 0;
  return (open ? union(known, STAND_IN_ADDRESS) : known)[family] as unknown as Intervals<T>;
}

/** The packets of `flow` in one family as a box, or `undefined` where there are none. */
export function boxOf<T extends number | bigint>(flow: Flow, family: Family): Box<T> | undefined {
  const side = (end: Endpoint) => allOf<T>(end, family);
  const { localPorts, remotePorts } = flow;
  const box = { local: side(flow.local), localPorts, remote: side(flow.remote), remotePorts };
  return isEmptyBox(box) ? undefined : box;
}

/**
 * The addresses `set` of a rule, with {@link STAND_IN} if the rule catches the unknown addresses of `endpoint`, otherwise
 * without it.
 */
export function withStandIn<T extends number | bigint>(
  set: Intervals<T>,
  { unknown }: Endpoint,
  family: Family,
  catches: "may" | "must",
  isVirtualNetwork: boolean,
): Intervals<T> {
  if (unknown === undefined) return set;
  const point = STAND_IN[family] as unknown as Intervals<T>;
  const within = unknown.within[family] as unknown as Intervals<T>;
  const caught =
    (isVirtualNetwork && unknown.inVirtualNetwork) ||
    (catches === "must" ? intervals.covers(set, within) : intervals.overlap(set, within));
  return caught ? intervals.union(set, point) : intervals.subtract(set, point);
}
