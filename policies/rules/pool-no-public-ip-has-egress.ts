import { isUnknown, unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { defaultOutboundAccess, type EgressEvidence, type EgressFacts, egressOver } from "../network/egress";
import { judgeRouting, routesFor } from "../network/routes";
import { text } from "../plan/property";
import { apiVersionOf } from "../topology/api-version";
import type { NatGateway } from "../topology/egress";
import { candidates, single } from "../topology/link";
import { poolRegion } from "../topology/region";
import { gatewayOf, routedNetworkOf, routesOf } from "../topology/routing";
import type { Subnet } from "../topology/subnet";
import type { PoolNode } from "../topology/topology";
import { nameOf } from "./lib/names";
import { outboundOf } from "./lib/outbound";
import { destinationsIn, inEachSubnet } from "./lib/routed";
import { finding, type Item, type Rule } from "./rule";

type Evidence = EgressEvidence<NatGateway>;

export const poolNoPublicIpHasEgress: Rule = {
  name: "pool-no-public-ip-has-egress",
  title: "A Batch pool without public IP addresses has another way to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip",
  checkTopology: (topology) =>
    topology.pools.flatMap((pool): readonly Item[] => {
      const provision = text(pool.provision);
      const without =
        provision !== undefined && !isUnknown(provision) && provision.toLowerCase() === "nopublicipaddresses";
      const subnets = candidates(pool.subnet);
      if (!without || subnets.length === 0) return [];
      const verdict = inEachSubnet(subnets, (subnet) => egressOf(pool, subnet));
      const endpoint = outboundOf(pool, topology)?.endpoint;
      if (verdict.is === "holds" || endpoint?.is === "holds") return [];
      // What a route drops, the policy about routes reports.
      if (verdict.because.some(({ way }) => way === "dropped")) return [];
      if (verdict.is === "undecided" || endpoint?.is === "undecided") {
        const question = "whether its nodes, which have no public addresses, have a way to the Batch service";
        const unknowns = [verdict, endpoint].flatMap((each) => (each?.is === "undecided" ? each.unknowns : []));
        return [{ kind: "undecided", urn: pool.entity.resource.urn, question, unknowns }];
      }
      const nat = verdict.because.find(({ way }) => way === "nat-gateway-without-address")?.natGateway;
      const subnet = subnets[0] as Subnet;
      return [
        finding({
          urn: pool.entity.resource.urn,
          path: pool.provision.path,
          found: `${pool.provision.path} is "${provision}", and subnet "${nameOf(subnet.entity)}" has ${
            nat
              ? `a NAT gateway, "${nameOf(nat.entity)}", without a public address`
              : "no NAT gateway and no route to an appliance or gateway"
          }.`,
          why: "The nodes have no way to the Batch service and turn unusable; Azure's default outbound access does not count for such pools.",
          change: [
            nat
              ? `Attach a public IP address or prefix to NAT gateway "${nameOf(nat.entity)}".`
              : 'Add a private endpoint with groupIds ["nodeManagement"] for the account to the network, or a NAT gateway with a public address to the subnet.',
          ],
        }),
      ];
    }),
};

function egressOf(pool: PoolNode, subnet: Subnet): Verdict<readonly Evidence[]> {
  // A gateway of the network, of a peer that lends it, or of a hub leads somewhere: what lies there is not shown.
  const gateway = gatewayOf(subnet);
  const region = poolRegion(pool);
  const facts: EgressFacts<NatGateway> = {
    provision: text(pool.provision),
    natGateway: natOf(subnet),
    defaultOutbound: defaultOutboundAccess(subnet.defaultOutboundAccess, apiVersionOf(subnet.entity.token)),
  };
  // A NAT gateway that another program makes has an address, or it would be of no use to anybody.
  if (gateway === true || subnet.natGateway.to === "external") return { is: "holds", because: [] };
  const routing = routesFor(destinationsIn(region), routesOf(subnet), routedNetworkOf(subnet, region));
  const verdict = judgeRouting(routing, (route) => egressOver(route.hop, facts));
  return { ...verdict, because: verdict.because.flatMap((piece) => piece.because) };
}

function natOf(subnet: Subnet): Value<{ ref: NatGateway; hasAddress: Value<boolean> }> | undefined {
  const link = subnet.natGateway;
  if (link.to === "nothing") return undefined;
  const gateway = single(link);
  if (gateway) return { ref: gateway, hasAddress: gateway.hasAddress };
  return link.to === "unknown" ? link.why : unknown("natGateway", subnet.entity.resource.urn);
}
