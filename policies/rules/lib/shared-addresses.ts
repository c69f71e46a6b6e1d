import { isUnknown } from "../../known/value";
import { lastName, parseArmId } from "../../topology/arm-id";
import type { PublicIp } from "../../topology/egress";
import { type Link, single } from "../../topology/link";
import type { PoolNode, Topology } from "../../topology/topology";
import { nameOf } from "../../wording/names";
import { shown } from "../../wording/shown";

/** Public addresses that the same pools list. */
export interface SharedAddresses {
  readonly pools: readonly PoolNode[];
  /** Their names; `undefined` where one does not look like a name. */
  readonly names: readonly (string | undefined)[];
}

/** The addresses that certainly stand in the lists of several pools, each group of pools once. */
export function sharedAddresses({ pools }: Topology): readonly SharedAddresses[] {
  const users = new Map<string, { readonly name: string | undefined; readonly pools: Set<PoolNode> }>();
  for (const pool of pools.filter(isUserManaged)) {
    for (const link of isUnknown(pool.addresses) ? [] : pool.addresses) {
      const found = addressOf(link);
      if (!found) continue;
      const known = users.get(found.key) ?? { name: found.name, pools: new Set() };
      known.pools.add(pool);
      users.set(found.key, known);
    }
  }
  const shared = new Map<string, { readonly pools: readonly PoolNode[]; readonly names: (string | undefined)[] }>();
  for (const { name, pools } of users.values()) {
    if (pools.size < 2) continue;
    const key = [...pools].map(({ entity }) => entity.resource.urn).join("\n");
    const known = shared.get(key) ?? { pools: [...pools], names: [] };
    known.names.push(name);
    shared.set(key, known);
  }
  return [...shared.values()];
}

function isUserManaged({ publicAddresses }: PoolNode): boolean {
  return publicAddresses === "UserManaged";
}

/** The one address that a link certainly leads to, in this program or outside of it. */
function addressOf(link: Link<PublicIp>): { readonly key: string; readonly name: string | undefined } | undefined {
  const node = single(link);
  if (node) return { key: node.entity.resource.urn, name: nameOf(node.entity) };
  const id = link.to === "external" ? parseArmId(link.id) : undefined;
  return id && link.to === "external" ? { key: link.id.toLowerCase(), name: shown("name", lastName(id)) } : undefined;
}
