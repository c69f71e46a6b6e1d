// Over 200 lines: one entry for each requirement of Azure's documentation.

import type { Covered } from "./covered";
import {
  CLASSIC_ONLY,
  classic,
  dns,
  features,
  inbound,
  location,
  MADE_BY_BATCH,
  mode,
  outbound,
  routes,
  STATE,
} from "./names";

/** The requirements of Microsoft's documents on node communication, virtual networks and pools, in their order. */
export const REQUIREMENTS: readonly Covered[] = [
  {
    number: 1,
    says: "Outbound 443 to BatchNodeManagement of the region is open; only TCP is used today",
    by: [
      [outbound, "only Batch, then all is denied"],
      [outbound, "the internet is denied"],
    ],
  },
  {
    number: 2,
    says: "Simplified communication needs no inbound rule",
    by: [[inbound, "only what simplified communication needs"]],
  },
  {
    number: 3,
    says: "Inbound 29876-29877 is for the classic mode alone",
    by: [
      [inbound, "the rule of the documentation"],
      [inbound, "before the retirement, a pool that still asks for it"],
    ],
  },
  {
    number: 4,
    says: "Outbound 443 to Storage is for the classic mode alone",
    by: [[outbound, "only Storage is open, as it was for the classic mode"]],
    unseen: CLASSIC_ONLY,
  },
  {
    number: 5,
    says: "Classic nodes call the Batch service from job manager tasks",
    by: [[outbound, "a classic pool before the retirement"]],
  },
  {
    number: 6,
    says: "Storage of packages, resource files and output files can be reached",
    by: [[features, "blobfuse, packages and resource files: one finding"]],
    unseen: "Storage that tasks use at run time",
  },
  {
    number: 7,
    says: "Container registries can be reached",
    by: [[features, "images from three sorts of registries"]],
  },
  {
    number: 8,
    says: "SSH and RDP are open only to chosen sources",
    by: [
      ["pool-no-open-remote-access", "SSH without a rule and without a group"],
      ["pool-no-open-remote-access", "the office alone"],
    ],
  },
  {
    number: 9,
    says: "MPI may need TCP 22 between the nodes",
    by: [
      ["pool-inter-node-traffic", "one port is open, for MPI over SSH"],
      ["pool-inter-node-traffic", "everything outbound is denied but Batch"],
    ],
  },
  {
    number: 10,
    says: "Inbound 10100, 20100, 30100 was for Cloud Services alone",
    by: [["nsg-no-cloud-services-inbound", "the three ports of the documentation"]],
  },
  {
    number: 11,
    says: "During the migration both modes need their rules; then those of the classic mode go",
    by: [
      [inbound, "before the retirement, a pool that still asks for it"],
      [inbound, "after the retirement, whatever the pool asks for"],
    ],
  },
  { number: 12, says: "Mounts need their ports", by: [[features, "an Azure file share"]] },
  {
    number: 13,
    says: "The network is in the subscription and region of the account",
    by: [
      [location, "another region, for two pools at once"],
      [location, "another subscription, once the account is there"],
    ],
  },
  {
    number: 14,
    says: "The subnet has an address for each node",
    by: [["pool-subnet-capacity", "one node too many"]],
    unseen: "The number of nodes that a formula asks for",
  },
  {
    number: 15,
    says: "A pool has one subnet, and pools may share it",
    by: [["pool-subnet-capacity", "Spot nodes, and two pools together"]],
  },
  {
    number: 16,
    says: "Only subnets of Resource Manager networks, by their id",
    by: [
      [location, "a classic network"],
      [location, "a name in place of an id"],
    ],
  },
  {
    number: 17,
    says: "Pools in a network need Microsoft Entra authentication",
    by: [["account-entra-authentication", "keys alone"]],
  },
  {
    number: 18,
    says: "Batch creates an NSG, an address and a load balancer for every 100 nodes, within the quotas",
    by: [],
    unseen: MADE_BY_BATCH,
  },
  { number: 19, says: "Batch puts an NSG of its own before the nodes", by: [], unseen: MADE_BY_BATCH },
  {
    number: 20,
    says: "An NSG on the subnet carries the rules that the mode needs",
    by: [
      ["nsg-explicit-node-management-rule", "an empty group, for two pools"],
      [outbound, "a group without rules"],
    ],
  },
  {
    number: 21,
    says: "Rules and routes name the tag, not addresses",
    by: [
      ["nsg-no-hard-coded-batch-addresses", "a prefix as destination"],
      ["nsg-no-hard-coded-batch-addresses", "routes: once for a table"],
    ],
  },
  {
    number: 22,
    says: "No lock or policy holds the resources that Batch creates",
    by: [],
    unseen: "Service endpoint policies, management locks",
  },
  {
    number: 23,
    says: "Without public addresses and with an endpoint for node management no rule is needed",
    by: [[outbound, "all is denied, and an endpoint for node management"]],
  },
  {
    number: 24,
    says: "Custom DNS resolves the names of Storage (classic)",
    by: [[dns, "DNS servers of the network's own"]],
    unseen: CLASSIC_ONLY,
  },
  {
    number: 25,
    says: "Under forced tunnelling a route leads Batch to the internet",
    by: [[routes, "everything dropped, but Batch"]],
  },
  {
    number: 26,
    says: "Under forced tunnelling the way through the tunnel lets 443 to Batch through",
    by: [
      [routes, "a firewall that knows nothing of Batch"],
      [routes, "a gateway to somewhere"],
    ],
  },
  { number: 27, says: "A subnet with a pool cannot be deleted", by: [], unseen: STATE },
  {
    number: 28,
    says: "The mode is a preference: Classic, Simplified or Default",
    by: [
      [classic, "Default"],
      [classic, "in lower case, and without a network"],
    ],
  },
  {
    number: 29,
    says: "The mode changes only with new nodes",
    by: [[classic, "Classic, after the retirement"]],
  },
  { number: 30, says: "What Default means depends on the time and the network", by: [[mode, "Default"]] },
  {
    number: 31,
    says: "After 2026-03-31 the classic mode is no longer honoured",
    by: [
      [classic, "the day itself"],
      [classic, "the day after"],
    ],
  },
  {
    number: 32,
    says: "Nodes need public addresses to leave, unless the network gives them another way",
    by: [
      ["pool-no-public-ip-has-egress", "nothing at all"],
      ["pool-no-public-ip-has-egress", "a NAT gateway with an address"],
    ],
  },
  {
    number: 33,
    says: "Cloud Services pools are always classic",
    by: [["pool-no-cloud-services-configuration", "Cloud Services"]],
  },
  { number: 34, says: "Old pools without public addresses migrate only in a network", by: [], unseen: STATE },
  {
    number: 35,
    says: "Some regions do not offer simplified communication",
    by: [
      ["pool-region-supports-simplified", "West India, for each pool"],
      ["pool-region-supports-simplified", "China North 1"],
    ],
  },
  {
    number: 36,
    says: "An NSG, route, firewall or software in the node may block the way out",
    by: [
      [outbound, "the internet is denied"],
      [routes, "everything dropped"],
    ],
    unseen: "Firewalls and other software inside the node",
  },
  {
    number: 37,
    says: "The hosts that an account depends on can be listed, and allowed in a firewall",
    by: [[routes, "a firewall whose application rule allows the hosts of Batch"]],
  },
];
