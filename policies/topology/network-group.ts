import { isUnknown, type Unknown, unknown } from "../known/value";
import { field, items } from "../plan/property";
import { type Entity, read } from "./entity";
import { candidates, type Link, single } from "./link";
import { memo, memoFor } from "./once";
import { resolveReference, SUBNET_KINDS } from "./resolve";
import { straysOf } from "./strays";
import type { SubnetEntity } from "./subnet";
import type { Surroundings } from "./surroundings";

type Collection = Entity<"adminRuleCollection"> | Entity<"routingRuleCollection">;

/**
 * Whether a collection of rules applies to a network, or to part of it: members are listed one by one, or chosen by an
 * Azure Policy that is not here.
 *
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-network-groups
 */
export function appliesTo(
  collection: Collection,
  network: Entity<"virtualNetwork">,
  around: Surroundings,
): boolean | Unknown {
  const groups = items(read(collection as Entity<"adminRuleCollection">, "groups"));
  if (isUnknown(groups)) return groups;
  const answers = groups.map((each) => {
    const id = collection.token.provider === "azure" ? each : field(each, "networkGroupId");
    const link = resolveReference(around.registry, collection, id, ["networkGroup"]);
    const group = single(link) as Entity<"networkGroup"> | undefined;
    return group ? isMember(network, group, around) : unknown(id.path, id.owner);
  });
  return answers.includes(true) || (answers.find(isUnknown) ?? false);
}

function isMember(network: Entity, group: Entity<"networkGroup">, around: Surroundings): boolean | Unknown {
  const { certain, perhaps, open } = membersIn(around)(group);
  if (certain.has(network)) return true;
  return open || perhaps.has(network) ? unknown("", group.resource.urn) : false;
}

interface Members {
  readonly certain: ReadonlySet<Entity>;
  readonly perhaps: ReadonlySet<Entity>;
  /** Whether any network may be a member. */
  readonly open: boolean;
}

function readMembers(group: Entity<"networkGroup">, around: Surroundings): Members {
  const own = around.childrenOf(group, "networkGroupMember");
  const strays = straysOf(around.registry, "networkGroupMember");
  const links = [...own, ...strays].map(({ child }) => memberOf(child as Entity<"networkGroupMember">, around));
  const certain = own
    .filter((each) => each.certain)
    .map(({ child }) => memberOf(child as Entity<"networkGroupMember">, around));
  return {
    certain: new Set(certain.flatMap((link) => asNetwork(single(link)))),
    perhaps: new Set(links.flatMap(candidates).flatMap((member) => networksOf(member, around))),
    // Without static members an Azure Policy fills the group.
    open: own.length === 0 || links.some((link) => link.to === "unknown"),
  };
}

/** Each group of a program is read once: `around` is the same for all that ask about it. */
const membersIn = memoFor((around: Surroundings) =>
  memo((group: Entity<"networkGroup">) => readMembers(group, around)),
);

function memberOf(member: Entity<"networkGroupMember">, { registry }: Surroundings): Link<Entity> {
  return resolveReference(registry, member, read(member, "member"), ["virtualNetwork", ...SUBNET_KINDS]);
}

function asNetwork(member: Entity | undefined): readonly Entity[] {
  return member?.kind === "virtualNetwork" ? [member] : [];
}

/** A group of subnets concerns a part of their networks. */
function networksOf(member: Entity, around: Surroundings): readonly Entity[] {
  if (member.kind === "virtualNetwork") return [member];
  return candidates(around.subnet(member as SubnetEntity).virtualNetwork).map(({ entity }) => entity);
}
