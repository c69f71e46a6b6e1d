import { text } from "../plan/property";
import { outboundOf } from "../reach/outbound";
import { egressOf, hasNoPublicAddresses } from "../reach/pool-egress";
import { inEachSubnet } from "../reach/routed";
import { candidates } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import { nameOf } from "../wording/names";
import { adviceOnEndpoints } from "./lib/doubts";
import { finding, type Item, openQuestion, type Rule } from "./rule";

export const poolNoPublicIpHasEgress: Rule = {
  name: "pool-no-public-ip-has-egress",
  title: "A Batch pool without public IP addresses has another way to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip",
  checkTopology: (topology) =>
    topology.pools.flatMap((pool): readonly Item[] => {
      const subnets = candidates(pool.subnet);
      if (hasNoPublicAddresses(pool) !== true || subnets.length === 0) return [];
      const verdict = inEachSubnet(subnets, (subnet) => egressOf(pool, subnet));
      const outbound = outboundOf(pool, topology);
      const endpoint = outbound?.endpoint;
      if (verdict.is === "holds" || endpoint?.is === "holds") return [];
      // What a route drops, the policy about routes reports.
      if (verdict.because.some(({ way }) => way === "dropped")) return [];
      if (verdict.is === "undecided" || endpoint?.is === "undecided") {
        const question = "whether its nodes, which have no public addresses, have a way to the Batch service";
        const unknowns = [verdict, endpoint].flatMap((each) => (each?.is === "undecided" ? each.unknowns : []));
        const about = { urn: pool.entity.resource.urn, question, unknowns };
        return [openQuestion(about, () => adviceOnEndpoints(outbound?.endpoints ?? []))];
      }
      const nat = verdict.because.find(({ way }) => way === "nat-gateway-without-address")?.natGateway;
      const subnet = subnets[0] as Subnet;
      return [
        finding({
          urn: pool.entity.resource.urn,
          path: pool.provision.path,
          found: `${pool.provision.path} is "${text(pool.provision)}", and subnet "${nameOf(subnet.entity)}" has ${
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
