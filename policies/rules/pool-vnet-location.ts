import { unknownsAmong } from "../known/combine";
import { groupBy } from "../known/multimap";
import { isKnown, isUnknown, unknown, type Value } from "../known/value";
import { text } from "../plan/property";
import { stackIn } from "../plan/urn";
import { ask } from "../remedies/remedy";
import { isSubnetId, parseArmId, sameName } from "../topology/arm-id";
import { type Entity, isOfKind } from "../topology/entity";
import { candidates, single } from "../topology/link";
import { toPool } from "../topology/pool";
import type { PoolNode } from "../topology/topology";
import { namesOf } from "../wording/names";
import { shown } from "../wording/shown";
import { isKnownRegion } from "../wording/tags";
import { about } from "./lib/about";
import { poolsOn } from "./lib/pools-on";
import { questionOn } from "./lib/settings-question";
import { type Finding, finding, type Item, openQuestion, type Rule, type Undecided } from "./rule";

/** Faults in the subnet id itself are reported before the pool is created; the other checks need its account and network. */
export const poolVnetLocation: Rule = {
  name: "pool-vnet-location",
  title: "The virtual network of a Batch pool is in the region and subscription of its account.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#prerequisites",
  checkEntity: (entity) => (isOfKind(entity, ["pool"]) ? malformed(entity) : []),
  checkTopology: (topology) => [
    ...topology.pools.flatMap(oddlyWritten),
    ...topology.pools.flatMap(inOtherSubscription),
    ...[...poolsOn(topology, otherRegions)].flatMap(([regions, pools]) =>
      // What to change is in the stack of the pool, whatever other stacks of an estate have the same regions.
      [...groupBy(pools, ({ entity }) => stackIn(entity.resource.urn)).values()].map((own) =>
        inOtherRegion(regions, own),
      ),
    ),
    ...topology.pools.flatMap(openRegion),
  ],
};

const FORM = "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…";

function malformed(entity: Entity<"pool">): readonly Finding[] {
  const { subnetId } = toPool(entity);
  const written = text(subnetId);
  if (isUnknown(written) || written === undefined) return [];
  if (isSubnetId(written)) return [];
  const classic = sameName(parseArmId(written)?.namespace ?? "", "Microsoft.ClassicNetwork");
  return [
    finding({
      urn: entity.resource.urn,
      path: subnetId.path,
      found: `${subnetId.path} is ${classic ? "in a classic virtual network" : "not the id of a subnet"}.`,
      why: "Azure rejects the pool: it accepts only the id of a subnet in a Resource Manager virtual network.",
      remedies: [ask(`Use an id of the form ${FORM}.`)],
    }),
  ];
}

/**
 * Azure documents the form of the id, but not whether it accepts spaces around it or a slash at its end. If the pool is deployed, Azure
 * has accepted them. https://learn.microsoft.com/rest/api/batchmanagement/pool/create#networkconfiguration
 */
function oddlyWritten({ entity, subnetId, declared }: PoolNode): readonly Finding[] {
  const written = text(subnetId);
  if (declared || isUnknown(written) || written === undefined || !isUnknown(entity.id)) return [];
  if (parseArmId(written) === undefined || !/^\s|[\s/]$/.test(written)) return [];
  return [
    finding({
      urn: entity.resource.urn,
      path: subnetId.path,
      found: `${subnetId.path} has ${/\/\s*$/.test(written) ? "a slash at its end" : "a space around it"}.`,
      why: "The documented form of the id has none, and Azure may reject the pool.",
      remedies: [ask(`Use an id of the form ${FORM}.`)],
      advisory: true,
      severity: "low",
    }),
  ];
}

