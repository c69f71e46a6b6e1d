import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, fieldAt, items, type Property } from "../plan/property";
import { type Entity, read } from "./entity";
import { candidates, type Link } from "./link";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

/** Says of a virtual network whether something stands in it. */
export type Presence = (network: Entity<"virtualNetwork">) => Value<boolean>;

/** In which networks the virtual network gateways of this program stand. */
export function gatewayPresence(around: Surroundings): Presence {
  const gateways = around.registry.ofKind("gateway") as readonly Entity<"gateway">[];
  return presence(gateways.flatMap((gateway) => placesOf(gateway, around)));
}

/** Which networks the connections of this program connect to a virtual hub. */
export function hubConnectionPresence(around: Surroundings): Presence {
  const connections = around.registry.ofKind("hubConnection") as readonly Entity<"hubConnection">[];
  return presence(
    connections.map((connection) => {
      const remote = read(connection, "remote");
      const link = resolveReference(around.registry, connection, remote, ["virtualNetwork"]);
      return link.to === "unknown" ? link.why : { networks: candidates(link), why: unknown(remote.path, remote.owner) };
    }),
  );
}

/** One of `networks`, or a network outside this program where there are none; an {@link Unknown} where it can be any. */
type Place = Unknown | { readonly networks: readonly Entity[]; readonly why: Unknown };

function presence(places: readonly Place[]): Presence {
  const certain = new Set<Entity>();
  const perhaps = new Map<Entity, Unknown>();
  for (const place of places) {
    if (isUnknown(place)) continue;
    const [only, ...others] = place.networks;
    if (only && others.length === 0) certain.add(only);
    else for (const network of place.networks) perhaps.set(network, place.why);
  }
  const anywhere = places.find(isUnknown);
  return (network) => certain.has(network) || (perhaps.get(network) ?? anywhere ?? false);
}

function placesOf(gateway: Entity<"gateway">, around: Surroundings): readonly Place[] {
  const configurations = items(read(gateway, "ipConfigurations"));
  if (isUnknown(configurations)) return [configurations];
  return configurations.map((each) => {
    const subnet = subnetOf(gateway, each);
    return placeOf(resolveReference(around.registry, gateway, subnet, SUBNET_KINDS), subnet, around);
  });
}

function placeOf(link: Link<Entity>, property: Property, around: Surroundings): Place {
  if (link.to === "unknown") return link.why;
  const links = candidates(link).map((subnet) => around.subnet(subnet as SubnetEntity).virtualNetwork);
  const hidden = links.find((network) => network.to === "unknown");
  if (hidden?.to === "unknown") return hidden.why;
  const networks = links.flatMap(candidates).map((network) => network.entity);
  return { networks: [...new Set(networks)], why: unknown(property.path, property.owner) };
}

function subnetOf(gateway: Entity<"gateway">, configuration: Property): Property {
  return gateway.token.provider === "azure" ? field(configuration, "subnetId") : fieldAt(configuration, "subnet.id");
}
