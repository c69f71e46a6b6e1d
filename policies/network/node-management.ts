import { isUnknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, EVERY_ADDRESS, isEmpty, NO_ADDRESS, onlyFamily, sizeV4 } from "./address-set";
import type { Endpoint, Flow } from "./flow";
import { EPHEMERAL_PORTS, type PortSet, ports } from "./port-set";
import { regions } from "./regions";
import type { Filters } from "./security-group";
import { BATCH_TAG, batchNodeManagement, everyBatchNodeManagement } from "./service-tags";
import { PUBLIC } from "./special-addresses";
import { insideOnly, readContext, type SubnetContext } from "./subnet-context";
import { judgeTraffic } from "./traffic";
import type { TrafficEvidence } from "./traffic-evidence";

/** The port on which nodes call the Batch service in simplified node communication. */
export const NODE_MANAGEMENT_PORT = 443;
/** The ports on which the Batch service calls the nodes in classic node communication. */
export const CLASSIC_PORTS = ports(29876, 29877);

/** The addresses of a subnet's nodes. If a prefix is not known, they are in the address space of its virtual network. */
export function subnetEndpoint(context: SubnetContext): Endpoint {
  const { subnet, usable, inside, unknowns } = readContext(context);
  const { prefixes, complete } = context.subnet;
  const open = !complete || isEmpty(subnet) || prefixes.some(isUnknown) || readContext(context).problems.length > 0;
  if (!open) return { known: usable };
  const { virtualNetwork } = context;
  const networkKnown = virtualNetwork.complete && !virtualNetwork.prefixes.some(isUnknown) && !isEmpty(inside);
  const within = networkKnown ? inside : EVERY_ADDRESS;
  return {
    known: usable,
    unknown: { within, inVirtualNetwork: true, unknowns: [...prefixes.filter(isUnknown), ...unknowns] },
  };
}

/** TCP 443 over IPv4 from the subnet to a part of the Batch service. */
function outbound(context: SubnetContext, remote: Endpoint): Flow {
  return {
    direction: "Outbound",
    protocol: "Tcp",
    local: subnetEndpoint(context),
    localPorts: EPHEMERAL_PORTS,
    remote: { ...remote, known: onlyFamily(remote.known, "v4") },
    remotePorts: ports(NODE_MANAGEMENT_PORT),
  };
}

/**
 * The flow that nodes in `location` need: TCP 443 to all of `BatchNodeManagement.<location>`; `undefined` if that tag does not
 * exist.
 */
export function nodeManagementFlow(context: SubnetContext, location: string): Flow | undefined {
  const known = batchNodeManagement(location);
  return known === undefined ? undefined : outbound(context, { known });
}

/**
 * Whether the security rules allow TCP 443 over IPv4 from the subnet to all of `BatchNodeManagement.<location>`.
 *
 * If `location` is not known, the verdict is decided only if it is the same for every region of the cloud. If the tag table
 * does not contain the region, only two kinds of rules decide: those that treat all public addresses alike, and those for a tag
 * of all regions, which includes the addresses of this one whatever they are.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 */
export function judgeOutboundToNodeManagement<Ref>(
  filters: Filters<Ref>,
  location: Value<string>,
  context: SubnetContext,
): Verdict<TrafficEvidence<Ref>> {
  const judge = (remote: Endpoint) => judgeTraffic("all-through", filters, outbound(context, remote), context);
  if (!isUnknown(location)) {
    const known = batchNodeManagement(location);
    if (known !== undefined) return judge({ known });
    const unknown = { within: onlyFamily(PUBLIC, "v4"), inVirtualNetwork: false, unknowns: [] };
    return withDoubt(
      judge({ known: NO_ADDRESS, unknown, tags: [BATCH_TAG, "AzureCloud"] }),
      `the tag table has no region "${location}"`,
    );
  }
  const all = judge({ known: everyBatchNodeManagement(context.cloud) });
  if (all.is === "holds") return all;
  const each = [...regions().values()]
    .filter(({ cloud }) => context.cloud === undefined || cloud === context.cloud)
    .map((region) => judge({ known: batchNodeManagement(region) ?? NO_ADDRESS }).is);
  if (all.is === "violated" && each.every((is) => is === "violated")) return all;
  const unknowns = all.is === "undecided" ? all.unknowns : [];
  const decides = each.some((is) => is !== each[0]) || all.is !== "undecided";
  return { is: "undecided", because: all.because, unknowns: decides ? [location, ...unknowns] : unknowns };
}

function withDoubt<Ref>(verdict: Verdict<TrafficEvidence<Ref>>, text: string): Verdict<TrafficEvidence<Ref>> {
  if (verdict.is !== "undecided") return verdict;
  const doubts = [...verdict.because.doubts, { rule: undefined, field: "location", text }];
  return { ...verdict, because: { ...verdict.because, doubts } };
}

/** TCP over IPv4 from `remote` to `localPorts` of the subnet's nodes. */
function inbound(localPorts: PortSet, remote: Endpoint, local: Endpoint): Flow {
  return {
    direction: "Inbound",
    protocol: "Tcp",
    local,
    localPorts,
    remote: { ...remote, known: onlyFamily(remote.known, "v4") },
    remotePorts: EPHEMERAL_PORTS,
  };
}

/**
 * Whether no address of `BatchNodeManagement` (any region of the cloud) can reach TCP 29876 or 29877 of the subnet's nodes.
 * `VirtualNetwork` is limited to the known prefixes of the networks, so that no default rule opens these ports: only a rule of
 * the program can.
 */
export function judgeClassicInbound<Ref>(filters: Filters<Ref>, context: SubnetContext): Verdict<TrafficEvidence<Ref>> {
  const inside = insideContext(context);
  const remote = { known: everyBatchNodeManagement(context.cloud) };
  return judgeTraffic("none-through", filters, inbound(CLASSIC_PORTS, remote, subnetEndpoint(context)), inside);
}

/**
 * The public IPv4 addresses that can certainly reach one of `ports` of the subnet's nodes over TCP, whatever the unknown values
 * turn out to be. `VirtualNetwork` is limited as in {@link judgeClassicInbound}, and `local` replaces the subnet's nodes.
 */
export function publicSources<Ref>(
  filters: Filters<Ref>,
  context: SubnetContext,
  ports: PortSet,
  local: Endpoint = subnetEndpoint(context),
): AddressSet {
  const inside = insideContext(context);
  const verdict = judgeTraffic("none-through", filters, inbound(ports, { known: PUBLIC }, local), inside);
  return verdict.is === "violated" ? verdict.because.faulty : NO_ADDRESS;
}

/** The share of all public addresses from which sources count as the internet at large. All of Azure is a hundredth. */
const AT_LARGE = 0.1;

/** Whether `sources` contain enough public IPv4 addresses to count as the internet at large. */
export function isInternetAtLarge(sources: AddressSet): boolean {
  return sizeV4(sources) >= AT_LARGE * sizeV4(PUBLIC);
}

const insides = new WeakMap<SubnetContext, SubnetContext>();

function insideContext(context: SubnetContext): SubnetContext {
  let inside = insides.get(context);
  if (inside === undefined) {
    inside = insideOnly(context);
    insides.set(context, inside);
  }
  return inside;
}
