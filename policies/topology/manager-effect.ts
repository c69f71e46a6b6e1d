import { isUnknown, type Unknown, unknownToAll, type Value } from "../known/value";
import type { Builder } from "./builder";
import { CONFIGURATION_KIND } from "./commit";
import { type Deployment, deploymentOf } from "./deployment";
import type { Entity } from "./entity";
import { regionOf } from "./location";
import { appliesTo } from "./network-group";
import { memo, memoFor } from "./once";
import { resolveParent } from "./resolve";

/** The effect of a rule collection of Azure Virtual Network Manager on a network. */
export interface Effect {
  /** What decides whether it applies; `undefined` where it certainly does. */
  readonly may: Unknown | undefined;
  /** Nothing in the program deploys it; it may be deployed outside the program. */
  readonly uncommitted: boolean;
}

/** The type of the commits that deploy the configuration of a collection. */
const COMMIT_TYPE = { adminRuleCollection: "securityadmin", routingRuleCollection: "routing" } as const;

type Collection = Entity<keyof typeof COMMIT_TYPE>;

/** `undefined` where the collection applies neither to the network nor to any of its subnets. */
export function effectOf(
  collection: Collection,
  network: Entity<"virtualNetwork">,
  builder: Builder,
): Effect | undefined {
  const applies = appliesTo(collection, network, builder);
  if (applies === false) return undefined;
  const region = regionOf(network, builder.registry);
  const deployment = deploymentsIn(builder)(collection)(region);
  if (deployment.is === "withdrawn") return undefined;
  const uncommitted = deployment.is === "uncommitted";
  if (deployment.is === "unknown") return { may: deployment.why, uncommitted };
  if (isUnknown(applies)) return { may: applies, uncommitted };
  return { may: uncommitted ? unknownToAll(collection.resource.urn) : undefined, uncommitted };
}

/** Each collection is evaluated once for each region, however many networks the region has. */
const deploymentsIn = memoFor(({ registry }: Builder) =>
  memo((collection: Collection) => {
    const type = COMMIT_TYPE[collection.kind];
    const configuration = resolveParent(registry, collection, CONFIGURATION_KIND[type]);
    return memo((region: Value<string>): Deployment => deploymentOf(configuration, type, region, registry));
  }),
);
