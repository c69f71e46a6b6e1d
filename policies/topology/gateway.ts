import { isUnknown, type Unknown, type Value } from "../known/value";
import { field, fieldAt, items, type Property } from "../plan/property";
import { type Entity, read } from "./entity";
import { candidates } from "./link";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

/** Whether a virtual network gateway of this program stands in a network. */
export function hasGateway(network: Entity<"virtualNetwork">, around: Surroundings): Value<boolean> {
  const answers = around.registry
    .ofKind("gateway")
    .map((gateway) => standsIn(gateway as Entity<"gateway">, network, around));
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function standsIn(gateway: Entity<"gateway">, network: Entity<"virtualNetwork">, around: Surroundings): Value<boolean> {
  const configurations = items(read(gateway, "ipConfigurations"));
  if (isUnknown(configurations)) return configurations;
  const answers = configurations.map((each): Value<boolean> => {
    const link = resolveReference(around.registry, gateway, subnetOf(gateway, each), SUBNET_KINDS);
    if (link.to === "unknown") return link.why;
    return candidates(link).some((subnet) => around.subnetsOf(network).includes(subnet as SubnetEntity));
  });
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function subnetOf(gateway: Entity<"gateway">, configuration: Property): Property {
  return gateway.token.provider === "azure" ? field(configuration, "subnetId") : fieldAt(configuration, "subnet.id");
}

/** Whether a network is connected to a virtual hub, by a connection of this program. */
export function hasHubConnection(network: Entity<"virtualNetwork">, around: Surroundings): Value<boolean> {
  const unclear: Unknown[] = [];
  for (const connection of around.registry.ofKind("hubConnection")) {
    const remote = read(connection as Entity<"hubConnection">, "remote");
    const link = resolveReference(around.registry, connection, remote, ["virtualNetwork"]);
    if (candidates(link).includes(network)) return true;
    if (link.to === "unknown") unclear.push(link.why);
  }
  return unclear[0] ?? false;
}
