import { isUnknown, unknown } from "../known/value";
import { field, fieldAt, items, type Property } from "../plan/property";
import { type Entity, read } from "./entity";
import { candidates, type Link } from "./link";
import { type Place, type Presence, placeAt, presence } from "./presence";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

/** In which networks the virtual network gateways of this program stand. */
export function gatewayPresence(around: Surroundings): Presence {
  const gateways = around.registry.ofKind("gateway") as readonly Entity<"gateway">[];
  return presence(gateways.flatMap((gateway) => placesOf(gateway, around)));
}

/** Which networks the connections of this program connect to a virtual hub. */
export function hubConnectionPresence({ registry }: Surroundings): Presence {
  const connections = registry.ofKind("hubConnection") as readonly Entity<"hubConnection">[];
  return presence(
    connections.map((connection) => {
      const remote = read(connection, "remote");
      return placeAt(resolveReference(registry, connection, remote, ["virtualNetwork"]), remote);
    }),
  );
}

function placesOf(gateway: Entity<"gateway">, around: Surroundings): readonly Place[] {
  const configurations = items(read(gateway, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  return configurations.map((each) => {
    const subnet = subnetOf(gateway, each);
    return networksOf(resolveReference(around.registry, gateway, subnet, SUBNET_KINDS), subnet, around);
  });
}

/** The networks that the subnets at the end of a link are in. */
function networksOf(link: Link<Entity>, property: Property, around: Surroundings): Place {
  if (link.to === "unknown") return link.why;
  const links = candidates(link).map((subnet) => around.subnet(subnet as SubnetEntity).virtualNetwork);
  const hidden = links.find((network) => network.to === "unknown");
  if (hidden?.to === "unknown") return hidden.why;
  const networks = links.flatMap(candidates).map((network) => network.entity);
  return { entities: [...new Set(networks)], why: unknown(property.path, property.owner) };
}

function subnetOf(gateway: Entity<"gateway">, configuration: Property): Property {
  return gateway.token.provider === "azure" ? field(configuration, "subnetId") : fieldAt(configuration, "subnet.id");
}
