/**
 * The speed of judging security groups: `npm run bench:network`. Prints the best of many runs, with a control in the same run, and
 * fails if a limit is exceeded: one verdict over 1,000 rules under 1 ms, 69 regions over 1,000 rules under 50 ms, and growth from 100
 * to 10,000 rules no worse than n log n.
 */
import { judgeClassicInbound, judgeOutboundToNodeManagement } from "../policies/network/node-management";
import { regions } from "../policies/network/regions";
import type { Filters } from "../policies/network/security-group";
import { readSecurityRule, type SecurityRuleFields } from "../policies/network/security-rule";
import type { SubnetContext } from "../policies/network/subnet-context";

const CONTEXT: SubnetContext = {
  cloud: "Public",
  subnet: { prefixes: ["10.0.1.0/24"], complete: true },
  virtualNetwork: { prefixes: ["10.0.0.0/16"], complete: true },
  peered: { prefixes: [], complete: true },
  routes: { list: [], complete: true },
};
const PUBLIC_REGIONS = [...regions().values()]
  .filter((region) => region.cloud === "Public")
  .map((region) => region.name);
const TAGS = [
  "Storage",
  "Sql.WestEurope",
  "AzureCloud.eastus",
  "BatchNodeManagement.NorthEurope",
  "AzureMonitor",
  "VirtualNetwork",
];

/** Rules as a large organisation has them: half of them name service tags, and no two are the same. */
function someFields(count: number): SecurityRuleFields[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `rule-${index}`,
    direction: "Outbound",
    access: index % 3 === 0 ? "Deny" : "Allow",
    priority: 100 + ((index * 7919) % 3997),
    protocol: index % 2 === 0 ? "Tcp" : "*",
    sourceAddressPrefix: index % 5 === 0 ? `10.0.${index % 256}.0/24` : "*",
    sourcePortRange: "*",
    destinationAddressPrefix:
      index % 2 === 0 ? TAGS[(index / 2) % TAGS.length] : `13.${index % 256}.${(index >> 3) % 256}.0/24`,
    destinationPortRange: index % 4 === 0 ? "443" : `${1000 + index}`,
  }));
}

const groupOf = (fields: readonly SecurityRuleFields[]): Filters<number> => ({
  group: { rules: fields.map((each, index) => readSecurityRule(each, index)), complete: true },
});

/** A linter's comparison of strings: the minimum cost of reading every rule once. */
function control(fields: readonly SecurityRuleFields[]): number {
  return fields.filter(
    (rule) =>
      rule.direction === "Outbound" &&
      rule.access === "Deny" &&
      `${rule.destinationAddressPrefix}`.toLowerCase() === "internet",
  ).length;
}

/** The shortest of many runs: other load on the machine can only add to it. */
function best(runs: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const lines: string[] = [];
const failures: string[] = [];

function report(what: string, milliseconds: number, limit = Number.POSITIVE_INFINITY): void {
  lines.push(
    `${what.padEnd(58)} ${milliseconds.toFixed(3).padStart(9)} ms${limit < 1e9 ? `  (limit ${limit} ms)` : ""}`,
  );
  if (milliseconds > limit) failures.push(what);
}

const thousand = someFields(1000);
const group = groupOf(thousand);
const outbound = (filters: Filters<number>, region = "westeurope") =>
  judgeOutboundToNodeManagement(filters, region, CONTEXT);
for (let warm = 0; warm < 200; warm++) outbound(group);

report(
  "control: look at 1,000 rules as strings",
  best(200, () => control(thousand)),
);
report(
  "read 1,000 rules",
  best(50, () => groupOf(thousand)),
);
report(
  "one verdict over 1,000 rules, warm",
  best(200, () => outbound(group)),
  1,
);
report(
  "one verdict over 1,000 rules, put into order anew",
  best(50, () => outbound({ group: { ...(group.group as object) } as never })),
);
report(
  "one inbound verdict over 1,000 rules, warm",
  best(200, () => judgeClassicInbound(group, CONTEXT)),
  1,
);
report(
  "69 regions over 1,000 rules",
  best(20, () => PUBLIC_REGIONS.map((region) => outbound(group, region))),
  50,
);

/** Reading, sorting and judging together, so that no cache hides a part of the growth. */
const perRule = [100, 1000, 10_000].map((count) => {
  const fields = someFields(count);
  const time = best(20, () => outbound(groupOf(fields)));
  report(`read, order and judge ${count} rules`, time);
  return time / (count * Math.log2(count));
});
const growth = (perRule[2] as number) / (perRule[0] as number);
lines.push(
  `growth from 100 to 10,000 rules, against n log n           ${growth.toFixed(2).padStart(9)}     (limit 1.5)`,
);
if (growth > 1.5) failures.push("growth");

process.stdout.write(`${lines.join("\n")}\n`);
if (failures.length > 0) {
  process.stderr.write(`Too slow: ${failures.join("; ")}\n`);
  process.exitCode = 1;
}
