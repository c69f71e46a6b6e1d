import { judgeBlocked, publicServiceFlow } from "../network/node-traffic";
import type { SecurityRule } from "../network/security-rule";
import { needsOf, type Service } from "../topology/features";
import { contextOf } from "../topology/filters";
import { poolRegion } from "../topology/region";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { PoolNode, Topology } from "../topology/topology";
import { addRule } from "./lib/advice";
import { describeRule, placeOf } from "./lib/describe-rule";
import { nameOf, namesOf } from "./lib/names";
import { poolFilters } from "./lib/pool-filters";
import { mayReachPrivately } from "./lib/private-services";
import { type Finding, finding, type Rule } from "./rule";

export const poolFeatureEgress: Rule = {
  name: "pool-feature-egress",
  title: "The security rules on a Batch pool's subnet let its nodes reach what the pool's own settings need.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/virtual-file-mount#networking-requirements",
  checkTopology: (topology) => {
    const faults = new Map<string, Fault>();
    for (const fault of topology.pools.flatMap((pool) => blocked(pool, topology))) {
      const { group, service, port } = fault;
      const key = `${group.entity.resource.urn} ${service} ${port}`;
      const known = faults.get(key);
      const pools = [...new Set([...(known?.pools ?? []), ...fault.pools])];
      const what = [...new Set([...(known?.what ?? []), ...fault.what])];
      faults.set(key, { ...fault, pools, what });
    }
    return [...faults.values()].map(toFinding);
  },
};

/** Something that pools behind one group need, and none of it passes. */
interface Fault {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule<SecurityRuleNode> | undefined;
  readonly pools: readonly PoolNode[];
  readonly what: readonly string[];
  readonly service: Service;
  readonly port: number;
  /** The change to make. */
  readonly change: readonly string[];
}

/** Only where nothing at all could pass on the port: which addresses `Storage` stands for is not known here. */
function blocked(pool: PoolNode, topology: Topology): readonly Fault[] {
  const possible = poolFilters(pool);
  return needsOf(pool.entity).flatMap(({ what, service, port }) => {
    if (possible.some(({ subnet }) => mayReachPrivately(subnet, service, topology))) return [];
    const faults = possible.map(({ subnet, group, filters }): Fault | undefined => {
      const context = contextOf(subnet, poolRegion(pool));
      const flow = publicServiceFlow(context, port);
      const verdict = judgeBlocked(filters, flow, context);
      if (!group || verdict.is !== "holds") return undefined;
      const destination = TAG[service];
      const rule = { direction: "Outbound", protocol: "Tcp", source: "*", destination, port: `${port}` } as const;
      const change = addRule(group, rule, { flow, context, destination: "*" });
      return { group, rule: verdict.because.pieces[0]?.rule, pools: [pool], what: [what], service, port, change };
    });
    return faults.every((fault) => fault !== undefined) ? faults : [];
  });
}

/** Docker Hub has no tag. */
const TAG: Record<Service, string> = {
  Storage: "Storage",
  AzureContainerRegistry: "AzureContainerRegistry",
  MicrosoftContainerRegistry: "MicrosoftContainerRegistry",
  DockerHub: "Internet",
};

const LIST = new Intl.ListFormat("en-GB");

function toFinding({ group, rule, pools, what, service, port, change }: Fault): Finding {
  return finding({
    ...(rule?.ref ? placeOf(rule.ref) : { urn: group.entity.resource.urn, path: "" }),
    found: `In "${nameOf(group.entity)}", ${describeRule(rule)} keeps ${namesOf(pools)} from TCP ${port} to ${TAG[service]}, needed for ${LIST.format(what)}.`,
    why: "Nodes that cannot mount, download or pull it turn unusable or fail their start task.",
    change,
  });
}
