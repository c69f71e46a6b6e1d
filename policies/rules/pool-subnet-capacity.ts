import { isUnknown, type Value } from "../known/value";
import { sizeV4 } from "../network/address-set";
import { readNetworkPrefix } from "../network/spellings";
import { isAbsent } from "../plan/property";
import { read } from "../topology/entity";
import { single } from "../topology/link";
import type { Subnet } from "../topology/subnet";
import type { Topology } from "../topology/topology";
import { namesOf, verb } from "../wording/names";
import { poolsOn } from "./lib/pools-on";
import { finding, type Rule } from "./rule";

/** Azure keeps the first four addresses and the last one of each prefix. https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const RESERVED = 5;

export const poolSubnetCapacity: Rule = {
  name: "pool-subnet-capacity",
  title: "The subnet has an address for every node of the Batch pools in it.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network",
  limits: ["Addresses that other machines in the subnet take: only private endpoints are read."],
  checkTopology: (topology) => {
    const taken = takenByEndpoints(topology);
    return [...poolsOn(topology, (pool) => single(pool.subnet))].flatMap(([subnet, pools]) => {
      const all = usableAddresses(subnet);
      const endpoints = taken.get(subnet) ?? 0;
      const usable = all === undefined ? undefined : Math.max(0, all - endpoints);
      // Each pool counts with what is certain, so that an unknown or automatic target never adds a finding.
      const fixed = pools.filter((pool) => typeof pool.targetNodes === "number" && pool.targetNodes > 0);
      const targets = fixed.reduce((sum, pool) => sum + (pool.targetNodes as number), 0);
      if (usable === undefined || targets <= usable) return [];
      return [
        finding({
          urn: subnet.entity.resource.urn,
          path: prefixPath(subnet),
          found: `The subnet has ${usable} usable addresses${beside(endpoints)}; ${namesOf(fixed)} ${verb(fixed, "asks", "ask")} for ${targets} nodes.`,
          why: "Batch allocates only as many nodes as there are addresses, and the resize ends with an error.",
          change: ["Make the subnet larger, lower the targets, or move a pool to another subnet."],
        }),
      ];
    });
  },
};

/** https://learn.microsoft.com/azure/private-link/private-endpoint-overview: an endpoint has one address or more of its subnet. */
function takenByEndpoints({ privateEndpoints }: Topology): ReadonlyMap<Subnet, number> {
  const taken = new Map<Subnet, number>();
  for (const { subnet, addressCount } of privateEndpoints) {
    const only = single(subnet);
    if (only) taken.set(only, (taken.get(only) ?? 0) + addressCount);
  }
  return taken;
}

function beside(taken: number): string {
  return taken === 0 ? "" : ` (${taken} more ${taken === 1 ? "is" : "are"} taken by private endpoints)`;
}

function prefixPath({ entity }: Subnet): string {
  const written = (["prefix", "prefixes"] as const).map((field) => read(entity, field));
  return written.find((property) => !isAbsent(property))?.path ?? entity.program.path;
}

function usableAddresses({ prefixes }: Subnet): number | undefined {
  if (isUnknown(prefixes) || prefixes.length === 0) return undefined;
  const sizes = prefixes.map(usableIn);
  return sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

function usableIn(prefix: Value<string>): number | undefined {
  const parsed = isUnknown(prefix) ? undefined : readNetworkPrefix(prefix);
  if (parsed?.value === undefined) return undefined;
  return Math.max(0, sizeV4(parsed.value) - RESERVED);
}
