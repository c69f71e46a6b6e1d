import type { Unknown } from "../known/value";
import type { Builder } from "./builder";
import type { Entity } from "./entity";
import { effectOf } from "./manager-effect";

/** Rules of Azure Virtual Network Manager that add routes to the route tables of a network's subnets. */
export interface RoutingRules {
  readonly entity: Entity<"routingRuleCollection">;
  /** What decides whether they apply; `undefined` where they certainly do. */
  readonly may: Unknown | undefined;
  /** Nothing in the program deploys them; they may be deployed outside the program. */
  readonly uncommitted: boolean;
}

/**
 * The collections of routing rules that apply, or may apply, to a network or to some of its subnets.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-user-defined-route
 */
export function routingRulesFor(network: Entity<"virtualNetwork">, builder: Builder): readonly RoutingRules[] {
  return builder.registry.ofKind("routingRuleCollection").flatMap((entity) => {
    const effect = effectOf(entity, network, builder);
    return effect ? [{ entity, ...effect }] : [];
  });
}
