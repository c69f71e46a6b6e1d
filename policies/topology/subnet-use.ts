import type { Builder } from "./builder";
import { read } from "./entity";
import { single } from "./link";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { Subnet, SubnetEntity } from "./subnet";

/** What a program certainly puts into a subnet. */
export interface SubnetUse {
  /** How many private endpoints. */
  readonly endpoints: number;
  readonly hostsPools: boolean;
}

/** A subnet outside of the program. */
export const NO_USE: SubnetUse = { endpoints: 0, hostsPools: false };

/** What a program puts into its subnets, by the subnets that its private endpoints and pools name. */
export function subnetUses(builder: Builder): (subnet: SubnetEntity) => SubnetUse {
  const endpoints = namedBy("privateEndpoint", builder);
  const pools = namedBy("pool", builder);
  return (entity) => {
    const subnet = builder.subnet(entity);
    return { endpoints: endpoints.get(subnet) ?? 0, hostsPools: pools.has(subnet) };
  };
}

/** How many resources of a kind name each subnet. */
function namedBy(kind: "privateEndpoint" | "pool", { registry, subnet }: Builder): ReadonlyMap<Subnet, number> {
  const counts = new Map<Subnet, number>();
  for (const entity of registry.ofKind(kind)) {
    const named = single(resolveReference(registry, entity, read(entity, "subnet"), SUBNET_KINDS));
    const known = named && subnet(named);
    if (known) counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return counts;
}
