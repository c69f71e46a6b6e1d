import { EVERY_ADDRESS, NO_ADDRESS } from "./address-set";
import { exactly, NOWHERE } from "./extent";
import { EVERY_PORT } from "./port-set";
import type { Side } from "./rule-sides";
import type { Access, Direction, SecurityRule } from "./security-rule";

const ANY: Side = { fixed: exactly(EVERY_ADDRESS), tags: [], applicationGroup: false, literals: NO_ADDRESS };
const tagged = (tag: string): Side => ({ fixed: NOWHERE, tags: [tag], applicationGroup: false, literals: NO_ADDRESS });

function defaultRule(
  direction: Direction,
  priority: number,
  name: string,
  source: Side,
  destination: Side,
  access: Access,
): SecurityRule<never> {
  const ports = { must: EVERY_PORT, may: EVERY_PORT };
  return {
    ...{ ref: undefined, name, direction, access, priority, protocol: "*", source, destination },
    ...{ sourcePorts: ports, destinationPorts: ports, maybe: false, isDefault: true },
    ...{ unknowns: [], problems: [], notes: [] },
  };
}

/**
 * The six default rules of every network security group: they come last, in order of priority, and cannot be removed.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
 */
export const DEFAULT_RULES: readonly SecurityRule<never>[] = [
  defaultRule("Inbound", 65000, "AllowVnetInBound", tagged("VirtualNetwork"), tagged("VirtualNetwork"), "Allow"),
  defaultRule("Inbound", 65001, "AllowAzureLoadBalancerInBound", tagged("AzureLoadBalancer"), ANY, "Allow"),
  defaultRule("Inbound", 65500, "DenyAllInBound", ANY, ANY, "Deny"),
  defaultRule("Outbound", 65000, "AllowVnetOutBound", tagged("VirtualNetwork"), tagged("VirtualNetwork"), "Allow"),
  defaultRule("Outbound", 65001, "AllowInternetOutBound", ANY, tagged("Internet"), "Allow"),
  defaultRule("Outbound", 65500, "DenyAllOutBound", ANY, ANY, "Deny"),
];
