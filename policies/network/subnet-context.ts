import { isUnknown, type Unknown } from "../known/value";
import {
  type AddressSet,
  EVERY_ADDRESS,
  intersect,
  isEmpty,
  NO_ADDRESS,
  subtract,
  union,
  unionAll,
} from "./address-set";
import { type Extent, exactly } from "./extent";
import type { Remark } from "./rule-fields";
import { everyBatchNodeManagement } from "./service-tags";
import { HOST_ADDRESS, NOT_PUBLIC, POSSIBLY_PUBLIC, PUBLIC, withoutReserved } from "./special-addresses";
import { readNetworkPrefix, readRoutePrefix } from "./spellings";
import type { Cloud } from "./tag-data";

/** Prefixes of a network. An element may be `Unknown`; `complete: false` means that there may be more. */
export interface AddressSpace {
  readonly prefixes: readonly unknown[];
  readonly complete: boolean;
}

/** The properties of a user-defined route that affect security groups. Either may be `Unknown`. */
export interface RoutePrefix {
  readonly addressPrefix: unknown;
  readonly nextHopType: unknown;
}

/** What affects the meaning of service tags in the subnet whose security rules are judged. */
export interface SubnetContext {
  /** The cloud of the service tags; `undefined` if not known. */
  readonly cloud?: Cloud | undefined;
  readonly subnet: AddressSpace;
  /** The address space of the subnet's virtual network. */
  readonly virtualNetwork: AddressSpace;
  /** The address spaces of its peers. */
  readonly peered: AddressSpace;
  /** Set if it may be connected to further networks, e.g. by a gateway: `VirtualNetwork` includes these, too. */
  readonly isConnectedFurther?: boolean;
  /** The subnet's user-defined routes. */
  readonly routes: { readonly list: readonly RoutePrefix[]; readonly complete: boolean };
}

/** The addresses of the tags that depend on the subnet, under one of the possible readings of Azure's documentation. */
export interface TagReading {
  readonly virtualNetwork: Extent;
  readonly internet: Extent;
}

/** A {@link SubnetContext} as sets of addresses. */
export interface ReadContext {
  readonly subnet: AddressSet;
  /** The addresses of the subnet that network interfaces may have. */
  readonly usable: AddressSet;
  readonly inside: AddressSet;
  /** Azure treats each packet as in one of these readings; which one is not known. The first is the simplest. */
  readonly readings: readonly [TagReading, ...TagReading[]];
  /** Addresses that the readings disagree on. */
  readonly ambiguous: AddressSet;
  /** Whether some addresses are ambiguous because prefixes are not known, and not because Azure does not document it. */
  readonly open: boolean;
  readonly unknowns: readonly Unknown[];
  readonly problems: readonly Remark[];
}

/** Next hops whose prefixes are certainly in `VirtualNetwork`. */
const INTO_THE_NETWORK = ["virtualappliance", "virtualnetworkgateway", "vnetlocal"];

const memory = new WeakMap<SubnetContext, ReadContext>();

/**
 * The meaning of `VirtualNetwork` and `Internet` in `context`.
 *
 * `VirtualNetwork` contains the address space, the peers, the host's virtual IP address and the prefixes of the subnet's own
 * user-defined routes: with a default route to an appliance, it contains every address
 * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags,
 * https://github.com/MicrosoftDocs/azure-docs/issues/22178). Azure does not document whether such prefixes stay in `Internet`,
 * nor whether prefixes routed to `Internet` or `None` are in `VirtualNetwork`; prefixes of service tag routes were seen in
 * neither tag (https://github.com/MicrosoftDocs/azure-docs/issues/94454). So there are up to four readings, and a verdict must
 * be the same in all of them. An unknown prefix of a network may contain any address except those of the Batch service, which
 * are Microsoft's own; the addresses in it are in at least one of the two tags.
 */
export function readContext(context: SubnetContext): ReadContext {
  const known = memory.get(context);
  if (known !== undefined) return known;
  const made = makeContext(context);
  memory.set(context, made);
  return made;
}

