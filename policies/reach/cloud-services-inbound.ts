import { overlap as overlapping } from "../network/address-set";
import { equal, intersect, overlap } from "../network/intervals";
import { type PortSet, ports } from "../network/port-set";
import { PUBLIC } from "../network/special-addresses";
import type { GroupRule } from "./filters";

/** The ports of Cloud Services nodes to which the Batch service connected. https://learn.microsoft.com/azure/batch/batch-virtual-network */
const CLOUD_SERVICES_PORTS: readonly number[] = [10100, 20100, 30100];

/** The ports of Cloud Services pools that a rule names and certainly opens to sources outside of the network. */
export function openedForCloudServices(rule: GroupRule): readonly number[] {
  const { direction, access, protocol, ref, destinationPorts } = rule;
  if (direction !== "Inbound" || access !== "Allow" || !ref?.certain) return [];
  if (protocol === undefined || !["Tcp", "*"].includes(protocol) || !isFromOutside(rule)) return [];
  return CLOUD_SERVICES_PORTS.filter((port) => isNamed(port, destinationPorts.must));
}

/** Whether the rule lists the port by itself; a wide range was not made for Cloud Services. */
function isNamed(port: number, list: PortSet): boolean {
  const around = ports(port - 1, port + 1);
  return overlap(list, ports(port)) && equal(intersect(list, around), ports(port));
}

/** Nodes may use any port among themselves. */
function isFromOutside({ source }: GroupRule): boolean {
  const inside = (tag: string) => ["virtualnetwork", "azureloadbalancer"].includes(tag.toLowerCase());
  return source.tags.some((tag) => !inside(tag)) || overlapping(source.fixed.must, PUBLIC);
}
