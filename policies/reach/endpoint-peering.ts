import type { Unknown } from "../known/value";
import { type EndpointQuestion, forwardingToEndpoint, judgeRulesToEndpoint } from "../network/private-endpoint";
import type { SubnetContext } from "../network/subnet-context";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { RouteNode } from "../topology/route-table";
import type { SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import { filtersOf } from "./filters";
import { gatewayOf } from "./gateways";
import type { PeeringHop } from "./hop";
import { connected, type PeeringEvidence, withExplicitRules } from "./peering";
import { withoutDefaultRules } from "./security-rules";

type Question = EndpointQuestion<SecurityRuleNode, RouteNode>;

/**
 * Whether a pool's subnet can reach the network of an endpoint. If the two networks are not peered, routes of the subnet may still
 * connect them: what is behind their next hops is unknown.
 *
 * @param context of the pool's subnet.
 * @param why what is unknown if the program does not show the subnet of the endpoint.
 */
export function peeringHop(
  endpoint: PrivateEndpoint,
  subnet: Subnet,
  context: SubnetContext,
  question: Question,
  why: Unknown,
): PeeringHop {
  const kind = "peering";
  const own = single(endpoint.subnet);
  const verdict = withExplicitRules(connected(subnet, own, why), () => mayAllow(subnet, context, question));
  if (verdict.is !== "violated" || !NO_PEERING.has(verdict.because.reason) || !own || isAlone(own))
    return { kind, verdict };
  const unknowns = forwardingToEndpoint(question);
  if (unknowns === undefined) return { kind, verdict };
  return { kind, verdict: { is: "undecided", because: { ...verdict.because, reason: "forwarded" }, unknowns } };
}

/** Whether security rules of a subnet may allow the packets to an endpoint explicitly: apart from Azure's default rules. */
function mayAllow(subnet: Subnet, context: SubnetContext, question: Question): boolean {
  return filtersOf(subnet).some((each) => {
    const filters = withoutDefaultRules(each.filters);
    if (!filters) return false;
    const poolSubnet = { ...question.poolSubnet, context, filters };
    return judgeRulesToEndpoint({ ...question, poolSubnet }).is !== "violated";
  });
}

const NO_PEERING: ReadonlySet<PeeringEvidence["reason"]> = new Set(["not-peered", "disconnected"]);

/** Whether no connection leads into the network of a subnet. */
function isAlone(subnet: Subnet): boolean {
  return single(subnet.virtualNetwork)?.peerings.length === 0 && gatewayOf(subnet) === false;
}
