import { lastName, parseArmId } from "../../policies/topology/arm-id";
import { isOfKind } from "../../policies/topology/entity";
import { SUBNET_KINDS } from "../../policies/topology/resolve";
import type { Subnet } from "../../policies/topology/subnet";
import { nameOf } from "../../policies/wording/names";
import { shown } from "../../policies/wording/shown";

/** How many stops of a sort stand side by side; the others are counted. */
export const MOST = { subnets: 4, groups: 4, routes: 6, endpoints: 4, accounts: 3 } as const;

/** What to call a subnet, be it in this program or only known by what is attached to it. */
export function placeName({ entity, name }: Subnet): string {
  if (isOfKind(entity, SUBNET_KINDS)) return nameOf(entity);
  return entity.kind === "securityGroup" ? `a subnet behind ${nameOf(entity)}` : (shown("name", name) ?? "a subnet");
}

/** What to call a resource of another program: by the name at the end of its id. What is no id is not printed: it may be anything. */
export function outsideName(id: string): string {
  const parsed = parseArmId(id);
  return (parsed && shown("name", lastName(parsed))) ?? "of another program";
}
