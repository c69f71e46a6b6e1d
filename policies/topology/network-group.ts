import { isUnknown, type Unknown, unknown, unknownToAll } from "../known/value";
import { field, items } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, isOfKind, read } from "./entity";
import { candidates, type Link, single } from "./link";
import { memo, memoFor } from "./once";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import type { SubnetEntity } from "./subnet";

type Collection = Entity<"adminRuleCollection" | "routingRuleCollection">;

/**
 * Whether a rule collection applies to a network, or to a part of it. The members of a network group are listed one by one, or
 * selected by an Azure Policy, which is not read.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-network-groups
 */
export function appliesTo(
  collection: Collection,
  network: Entity<"virtualNetwork">,
  builder: Builder,
): boolean | Unknown {
  const groups = items(read(collection, "groups"));
  if (isUnknown(groups)) return groups;
  const answers = groups.map((each) => {
    const id = collection.token.provider === "azure" ? each : field(each, "networkGroupId");
    const link = resolveReference(builder.registry, collection, id, ["networkGroup"]);
    const group = single(link);
    if (group) return isMember(network, group, builder);
    return link.to === "external" ? unknownToAll(collection.resource.urn) : unknown(id.path, id.owner);
  });
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function isMember(network: Entity, group: Entity<"networkGroup">, builder: Builder): boolean | Unknown {
  const { certain, perhaps, open } = membersIn(builder)(group);
  return certain.has(network) || (open ?? perhaps.get(network) ?? false);
}

type Member = Entity<"virtualNetwork"> | SubnetEntity;

interface Members {
  readonly certain: ReadonlySet<Entity>;
  /** The networks that may be members, or of which a part is or may be a member, with what decides it. */
  readonly perhaps: ReadonlyMap<Entity, Unknown>;
  /** Set where any network may be a member. */
  readonly open: Unknown | undefined;
}

function readMembers(group: Entity<"networkGroup">, builder: Builder): Members {
  const { list, unseen } = builder.childrenOf(group, "networkGroupMember");
  const links = list.map(({ child, certain, why }) => ({ child, certain, why, link: memberOf(child, builder) }));
  const certain = links.filter((each) => each.certain).map(({ link }) => link);
  const [hidden] = links.flatMap(({ link }) => (link.to === "unknown" ? [link.why] : []));
  const others = unknownToAll(group.resource.urn);
  const perhaps = links.flatMap(({ child, link, why }) => {
    const { path, owner } = read(child, "member");
    const open = why ?? (single(link) ? others : unknown(path, owner));
    return candidates(link).flatMap((member) => networksOf(member, builder).map((network) => [network, open] as const));
  });
  return {
    certain: new Set(certain.flatMap((link) => asNetwork(single(link)))),
    perhaps: new Map(perhaps),
    // Without static members, an Azure Policy selects the members of the group.
    open: unseen ?? hidden ?? (certain.length === 0 ? (list.find(({ why }) => why)?.why ?? others) : undefined),
  };
}

/** Each group of a program is read once: all callers have the same `builder`. */
const membersIn = memoFor((builder: Builder) => memo((group: Entity<"networkGroup">) => readMembers(group, builder)));

function memberOf(member: Entity<"networkGroupMember">, { registry }: Builder): Link<Member> {
  return resolveReference(registry, member, read(member, "member"), ["virtualNetwork", ...SUBNET_KINDS]);
}

function asNetwork(member: Member | undefined): readonly Entity[] {
  return member && isOfKind(member, ["virtualNetwork"]) ? [member] : [];
}

/** A group of subnets applies to a part of their networks. */
function networksOf(member: Member, builder: Builder): readonly Entity[] {
  if (!isOfKind(member, SUBNET_KINDS)) return [member];
  return candidates(builder.subnet(member).virtualNetwork).map(({ entity }) => entity);
}