function inOtherSubscription(pool: PoolNode): readonly Item[] {
  const [account, subnet] = [single(pool.account)?.entity, single(pool.subnet)?.entity];
  const ids = [
    subscriptionOf([pool.entity.id, account?.id]),
    subscriptionOf([text(pool.subnetId), subnet?.id]),
  ] as const;
  const [one, two] = [account?.resource.provider, subnet?.resource.provider];
  const areDifferent = one !== undefined && two !== undefined && one.urn !== two.urn;
  const [own, other] = areDifferent ? [ids[0] ?? one.subscription, ids[1] ?? two.subscription] : ids;
  if (isUnknown(own) || isUnknown(other)) return questionOn(pool, IN_SUBSCRIPTION, unknownsAmong([own, other]));
  if (own === undefined || other === undefined) {
    return areDifferent && own !== other && !ids.some((id) => id !== undefined) ? bySeveralProviders(pool) : [];
  }
  if (sameName(own, other)) return [];
  return [
    finding({
      urn: pool.entity.resource.urn,
      path: pool.subnetId.path,
      found: `The pool's account is in subscription ${shown("subscription", own) ?? "one"}, its subnet in ${shown("subscription", other) ?? "another"}.`,
      why: "Batch cannot put nodes into a virtual network of another subscription: Azure rejects the pool.",
      remedies: [ask("Use a subnet in the subscription of the account, or an account in that of the network.")],
    }),
  ];
}

const IN_SUBSCRIPTION = "whether its virtual network is in the subscription of its account";

/** One provider has a subscriptionId, the other uses that of its environment, which may be the same. */
function bySeveralProviders(pool: PoolNode): readonly Item[] {
  if (pool.declared) return [];
  const question = `${IN_SUBSCRIPTION}: two providers make them, of which one has no subscriptionId`;
  return [
    openQuestion(
      { urn: pool.entity.resource.urn, question, unknowns: [] },
      () => "Set subscriptionId of both providers to the same subscription, or use one provider for both.",
    ),
  ];
}

function subscriptionOf(ids: readonly (Value<string | undefined> | undefined)[]): string | undefined {
  const known = ids.filter(isKnown).map((id) => parseArmId(id ?? ""));
  return known.find((id) => id !== undefined)?.subscription;
}

/** Both regions as text if they differ, so that all pools with the same two regions are one finding. */
function otherRegions(pool: PoolNode): string | undefined {
  const network = single(pool.subnet)?.virtualNetwork;
  const only = network && single(network);
  const location = only?.location;
  const region = single(pool.account)?.region;
  if (location === undefined || region === undefined || isUnknown(location) || isUnknown(region)) return undefined;
  return location === region
    ? undefined
    : `The account is in ${isKnownRegion(region) ? region : "one region"}, the virtual network in ${isKnownRegion(location) ? location : "another"}`;
}

/** The question about the region, if a region is unknown, or if the pool may have several accounts or networks in different regions. */
function openRegion(pool: PoolNode): readonly Undecided[] {
  const accounts = candidates(pool.account).map(({ region }) => region);
  const networks = candidates(pool.subnet).flatMap(({ virtualNetwork }) => candidates(virtualNetwork));
  const places = networks.map(({ location }) => location);
  if (accounts.length === 0 || places.length === 0 || places.includes(undefined)) return [];
  const all = [...accounts, ...places];
  const differ = new Set(all.filter(isKnown)).size > 1;
  const unknowns = unknownsAmong(all);
  const several = differ && (accounts.length > 1 || places.length > 1);
  const which = several ? [unknown(pool.subnetId.path, pool.subnetId.owner)] : [];
  return questionOn(pool, "whether its virtual network is in the region of its account", [...which, ...unknowns]);
}

function inOtherRegion(regions: string, pools: readonly PoolNode[]): Finding {
  const [first] = pools as [PoolNode];
  return finding({
    urn: first.entity.resource.urn,
    ...about(pools),
    path: first.subnetId.path,
    found: `${regions}; this affects ${namesOf(pools)}.`,
    why: "Batch puts nodes only into virtual networks in the region of the account: Azure rejects the pool.",
    remedies: [ask("Use a virtual network in the region of the account, or an account in that of the network.")],
  });
}
