import type { Covered } from "./covered";
import { account, classic, dns, features, inbound, location, mode, outbound, reachable, routes, STATE } from "./names";

/** Seventeen problems from issues and support articles. */
export const TROUBLES: readonly Covered[] = [
  {
    number: 1,
    says: "An NSG blocks all of outbound; nodes become unusable",
    by: [[outbound, "the internet is denied"]],
  },
  {
    number: 2,
    says: "An NSG lets only Storage out",
    by: [[outbound, "only Storage is open, as it was for the classic mode"]],
  },
  {
    number: 3,
    says: "A tag on the wrong side, classic ports open to everybody, a region written out",
    by: [
      ["nsg-service-tag-direction", "Storage, the swapped rule of a public project"],
      [inbound, "the internet"],
      ["nsg-service-tag-region", "only another region"],
    ],
  },
  {
    number: 4,
    says: "The vendor's list: no outbound rule, no route, no endpoint, no link of the zone",
    by: [
      [outbound, "the internet is denied"],
      [routes, "everything dropped"],
      ["pool-no-public-ip-has-egress", "nothing at all"],
      [dns, "a zone that is linked to nothing, for two pools"],
    ],
  },
  {
    number: 5,
    says: "The name of the endpoint resolves to the public address",
    by: [[dns, "a zone that is linked to another network"]],
  },
  {
    number: 6,
    says: "A delegated subnet: AllocationFailed",
    by: [["pool-subnet-not-delegated", "delegated to App Service, for two pools"]],
  },
  {
    number: 7,
    says: "Network policies on the subnet of the endpoint",
    by: [
      [reachable, "its own subnet keeps the nodes out"],
      [outbound, "an endpoint whose own subnet applies its security rules, and lets the nodes in"],
    ],
  },
  {
    number: 8,
    says: "Is a rule needed with an endpoint for node management?",
    by: [[outbound, "all is denied, and an endpoint for node management"]],
  },
  {
    number: 9,
    says: "What does the endpoint of a private account cover?",
    by: [
      [account, "closed, and only an endpoint for clients: what Azure Policy's own definitions do"],
      [account, "both endpoints"],
    ],
  },
  {
    number: 10,
    says: "Public addresses are forbidden, and without them nodes have no way out",
    by: [["pool-no-public-ip-has-egress", "nothing at all"]],
  },
  {
    number: 11,
    says: "RDP is forbidden, and pools open it",
    by: [
      ["pool-no-open-remote-access", "RDP that the group lets through"],
      ["pool-inbound-endpoints", "NAT pools that deny SSH"],
    ],
  },
  {
    number: 12,
    says: "A service endpoint policy lets one storage account through",
    by: [],
    unseen: "Service endpoint policies, management locks",
  },
  { number: 13, says: "An existing pool refuses another network configuration", by: [], unseen: STATE },
  {
    number: 14,
    says: "Images cannot be pulled",
    by: [[features, "images from three sorts of registries"]],
  },
  {
    number: 15,
    says: "Batch may not see the network",
    by: [[location, "another subscription, once the account is there"]],
    unseen: "Service endpoint policies, management locks, role assignments",
  },
  {
    number: 16,
    says: "Batch moved to other addresses, and routes kept the old ones",
    by: [["nsg-no-hard-coded-batch-addresses", "routes: once for a table"]],
  },
  {
    number: 17,
    says: "Nobody said which mode, and pools were classic",
    by: [
      [mode, "no mode"],
      [classic, "Classic, after the retirement"],
    ],
  },
];
