import { isUnknown, type Unknown } from "../known/value";
import { isAbsent, text } from "../plan/property";
import type { Builder } from "./builder";
import { byTarget } from "./by-target";
import type { NatGateway } from "./egress";
import { type Entity, read } from "./entity";
import { type Link, NOTHING } from "./link";
import { memoFor } from "./once";
import { resolveReference } from "./resolve";

/** The NAT gateways that serve a whole network: each of its subnets that has no gateway of its own. */
export interface NetworkNatGateways {
  readonly certain: readonly NatGateway[];
  /** Those that may serve it. */
  readonly possible: readonly NatGateway[];
  /** What decides whether the possible ones serve it; `undefined` where there is none. */
  readonly why: Unknown | undefined;
}

/** The gateways of a network. @see https://learn.microsoft.com/azure/nat-gateway/nat-sku */
export function natGatewaysOf(network: Entity<"virtualNetwork">, builder: Builder): NetworkNatGateways {
  const found = gatewaysIn(builder)(network);
  const nodes = (certain: boolean) =>
    found.filter((each) => each.certain === certain).map(({ item }) => builder.natGateway(item));
  return { certain: nodes(true), possible: nodes(false), why: found.find(({ why }) => why)?.why };
}

const gatewaysIn = memoFor((builder: Builder) =>
  byTarget(
    builder.registry.ofKind("natGateway").map((item) => {
      return { item, property: read(item, "sourceNetwork"), link: sourceNetworkOf(item, builder) };
    }),
  ),
);

/** The network that a gateway serves as a whole. */
export function sourceNetworkOf(gateway: Entity<"natGateway">, { registry }: Builder): Link<Entity<"virtualNetwork">> {
  const source = read(gateway, "sourceNetwork");
  if (isAbsent(source) && isOfFirstVersion(gateway)) return NOTHING;
  return resolveReference(registry, gateway, source, ["virtualNetwork"]);
}

/** Whether a gateway certainly has no feature that requires the SKU StandardV2. The classic provider supports none of them. */
function isOfFirstVersion(gateway: Entity<"natGateway">): boolean {
  if (gateway.token.provider === "azure") return true;
  const sku = text(read(gateway, "sku"));
  return sku !== undefined && !isUnknown(sku) && !/^standardv2$/i.test(sku);
}
