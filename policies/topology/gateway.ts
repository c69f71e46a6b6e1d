import { isKnown, isUnknown, unknown } from "../known/value";
import { field, fieldAt, items, type Property } from "../plan/property";
import { sameName } from "./arm-id";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { candidates, type Link } from "./link";
import { type Place, type Presence, presence } from "./presence";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

/**
 * The subnet that Azure reserves for a route server, which adds the routes that appliances advertise to a network.
 * No other resource can be in it. @see https://learn.microsoft.com/azure/route-server/overview
 */
const ROUTE_SERVER_SUBNET = "RouteServerSubnet";

/** The networks with a virtual network gateway or route server of this program: these add the routes that they learn. */
export function gatewayPresence(builder: Builder): Presence {
  const { registry } = builder;
  const gateways = registry.ofKind("gateway").flatMap((gateway) => placesOf(gateway, builder));
  const routeServers = SUBNET_KINDS.flatMap((kind) => registry.ofKind(kind))
    .filter(({ name }) => isKnown(name) && sameName(name, ROUTE_SERVER_SUBNET))
    .map((subnet) => networkAt(subnet, builder));
  return presence([...gateways, ...routeServers]);
}

function networkAt(entity: SubnetEntity, builder: Builder): Place {
  const network = builder.subnet(entity).virtualNetwork;
  const why = unknown("virtualNetworkName", entity.resource.urn);
  if (network.to === "unknown") return network.why;
  return { entities: candidates(network).map((each) => each.entity), why };
}

function placesOf(gateway: Entity<"gateway">, builder: Builder): readonly Place[] {
  const configurations = items(read(gateway, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  return configurations.map((each) => {
    const subnet = subnetOf(gateway, each);
    return networksOf(resolveReference(builder.registry, gateway, subnet, SUBNET_KINDS), subnet, builder);
  });
}

/** The networks of the subnets that a link leads to. */
function networksOf(link: Link<SubnetEntity>, property: Property, builder: Builder): Place {
  if (link.to === "unknown") return link.why;
  const links = candidates(link).map((subnet) => builder.subnet(subnet).virtualNetwork);
  const hidden = links.find((network) => network.to === "unknown");
  if (hidden?.to === "unknown") return hidden.why;
  const networks = links.flatMap(candidates).map((network) => network.entity);
  return { entities: [...new Set(networks)], why: unknown(property.path, property.owner) };
}

function subnetOf(gateway: Entity<"gateway">, configuration: Property): Property {
  return gateway.token.provider === "azure" ? field(configuration, "subnetId") : fieldAt(configuration, "subnet.id");
}
