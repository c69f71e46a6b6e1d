import type { Unknown } from "../known/value";
import { type AddressSet, type Family, union } from "./address-set";
import type { Intervals } from "./intervals";
import * as intervals from "./intervals";
import { type Box, isEmptyBox } from "./packet-box";
import type { PortSet } from "./port-set";
import type { Direction, Protocol } from "./security-rule";

/** The addresses on one side of a flow. */
export interface Endpoint {
  readonly known: AddressSet;
  /** Further addresses of which only this much is known. */
  readonly unknown?: UnknownAddresses | undefined;
  /**
   * Service tags that certainly hold all the addresses that are meant. Which addresses they are need not be known: a rule for one
   * of the tags matches all of them.
   */
  readonly tags?: readonly string[] | undefined;
  /** Families of service tags that certainly hold none of the addresses, such as `Storage` with its regional tags; lower case. */
  readonly notTags?: ReadonlySet<string> | undefined;
}

/** Some addresses, nobody knows which before deployment. */
export interface UnknownAddresses {
  /** They lie in here. */
  readonly within: AddressSet;
  /** Whether they belong to `VirtualNetwork`, as those of a subnet or private endpoint do. */
  readonly inVirtualNetwork: boolean;
  /** The values that decide which they are. */
  readonly unknowns: readonly Unknown[];
}

/** Packets that a subnet's security rules judge. `local` is the side in the subnet: the source of outbound packets. */
export interface Flow {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly local: Endpoint;
  readonly localPorts: PortSet;
  readonly remote: Endpoint;
  readonly remotePorts: PortSet;
  /** The other side is a pool node, too, and hence in no application security group. */
  readonly remoteIsNode?: boolean;
}

/**
 * The lowest address of a family stands in for all unknown addresses of one side: packets never carry it,
 * so that no rule tells it from another by accident.
 */
const STAND_IN = { v4: [0, 1] as Intervals<number>, v6: [0n, 1n] as Intervals<bigint> };
export const STAND_IN_ADDRESS: AddressSet = STAND_IN;

/** All addresses of a side in one family, with the stand-in for those that are not known. */
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

/** What of the unknown addresses of `endpoint` a rule catches that holds `set`, with the known ones: see {@link STAND_IN}. */
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