function makeContext(context: SubnetContext): ReadContext {
  const unknowns: Unknown[] = [];
  const problems: Remark[] = [];
  const spaces = [
    readSpace("subnet", context.subnet, unknowns, problems),
    readSpace("virtualNetwork", context.virtualNetwork, unknowns, problems),
    readSpace("peered", context.peered, unknowns, problems),
  ] as const;
  const [subnet, network, peered] = spaces;
  const inside = unionAll([subnet.set, network.set, peered.set]);
  const routes = readRoutes(context, unknowns, problems);
  const certain = unionAll([inside, HOST_ADDRESS, routes.inside]);
  // The subnet is part of its network, so that missing prefixes of its own make no difference.
  const open = network.open || peered.open || routes.open || context.isConnectedFurther === true;
  // No prefix of a network contains the addresses of the Batch service.
  const further = context.isConnectedFurther ? NOT_PUBLIC : NO_ADDRESS;
  const hidden =
    network.open || peered.open ? subtract(EVERY_ADDRESS, everyBatchNodeManagement(context.cloud)) : further;
  const unclear = unionAll([hidden, routes.unclear, routes.tagged]);
  const maybe = subtract(unclear, inside);
  const local = union(subnet.set, network.set);
  const internet = (without: AddressSet): Extent => ({
    must: subtract(PUBLIC, union(local, without)),
    may: subtract(POSSIBLY_PUBLIC, union(local, without)),
  });
  // A public range of a peer or of a route is in VirtualNetwork for certain, and perhaps in Internet, too
  // (https://github.com/MicrosoftDocs/azure-docs/issues/81801).
  const both = subtract(intersect(union(routes.inside, peered.set), POSSIBLY_PUBLIC), local);
  const ambiguous = union(both, maybe);
  const plain: TagReading = { virtualNetwork: exactly(certain), internet: internet(NO_ADDRESS) };
  const readings: [TagReading, ...TagReading[]] = [plain];
  if (!isEmpty(ambiguous)) {
    const all = exactly(union(certain, maybe));
    readings.push(
      { virtualNetwork: all, internet: internet(ambiguous) },
      { virtualNetwork: all, internet: plain.internet },
    );
    if (!isEmpty(routes.tagged)) {
      const untagged = exactly(union(certain, subtract(maybe, routes.tagged)));
      readings.push({ virtualNetwork: untagged, internet: internet(ambiguous) });
    }
  }
  return { subnet: subnet.set, usable: subnet.usable, inside, readings, ambiguous, open, unknowns, problems };
}

function readSpace(
  name: string,
  space: AddressSpace,
  unknowns: Unknown[],
  problems: Remark[],
): { set: AddressSet; usable: AddressSet; open: boolean } {
  const sets: AddressSet[] = [];
  space.prefixes.forEach((prefix, index) => {
    if (isUnknown(prefix)) unknowns.push(prefix);
    else {
      const parsed = readNetworkPrefix(`${prefix}`);
      if (parsed.problem !== undefined) problems.push({ field: `${name}[${index}]`, text: parsed.problem });
      else sets.push(parsed.value);
    }
  });
  const open = !space.complete || sets.length < space.prefixes.length;
  return { set: unionAll(sets), usable: unionAll(sets.map(withoutReserved)), open };
}

/** The prefixes of routes: those certainly in `VirtualNetwork`, those that may be in it, and those of service tag routes. */
function readRoutes({ routes, cloud }: SubnetContext, unknowns: Unknown[], problems: Remark[]) {
  let tagged = NO_ADDRESS;
  const into: { set: AddressSet; length: number }[] = [];
  const other: { set: AddressSet; length: number }[] = [];
  let open = !routes.complete;
  routes.list.forEach(({ addressPrefix, nextHopType }, index) => {
    for (const value of [addressPrefix, nextHopType]) if (isUnknown(value)) unknowns.push(value);
    const parsed = isUnknown(addressPrefix) ? undefined : readRoutePrefix(`${addressPrefix}`, cloud);
    if (parsed?.problem !== undefined) problems.push({ field: `routes[${index}].addressPrefix`, text: parsed.problem });
    if (parsed?.value === undefined) open = true;
    else if (parsed.value.tag !== undefined) tagged = union(tagged, parsed.value.extent.may);
    else {
      const inside = !isUnknown(nextHopType) && INTO_THE_NETWORK.includes(`${nextHopType}`.toLowerCase());
      const length = Number(parsed.value.text.split("/")[1]);
      (inside ? into : other).push({ set: parsed.value.extent.must, length });
    }
  });
  if (open) tagged = EVERY_ADDRESS;
  const inside = into.map(({ set, length }) =>
    subtract(set, unionAll([tagged, ...other.filter((each) => each.length >= length).map((each) => each.set)])),
  );
  return { inside: unionAll(inside), unclear: unionAll(other.map(({ set }) => set)), tagged, open };
}

/**
 * The same subnet with `VirtualNetwork` limited to the known prefixes of the networks: without user-defined routes, and with no
 * address of Batch in unknown address spaces. Use it to judge who can reach the nodes from outside.
 */
export function insideOnly(context: SubnetContext): SubnetContext {
  const knownPart = ({ prefixes }: AddressSpace): AddressSpace => ({
    prefixes: prefixes.filter((prefix) => !isUnknown(prefix) && readNetworkPrefix(`${prefix}`).value !== undefined),
    complete: true,
  });
  return {
    cloud: context.cloud,
    subnet: knownPart(context.subnet),
    virtualNetwork: knownPart(context.virtualNetwork),
    peered: knownPart(context.peered),
    routes: { list: [], complete: true },
  };
}
