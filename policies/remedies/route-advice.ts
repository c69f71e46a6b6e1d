import { isUnknown } from "../known/value";
import { natGatewayOf } from "../reach/nat-gateway";
import type { RouteOutcome } from "../reach/next-hop";
import type { Trace } from "../reach/trace";
import type { FirewallNode } from "../topology/firewall";
import type { FirewallRuleNode } from "../topology/firewall-rule";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { batchTag } from "../wording/tags";
import { remedyForClosedAccount } from "./account-advice";
import { priorityBefore } from "./firewall-edits";
import { natGatewayFor } from "./nat-gateway";
import { peeringRemedy } from "./peering-advice";
import { ask, type Change, type DenyingParent, either, inOrder, type Remedy } from "./remedy";

/** What to change, so that the packets that take a route arrive. */
export function routeRemedy(
  outcome: RouteOutcome,
  traces: readonly [Trace, ...Trace[]],
  endpoint: PrivateEndpoint | undefined,
): Remedy {
  const [trace] = traces;
  const { reason, peering } = outcome;
  const closed = endpoint ? undefined : remedyForClosedAccount(traces);
  if (closed) return closed;
  switch (reason) {
    case "dropped":
      return endpoint ? towards(outcome) : dropped(outcome, traces);
    case "inside":
      return inside(outcome, traces);
    case "unreachable":
      return either(
        peering && peeringRemedy(peering, trace.subnet),
        peering && peering.reason !== "not-peered"
          ? undefined
          : ask("Use a next hop in a network that is peered with the pool's."),
      );
    case "exit":
      return exit(outcome);
    default:
      return throughFirewall(outcome, traces);
  }
}

/** Azure's own route for the endpoint applies if no other route has as long a prefix. */
function towards({ route: { ref } }: RouteOutcome): Remedy {
  if (!ref || !isWritten(ref.entity.kind)) return ask("Give the route another next hop.");
  return either({ do: "remove route", route: ref }, { do: "redirect route", route: ref, to: "VnetLocal" });
}

function isWritten(kind: string): boolean {
  return kind === "route" || kind === "routeTable";
}

/**
 * Azure refuses a second route for one prefix, and a route to the internet is of no use to nodes without a public address. A route for
 * the service tag is the smallest change: all other packets are still dropped.
 */
function dropped({ route: { ref, prefix } }: RouteOutcome, traces: readonly [Trace, ...Trace[]]): Remedy {
  const [{ subnet, region }] = traces;
  const table = subnet && single(subnet.routeTable);
  const isTag = shown("address", prefix) === undefined;
  const nat = natGateways(traces);
  const written = ref && isWritten(ref.entity.kind) ? ref : undefined;
  const all = [
    ...(table && !isTag ? [inOrder({ do: "add route", table, prefix: batchTag(region) }, ...nat)] : []),
    ...(written ? [inOrder({ do: "redirect route", route: written, to: "Internet" }, ...nat)] : []),
  ];
  return all.length > 0 ? either(...all) : ask("Give the route another next hop, or ask who writes it.");
}

/** The egress of packets that are dropped is not judged, but it is known what they need. */
function natGateways(traces: readonly Trace[]): readonly Change[] {
  const without = traces.flatMap(({ pool, subnet }) =>
    subnet && pool.publicAddresses === "NoPublicIPAddresses" && natGatewayOf(subnet).to === "nothing" ? [subnet] : [],
  );
  return [...new Set(without)].map(natGatewayFor);
}

function inside({ route: { ref } }: RouteOutcome, traces: readonly [Trace, ...Trace[]]): Remedy {
  const [{ subnet, region }] = traces;
  const tag = batchTag(region);
  const table = subnet && single(subnet.routeTable);
  const nat = natGateways(traces);
  return either(
    table && inOrder({ do: "add route", table, prefix: tag }, ...nat),
    ref && isWritten(ref.entity.kind)
      ? inOrder({ do: "redirect route", route: ref, to: "Internet" }, ...nat)
      : undefined,
    ask(`Take the addresses of ${tag} out of the address space or the route that covers them.`),
  );
}

function exit({ firewall, exit }: RouteOutcome): Remedy {
  const name = firewall ? nameOf(firewall.entity) : "";
  if (exit?.reason === "not-translated") {
    return (
      (firewall && translating(firewall)) ??
      ask(`Take 0.0.0.0/0 out of the private ranges (SNAT) of firewall "${name}" or of its policy.`)
    );
  }
  const ref = exit?.route?.ref;
  return ref && isWritten(ref.entity.kind)
    ? { do: "redirect route", route: ref, to: "Internet" }
    : ask("Set the next hop of the route of the firewall's subnet to Internet.");
}

/** If ranges cover all addresses only together, people have to decide which of them to remove. */
function translating({ privateRanges, rangesAt }: FirewallNode): Change | undefined {
  const at = rangesAt();
  if (!at || isUnknown(privateRanges)) return undefined;
  const all = privateRanges.map((range) => shown("address", range));
  const left = all.filter((range) => range !== EVERYWHERE);
  if (left.length === all.length || left.some((range) => range === undefined)) return undefined;
  const { entity, path } = at;
  const value = left.length === 0 ? null : left.filter((range) => range !== undefined);
  const note = `With ${EVERYWHERE} among them, the firewall never translates the source address of the nodes.`;
  return {
    do: "set property",
    entity,
    path,
    value,
    of: `${entity.kind === "firewallPolicy" ? "firewall policy" : "firewall"} "${nameOf(entity)}"`,
    note,
  };
}

const EVERYWHERE = "0.0.0.0/0";

/** The rules of a firewall that deny, in the order of the pieces that they decide. */
function denyingIn({ pieces = [] }: RouteOutcome): readonly FirewallRuleNode[] {
  return pieces.flatMap(({ deciders }) =>
    deciders.flatMap(({ rule, allows }) =>
      allows === false && rule !== "default" && !isUnknown(rule) ? [rule.ref] : [],
    ),
  );
}

/** The rule of a parent policy that denies, if there is one. */
function parentIn({ firewall }: RouteOutcome, denying: readonly FirewallRuleNode[]): DenyingParent | undefined {
  return denying.flatMap((rule) => {
    const group = rule.entity;
    const policy = firewall?.parentPolicyWith(group);
    return policy ? [{ policy, group, rule, priority: priorityBefore(group) }] : [];
  })[0];
}

function throughFirewall(outcome: RouteOutcome, traces: readonly [Trace, ...Trace[]]): Remedy {
  const { firewall } = outcome;
  const tag = batchTag(traces[0].region);
  const prefixes = traces.map(({ subnet }) => subnet?.prefixes);
  const sources = prefixes.flatMap((each) => (each === undefined || isUnknown(each) ? [] : each));
  if (!firewall || sources.length === 0 || sources.some(isUnknown) || prefixes.some(isUnknown)) {
    return ask(`Allow TCP 443 from the subnet to the service tag ${tag} in a network rule of the firewall.`);
  }
  const denying = denyingIn(outcome);
  const [before] = denying;
  const parent = parentIn(outcome, denying);
  return {
    ...{ do: "add firewall rule", firewall, sources: [...new Set(sources.map(String))], tag },
    ...(parent ? { parent } : before ? { before } : {}),
  };
}
