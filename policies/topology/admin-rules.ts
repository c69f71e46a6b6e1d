import { isUnknown, type Unknown, unknown } from "../known/value";
import { readAdminRule } from "../network/admin-rule";
import type { AdminRules } from "../network/security-group";
import { field, items } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { candidates, type Link, single } from "./link";
import { memo, memoFor } from "./once";
import { resolveReference } from "./resolve";
import type { SecurityRuleNode } from "./security-group";

/**
 * The security admin rules of Azure Virtual Network Manager that apply to a network, as far as this program shows them;
 * `undefined` where it shows none. They come before every network security group.
 *
 * They take effect when their configuration is deployed: where the program does not do that, somebody else may.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export function adminRulesFor(
  network: Entity<"virtualNetwork">,
  builder: Builder,
): AdminRules<SecurityRuleNode> | undefined {
  const deployed = builder.registry.ofKind("adminDeployment").length > 0;
  const unseen: Unknown[] = [];
  const rules = builder.registry.ofKind("adminRuleCollection").flatMap((collection) => {
    const applies = appliesTo(collection, network, builder);
    if (applies === false) return [];
    const maybe = deployed && applies === true ? false : unknown("", collection.resource.urn);
    const apart = builder.childrenOf(collection, "adminRule");
    if (apart.unseen) unseen.push(apart.unseen);
    return apart.list.map(({ child, why }) => toRule(child, why ?? maybe));
  });
  if (rules.length === 0 && unseen.length === 0) return undefined;
  return { rules, complete: unseen.length === 0, unknowns: unseen };
}

/** Whether a collection applies to a network: members are listed one by one, or chosen by an Azure Policy that is not here. */
function appliesTo(
  collection: Entity<"adminRuleCollection">,
  network: Entity<"virtualNetwork">,
  builder: Builder,
): boolean | Unknown {
  const groups = items(read(collection, "groups"));
  if (isUnknown(groups)) return groups;
  const answers = groups.map((each) => {
    const id = collection.token.provider === "azure" ? each : field(each, "networkGroupId");
    const link = resolveReference(builder.registry, collection, id, ["networkGroup"]);
    const group = single(link);
    return group ? isMember(network, group, builder) : unknown(id.path, id.owner);
  });
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function isMember(network: Entity, group: Entity<"networkGroup">, builder: Builder): boolean | Unknown {
  const { certain, perhaps, open } = membersIn(builder)(group);
  if (certain.has(network)) return true;
  return open || perhaps.has(network) ? unknown("", group.resource.urn) : false;
}

interface Members {
  readonly certain: ReadonlySet<Entity>;
  readonly perhaps: ReadonlySet<Entity>;
  /** Whether any network may be a member. */
  readonly open: boolean;
}

function readMembers(group: Entity<"networkGroup">, builder: Builder): Members {
  const { list, unseen } = builder.childrenOf(group, "networkGroupMember");
  const members = list.map(({ child, certain }) => {
    const link = resolveReference(builder.registry, child, read(child, "member"), ["virtualNetwork"]);
    return { link, certain };
  });
  return {
    certain: new Set(members.flatMap(({ link, certain }) => (certain ? (single(link) ?? []) : []))),
    perhaps: new Set(members.flatMap(({ link }) => candidates(link))),
    // Without static members an Azure Policy fills the group.
    open: unseen !== undefined || members.every(({ certain }) => !certain) || members.some(isOpen),
  };
}

function isOpen({ link }: { readonly link: Link<Entity> }): boolean {
  return link.to === "unknown";
}

/** Each group of a program is read once: `builder` is the same for all that ask about it. */
const membersIn = memoFor((builder: Builder) => memo((group: Entity<"networkGroup">) => readMembers(group, builder)));

const SAME_IN_BOTH = [
  "direction",
  "priority",
  "protocol",
  "sources",
  "destinations",
  "sourcePortRanges",
  "destinationPortRanges",
] as const;

function toRule(entity: Entity<"adminRule">, maybe: false | Unknown) {
  const { program, name, token } = entity;
  const node: SecurityRuleNode = {
    name,
    origin: "admin",
    certain: maybe === false,
    why: maybe === false ? undefined : maybe,
    property: program,
    provider: token.provider,
  };
  const fields = SAME_IN_BOTH.map((key) => [key, field(program, key).value]);
  return readAdminRule({ ...Object.fromEntries(fields), name, access: read(entity, "access").value }, node, maybe);
}
