import type { Builder } from "./builder";
import { read } from "./entity";
import { single } from "./link";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { Subnet, SubnetEntity } from "./subnet";

/** What a program certainly puts into a subnet. */
export interface SubnetUse {
  readonly hostsEndpoints: boolean;
  readonly hostsPools: boolean;
}

/** A subnet outside of the program. */
export const NO_USE: SubnetUse = { hostsEndpoints: false, hostsPools: false };

/** What a program puts into its subnets, by the subnets that its private endpoints and pools name. */
export function subnetUses(builder: Builder): (subnet: SubnetEntity) => SubnetUse {
  const endpoints = namedBy("privateEndpoint", builder);
  const pools = namedBy("pool", builder);
  return (entity) => {
    const subnet = builder.subnet(entity);
    return { hostsEndpoints: endpoints.has(subnet), hostsPools: pools.has(subnet) };
  };
}

function namedBy(kind: "privateEndpoint" | "pool", { registry, subnet }: Builder): ReadonlySet<Subnet> {
  const links = registry
    .ofKind(kind)
    .map((entity) => single(resolveReference(registry, entity, read(entity, "subnet"), SUBNET_KINDS)));
  return new Set(links.flatMap((entity) => (entity ? [subnet(entity)] : [])));
}
