import { isUnknown, type Unknown, unknown } from "../known/value";
import type { Builder } from "./builder";
import { deploymentOf } from "./deployment";
import { type Entity, read } from "./entity";
import { regionOf } from "./location";
import { appliesTo } from "./network-group";
import { resolveParent } from "./resolve";

/** Rules of Azure Virtual Network Manager that write routes into the route tables of a network's subnets. */
export interface RoutingRules {
  readonly entity: Entity<"routingRuleCollection">;
  /** What would tell whether they do; `undefined` where they surely do. */
  readonly may: Unknown | undefined;
  /** Nothing in the program deploys them. */
  readonly uncommitted?: true;
}

/**
 * The collections of routing rules that apply, or may apply, to a network or to some of its subnets.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-user-defined-route
 */
export function routingRulesFor(network: Entity<"virtualNetwork">, builder: Builder): readonly RoutingRules[] {
  const { registry } = builder;
  const collections = registry.ofKind("routingRuleCollection");
  return collections.flatMap((entity): readonly RoutingRules[] => {
    const applies = appliesTo(entity, network, builder);
    if (applies === false) return [];
    const configuration = resolveParent(registry, entity, "routingConfiguration");
    const region = regionOf(network, read(network, "location"), registry);
    const deployment = deploymentOf(configuration, "routing", region, registry);
    if (deployment.is === "withdrawn") return [];
    if (deployment.is === "uncommitted") return [{ entity, may: unknown("", entity.resource.urn), uncommitted: true }];
    if (deployment.is === "unknown") return [{ entity, may: deployment.why }];
    return [{ entity, may: isUnknown(applies) ? applies : undefined }];
  });
}
