import { isUnknown, type Unknown, unknown } from "../known/value";
import { readAdminRule } from "../network/admin-rule";
import type { AdminRules } from "../network/security-group";
import { field } from "../plan/property";
import type { Builder } from "./builder";
import { deploymentOf } from "./deployment";
import { type Entity, read } from "./entity";
import { regionOf } from "./location";
import { appliesTo } from "./network-group";
import { resolveParent } from "./resolve";
import type { SecurityRuleNode } from "./security-group";

/**
 * The security admin rules of Azure Virtual Network Manager that apply to a network, as far as this program shows them;
 * `undefined` where it shows none. They come before every network security group.
 *
 * They take effect when a commit deploys their configuration to the network's region: where the program has none, somebody
 * else may deploy it.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export function adminRulesFor(
  network: Entity<"virtualNetwork">,
  builder: Builder,
): AdminRules<SecurityRuleNode> | undefined {
  const unseen: Unknown[] = [];
  const rules = builder.registry.ofKind("adminRuleCollection").flatMap((collection) => {
    const effect = effectOf(collection, network, builder);
    if (!effect) return [];
    const apart = builder.childrenOf(collection, "adminRule");
    if (apart.unseen) unseen.push(apart.unseen);
    return apart.list.map(({ child, why }) => toRule(child, why ? { ...effect, maybe: why } : effect));
  });
  if (rules.length === 0 && unseen.length === 0) return undefined;
  return { rules, complete: unseen.length === 0, unknowns: unseen };
}

/** How the rules of a collection count for a network. */
interface Effect {
  readonly maybe: false | Unknown;
  readonly uncommitted: boolean;
}

/** `undefined` where they do not count. */
function effectOf(
  collection: Entity<"adminRuleCollection">,
  network: Entity<"virtualNetwork">,
  builder: Builder,
): Effect | undefined {
  const applies = appliesTo(collection, network, builder);
  if (applies === false) return undefined;
  const configuration = resolveParent(builder.registry, collection, "adminConfiguration");
  const region = regionOf(network, read(network, "location"), builder.registry);
  const deployment = deploymentOf(configuration, "securityadmin", region, builder.registry);
  if (deployment.is === "withdrawn") return undefined;
  const uncommitted = deployment.is === "uncommitted";
  if (deployment.is === "unknown") return { maybe: deployment.why, uncommitted };
  if (isUnknown(applies)) return { maybe: applies, uncommitted };
  return { maybe: uncommitted ? unknown("", collection.resource.urn) : false, uncommitted };
}

const SAME_IN_BOTH = [
  "direction",
  "priority",
  "protocol",
  "sources",
  "destinations",
  "sourcePortRanges",
  "destinationPortRanges",
] as const;

function toRule(entity: Entity<"adminRule">, { maybe, uncommitted }: Effect) {
  const { program, name, token } = entity;
  const node: SecurityRuleNode = {
    name,
    origin: "admin",
    certain: maybe === false,
    why: maybe === false ? undefined : maybe,
    ...(uncommitted ? { uncommitted: true } : {}),
    property: program,
    provider: token.provider,
  };
  const fields = SAME_IN_BOTH.map((key) => [key, field(program, key).value]);
  return readAdminRule({ ...Object.fromEntries(fields), name, access: read(entity, "access").value }, node, maybe);
}
