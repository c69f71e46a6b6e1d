import { judgeBlocked } from "../network/node-traffic";
import { contextOf } from "../reach/filters";
import { onceFor, onlyGroup, type PoolFilters, poolFilters } from "../reach/pool-filters";
import { mayReachPrivately } from "../reach/private-services";
import { flowTo, tagFor } from "../reach/public-services";
import { addRule } from "../remedies/advice";
import { type Need, needsOf } from "../topology/features";
import { poolRegion } from "../topology/region";
import type { SecurityGroup } from "../topology/security-group";
import type { PoolNode, Topology } from "../topology/topology";
import { describeRule, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { type Finding, finding, type Rule } from "./rule";

export const poolFeatureEgress: Rule = {
  name: "pool-feature-egress",
  title: "The security rules on a Batch pool's subnet let its nodes reach what the pool's own settings need.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/virtual-file-mount#networking-requirements",
  limits: [
    "A rule that denies a regional tag alone, such as `Storage.WestEurope`: no setting of a pool tells in which region its storage account or registry is.",
    "A rule that denies `AzureCloud`: which of a service's addresses have that tag is not in the table that comes with the pack.",
    "A rule that denies `MicrosoftContainerRegistry`: part of that registry answers from addresses of Azure Front Door.",
    "Networks with a private endpoint for the service, or with a way to networks that the program does not show, where one may be. A service endpoint changes nothing: security rules judge the service's public addresses as before.",
  ],
  checkTopology: (topology) => {
    const faults = new Map<string, Fault>();
    for (const pool of topology.pools) {
      for (const need of needsOf(pool.entity)) {
        const place = blocking(pool, need, topology);
        if (!place) continue;
        const key = `${place.group?.entity.resource.urn} ${keyOf(need)}`;
        const fault = faults.get(key) ?? { place, need, pools: new Set(), what: new Set() };
        fault.pools.add(pool);
        fault.what.add(need.what);
        faults.set(key, fault);
      }
    }
    return [...faults.values()].map(toFinding);
  },
};

/** Something that pools behind one group need, and none of it passes. */
interface Fault {
  readonly place: PoolFilters;
  readonly need: Need;
  readonly pools: Set<PoolNode>;
  readonly what: Set<string>;
}

/** The group that certainly filters a pool's traffic and stops what it needs, with a subnet where it does. */
function blocking(pool: PoolNode, need: Need, topology: Topology): PoolFilters | undefined {
  const possible = poolFilters(pool);
  const [place] = possible;
  if (!onlyGroup(possible)) return undefined;
  const stopped = possible.every((each) => passesNothing(each, keyOf(need), need, pool).is === "holds");
  const elsewhere = stopped && possible.some(({ subnet }) => mayReachPrivately(subnet, need.service, topology));
  return stopped && !elsewhere ? place : undefined;
}

function keyOf({ service, port }: Need): string {
  return `${service} ${port}`;
}

/** Only where nothing could pass, whichever public addresses the service has: those behind its tag are not known here. */
const passesNothing = onceFor(({ subnet, filters }, _key: string, need: Need, pool: PoolNode) => {
  const context = contextOf(subnet, poolRegion(pool));
  return judgeBlocked(filters, flowTo(need, context), context);
});

const LIST = new Intl.ListFormat("en-GB");

function toFinding({ place, need, pools, what }: Fault): Finding {
  const { port } = need;
  const tag = tagFor(need.service);
  const [first] = [...pools] as [PoolNode];
  const group = place.group as SecurityGroup;
  const context = contextOf(place.subnet, poolRegion(first));
  const rule = passesNothing(place, keyOf(need), need, first).because.pieces[0]?.rule;
  const added = {
    direction: "Outbound",
    protocol: "Tcp",
    source: "*",
    destination: tag,
    port: `${port}`,
  } as const;
  return finding({
    ...(rule?.ref ? placeOf(rule.ref) : { urn: group.entity.resource.urn, path: "" }),
    found: `In "${nameOf(group.entity)}", ${describeRule(rule)} keeps ${namesOf([...pools])} from TCP ${port} to ${tag}, needed for ${LIST.format(what)}.`,
    why: "Nodes that cannot mount, download or pull it turn unusable or fail their start task.",
    change: addRule(group, added, { flow: flowTo(need, context), context, destination: "*" }),
  });
}
