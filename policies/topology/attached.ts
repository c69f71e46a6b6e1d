import { unknown } from "../known/value";
import { isAbsent, numeric, type Property } from "../plan/property";
import type { Attachment, Builder } from "./builder";
import { type Entity, read } from "./entity";
import { type Link, NOTHING } from "./link";
import { resolveReference } from "./resolve";
import type { SubnetEntity } from "./subnet";

/** What is attached to a subnet: named in the subnet itself, or by an association resource of the classic provider. */
export function attached<K extends Attachment>(entity: SubnetEntity, field: K, builder: Builder): Link<Entity<K>> {
  const own = read(entity, field);
  // In the classic provider, only a subnet in its network names it.
  const apart = entity.token.provider === "azure" && entity.kind === "subnet";
  const link = isAbsent(own) || apart ? NOTHING : resolveReference(builder.registry, entity, own, [field]);
  if (link.to !== "nothing") return link;
  const { list, unseen } = builder.associationsOf(entity, field);
  const association = list.find(({ certain }) => certain)?.child;
  // An association that may be for another subnet does not say that this one has nothing attached, either.
  const why = list[0]?.why ?? unseen;
  if (!association && why) return { to: "unknown", why };
  if (!association && apart) return reported(entity, field, own, builder);
  if (!association) {
    return entity.token.provider === "azure" ? NOTHING : resolveReference(builder.registry, entity, own, [field]);
  }
  const target = read(association, "target");
  return resolveReference(builder.registry, association, target, [field]);
}

const VERSIONS = { securityGroup: "securityGroupVersion", routeTable: "routeTableVersion" } as const;

/**
 * Version 5 of azurerm reports what Azure has attached to a subnet, as it was before the last deployment, which may have removed
 * it: it is certain where the subnet sets it itself, of which a state holds a version alone.
 *
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/v5.2.0/website/docs/r/subnet.html.markdown
 */
function reported<K extends Attachment>(
  entity: SubnetEntity,
  field: K,
  own: Property,
  { registry }: Builder,
): Link<Entity<K>> {
  if (isAbsent(own) || field === "natGateway") return NOTHING;
  const version = numeric(read(entity, VERSIONS[field as keyof typeof VERSIONS]));
  if (typeof version === "number" && version > 0) return resolveReference(registry, entity, own, [field]);
  return { to: "unknown", why: unknown(own.path, own.owner) };
}
