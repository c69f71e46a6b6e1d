import { lastName, parseArmId } from "../../policies/topology/arm-id";
import { isOfKind } from "../../policies/topology/entity";
import { SUBNET_KINDS } from "../../policies/topology/resolve";
import type { Subnet } from "../../policies/topology/subnet";
import { nameOf } from "../../policies/wording/names";
import { shown } from "../../policies/wording/shown";

/** The number of hops of one kind that are drawn side by side; the others are counted. */
export const MOST = { subnets: 4, groups: 4, routes: 6, endpoints: 4, accounts: 3 } as const;

/** The name of a subnet, also of one that is known only from a resource attached to it. */
export function placeName({ entity, name }: Subnet): string {
  if (isOfKind(entity, SUBNET_KINDS)) return nameOf(entity);
  return entity.kind === "securityGroup" ? `a subnet behind ${nameOf(entity)}` : (shown("name", name) ?? "a subnet");
}

/** The name of a resource of another program, from the end of its id. Text that is not an id is not printed: it may be anything. */
export function outsideName(id: string): string {
  const parsed = parseArmId(id);
  return (parsed && shown("name", lastName(parsed))) ?? "of another program";
}
