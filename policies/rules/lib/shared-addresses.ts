import { isUnknown, type Unknown, unknown } from "../../known/value";
import { items } from "../../plan/property";
import { lastName, parseArmId } from "../../topology/arm-id";
import type { PublicIp } from "../../topology/egress";
import { candidates, type Link, single } from "../../topology/link";
import type { PoolNode, Topology } from "../../topology/topology";
import { nameOf } from "../../wording/names";
import { shown } from "../../wording/shown";

/** Public addresses that the same pools list. */
export interface SharedAddresses {
  readonly pools: readonly PoolNode[];
  /** Their names; `undefined` for one that does not look like a name. */
  readonly names: readonly (string | undefined)[];
}

/** The addresses that several pools certainly list, one item for each group of pools. */
export function sharedAddresses({ pools }: Topology): readonly SharedAddresses[] {
  const users = new Map<string, { readonly name: string | undefined; readonly pools: Set<PoolNode> }>();
  for (const pool of pools.filter((pool) => isUserManaged(pool))) {
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

/** The pools that may share an address, and the unknown values that decide it. */
export function mayShare({ pools }: Topology): ReadonlyMap<PoolNode, readonly Unknown[]> {
  const uses = pools.filter((pool) => !pool.declared && isUserManaged(pool, "perhaps")).map(useOf);
  const holders = new Map<string, number>();
  for (const { keys } of uses) for (const key of keys) holders.set(key, (holders.get(key) ?? 0) + 1);
  const several = uses.filter(({ keys, anywhere }) => keys.size > 0 || anywhere.length > 0).length > 1;
  const found = new Map<PoolNode, readonly Unknown[]>();
  for (const { pool, anywhere, oneOf } of uses) {
    const near = oneOf.filter(({ keys }) => keys.some((key) => (holders.get(key) ?? 0) > 1)).map(({ why }) => why);
    const unknowns = [...(several ? anywhere : []), ...near];
    if (unknowns.length > 0) found.set(pool, unknowns);
  }
  return found;
}

interface Use {
  readonly pool: PoolNode;
  /** The addresses that the elements of its list may refer to. */
  readonly keys: ReadonlySet<string>;
  /** Unknown elements, or an unknown list, that may refer to any address. */
  readonly anywhere: readonly Unknown[];
  /** Elements that refer to one of several addresses. */
  readonly oneOf: readonly { readonly keys: readonly string[]; readonly why: Unknown }[];
}

function useOf(pool: PoolNode): Use {
  const { addresses, publicIps } = pool;
  if (isUnknown(addresses)) return { pool, keys: new Set(), anywhere: [addresses], oneOf: [] };
  const elements = items(publicIps);
  const places = addresses.map((link, at) => {
    const { path, owner } = (isUnknown(elements) ? undefined : elements[at]) ?? publicIps;
    const only = addressOf(link)?.key;
    const keys = only === undefined ? candidates(link).map(({ entity }) => entity.resource.urn) : [only];
    return { keys, why: unknown(path, owner) };
  });
  return {
    pool,
    keys: new Set(places.flatMap(({ keys }) => keys)),
    anywhere: addresses.flatMap((link) => (link.to === "unknown" ? [link.why] : [])),
    oneOf: places.filter(({ keys }) => keys.length > 1),
  };
}

function isUserManaged({ publicAddresses }: PoolNode, unknown?: "perhaps"): boolean {
  return isUnknown(publicAddresses) ? unknown === "perhaps" : publicAddresses === "UserManaged";
}

/** The one address that a link certainly refers to, in this program or outside of it. */
function addressOf(link: Link<PublicIp>): { readonly key: string; readonly name: string | undefined } | undefined {
  const node = single(link);
  if (node) return { key: node.entity.resource.urn, name: nameOf(node.entity) };
  const id = link.to === "external" ? parseArmId(link.id) : undefined;
  return id && link.to === "external" ? { key: link.id.toLowerCase(), name: shown("name", lastName(id)) } : undefined;
}
