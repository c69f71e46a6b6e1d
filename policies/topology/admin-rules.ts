import { isUnknown, type Unknown, unknown } from "../known/value";
import { readAdminRule } from "../network/admin-rule";
import type { AdminRules } from "../network/security-group";
import { field } from "../plan/property";
import { deploymentOf } from "./deployment";
import { type Entity, read } from "./entity";
import { regionOf } from "./location";
import { appliesTo } from "./network-group";
import { resolveParent } from "./resolve";
import type { SecurityRuleNode } from "./security-group";
import { straysOf } from "./strays";
import type { Surroundings } from "./surroundings";

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
  around: Surroundings,
): AdminRules<SecurityRuleNode> | undefined {
  const { registry } = around;
  const collections = registry.ofKind("adminRuleCollection").flatMap((each) => {
    const effect = effectOf(each as Entity<"adminRuleCollection">, network, around);
    return effect ? [{ collection: each, effect }] : [];
  });
  const [some] = collections;
  if (!some) return undefined;
  const rules = collections.flatMap(({ collection, effect }) =>
    around.childrenOf(collection, "adminRule").map(({ child, certain }) => {
      const open = certain ? effect : { ...effect, maybe: unknown("", child.resource.urn) };
      return toRule(child as Entity<"adminRule">, open);
    }),
  );
  const strays = straysOf(registry, "adminRule").map(({ child, why }) => toRule(child, { ...some.effect, maybe: why }));
  const all = [...rules, ...strays];
  return all.length > 0 ? { rules: all, complete: true } : undefined;
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
  around: Surroundings,
): Effect | undefined {
  const applies = appliesTo(collection, network, around);
  if (applies === false) return undefined;
  const configuration = resolveParent(around.registry, collection, "adminConfiguration");
  const region = regionOf(network, read(network, "location"), around.registry);
  const deployment = deploymentOf(configuration, "securityadmin", region, around.registry);
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
    ...(uncommitted ? { uncommitted: true } : {}),
    property: program,
    provider: token.provider,
  };
  const fields = SAME_IN_BOTH.map((key) => [key, field(program, key).value]);
  return readAdminRule({ ...Object.fromEntries(fields), name, access: read(entity, "access").value }, node, maybe);
}
