import { isUnknown, type Value } from "../known/value";
import { unionAll } from "../network/address-set";
import { parseCidr } from "../network/address-text";
import { dnsFlow } from "../network/node-traffic";
import { flowInto } from "../reach/endpoint-path";
import { contextOf } from "../reach/filters";
import type { Hop } from "../reach/hop";
import type { ResolutionFault } from "../reach/resolution";
import { stoppingRule } from "../reach/resolver";
import type { Path, Trace } from "../reach/trace";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { newEndpoint, zoneNameIn } from "./new-endpoint";
import { peeringRemedy } from "./peering-advice";
import { addRule } from "./priorities";
import { ask, either, inOrder, type NewRule, type Remedy } from "./remedy";

/** The change that makes an endpoint serve a pool, at one of the hops that belong to the endpoint. */
export function endpointRemedy(hop: Hop, endpoint: PrivateEndpoint, traces: readonly [Trace, ...Trace[]]): Remedy {
  const [trace] = traces;
  const { subnet, region } = trace;
  switch (hop.kind) {
    case "peering": {
      const { reason } = hop.verdict.because;
      const peered = peeringRemedy(hop.verdict.because, subnet, single(endpoint.subnet));
      if (reason === "access-denied" || reason === "other-subnets" || reason === "disconnected") return peered;
      return either(peered, newEndpoint(accountOf(endpoint), subnet, region));
    }
    case "endpoint subnet":
      return intoSubnet(hop, endpoint, traces);
    default:
      return ask("Approve the connection in the account, or recreate the endpoint.");
  }
}

function accountOf({ connections }: PrivateEndpoint) {
  const [first] = isUnknown(connections) ? [] : connections;
  return first && single(first.account);
}

type EndpointSubnet = Extract<Hop, { kind: "endpoint subnet" }>;

/** https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy */
function intoSubnet(
  { verdict }: EndpointSubnet,
  endpoint: PrivateEndpoint,
  traces: readonly [Trace, ...Trace[]],
): Remedy {
  const [{ region }] = traces;
  const { group, subnet, traffic } = verdict.because;
  const isAdmin = traffic?.pieces.some(({ effect, rule }) => effect === "Deny" && rule?.ref?.origin === "admin");
  const from = [...new Set(traces.flatMap((trace) => trace.subnet ?? []))];
  const [prefix, ...more] = from.flatMap(({ prefixes }): readonly Value<string | undefined>[] =>
    isUnknown(prefixes) ? [undefined, undefined] : prefixes,
  );
  const source = more.length === 0 ? shown("address", prefix) : undefined;
  const rule: NewRule = {
    ...{ direction: "Inbound", protocol: "Tcp", source: source ?? "VirtualNetwork", destination: "*", port: "443" },
  };
  const context = subnet && contextOf(subnet, region);
  const aims = from.map((each) => context && { flow: flowInto(endpoint, each, region), context });
  const off = subnet?.entity.kind === "subnet" ? subnet.entity : undefined;
  return either(
    group && !isAdmin ? addRule(group, rule, ...aims) : undefined,
    off && {
      ...{ do: "set property", entity: off, path: "privateEndpointNetworkPolicies", value: "Disabled" },
      of: `subnet "${nameOf(off)}"`,
      note: "No security rule and no route applies to its endpoints then.",
    },
    group && !isAdmin ? undefined : ask("Allow inbound TCP 443 from the pool's subnet before that rule."),
  );
}

/**
 * The changes that open a path to an endpoint, apart from the rules and routes of the pool's subnet, which follow: for all hops that stop
 * packets on it, and for its name. `undefined` if neither is at fault.
 */
export function remedyForPath({ endpoint, hops }: Path, trace: Trace): Remedy | undefined {
  const own: readonly Hop["kind"][] = ["connection", "peering", "endpoint subnet"];
  const stopped = hops.filter(({ kind, verdict }) => verdict.is === "violated" && own.includes(kind));
  const name = endpoint && nameOfEndpoint(endpoint, trace);
  if (!endpoint || (stopped.length === 0 && !name)) return undefined;
  return inOrder(
    ...stopped.map((hop) =>
      hop.kind === "peering"
        ? peeringRemedy(hop.verdict.because, trace.subnet, single(endpoint.subnet))
        : endpointRemedy(hop, endpoint, [trace]),
    ),
    name,
  );
}

/** The change that makes the account's name resolve to this endpoint, if it certainly does not. */
function nameOfEndpoint(endpoint: PrivateEndpoint, { resolution, region }: Trace): Remedy | undefined {
  const fault = "fault" in resolution ? resolution.fault : undefined;
  return fault && "endpoint" in fault && fault.endpoint === endpoint ? nameRemedy(fault, region) : undefined;
}

/** The change that makes the name of an endpoint resolve to its private address. */
export function nameRemedy(fault: ResolutionFault, region: Value<string>): Remedy {
  if (fault.reason === "resolver-blocked") return resolverRemedy(fault, region);
  const { zone, endpoint, network } = fault;
  switch (fault.reason) {
    case "not-linked":
      return { do: "link zone", zone, network };
    case "no-record": {
      const address = shown("address", endpoint.address);
      const set =
        fault.stray && address && ask(`Set the address of that record to ${address} if it is for this account`);
      return either(set || undefined, { do: "add zone group", endpoint, zone });
    }
    default:
      return { do: "add zone", endpoint, network, name: zoneNameIn(region) };
  }
}

function resolverRemedy(
  { blocked }: Extract<ResolutionFault, { reason: "resolver-blocked" }>,
  region: Value<string>,
): Remedy {
  const { servers, traffic } = blocked;
  const { group, subnet } = traffic;
  const rule = stoppingRule(blocked)?.ref;
  const isAdmin = rule?.origin === "admin";
  const [first] = servers;
  if (first === undefined) {
    return rule && !isAdmin
      ? { do: "remove security rule", rule, reason: "nodes need Azure's resolver" }
      : ask("Remove the rule: nodes need Azure's resolver.");
  }
  const address = shown("address", first);
  const set = parseCidr(first).value;
  if (!group || isAdmin || address === undefined || !set) {
    return ask(`Allow outbound UDP and TCP 53 to ${address ?? "the DNS servers"} before that rule.`);
  }
  const context = contextOf(subnet, region);
  const added: NewRule = { direction: "Outbound", protocol: "*", source: "*", destination: address, port: "53" };
  return addRule(group, added, { flow: dnsFlow(context, unionAll([set])), context });
}
