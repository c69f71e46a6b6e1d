import type { Unknown } from "../known/value";
import { readAdminRule } from "../network/admin-rule";
import type { AdminRules } from "../network/security-group";
import { field } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { type Effect, effectOf } from "./manager-effect";
import type { SecurityRuleNode } from "./security-group";

/**
 * The security admin rules of Azure Virtual Network Manager in this program that apply, or may apply, to a network; `undefined` if
 * there are none. Azure evaluates them before every network security group.
 *
 * They take effect when a commit deploys their configuration to the network's region. If the program has no such commit, the
 * configuration may be deployed outside the program.
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
    return apart.list.map(({ child, why }) => toRule(child, why ? { ...effect, may: why } : effect));
  });
  if (rules.length === 0 && unseen.length === 0) return undefined;
  return { rules, complete: unseen.length === 0, unknowns: unseen };
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

function toRule(entity: Entity<"adminRule">, { may, uncommitted }: Effect) {
  const { program, name, token } = entity;
  const node: SecurityRuleNode = {
    name,
    origin: "admin",
    certain: may === undefined,
    why: may,
    ...(uncommitted ? { uncommitted: true } : {}),
    property: program,
    provider: token.provider,
  };
  const fields = SAME_IN_BOTH.map((key) => [key, field(program, key).value]);
  return readAdminRule(
    { ...Object.fromEntries(fields), name, access: read(entity, "access").value },
    node,
    may ?? false,
  );
}
