/**
 * The cost that an estate of 5 MB, as "snapshot --config" writes it, adds to judging a stack: `npm run bench:estate`. `-- --quick`
 * measures less. For each run there is one with the same configuration without an estate; other work on the machine affects processor
 * time less. Writes bench/results/estate.json and the table in docs/performance.md, and fails if a limit is exceeded.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import * as path from "node:path";
import { SNAPSHOT_FORMAT, type Snapshot } from "../policies/estate/snapshot";
import { root } from "../toolchain/checkout";
import { table, withSections } from "../toolchain/docs/sections";
import { type Configuration, judge, requestsFor } from "./judging";
import { figure, inTurn } from "./measure";
import { stackOf } from "./stack";

const quick = process.argv.includes("--quick");
const MEGABYTES = 5;
const RESOURCES = quick ? 1_000 : 10_000;

/** The most that it may add: to the start, in milliseconds, and to judging 10,000 resources, as a fraction. */
const MOST = { configure: 50, judging: 0.05 };

const rule = (at: number) => ({
  name: `Allow${at}`,
  access: "Allow",
  direction: "Outbound",
  priority: 200 + at,
  protocol: "Tcp",
  sourceAddressPrefix: "*",
  sourcePortRange: "*",
  destinationAddressPrefix: `192.168.${at}.0/24`,
  destinationPortRange: `${8000 + at}`,
});

/** Networks of other teams, each with a group and a subnet, up to the size of the estate; the program uses none of them. */
function estate(): Snapshot {
  const resources: Snapshot["sources"][number]["resources"][number][] = [];
  for (let size = 0, at = 0; size < MEGABYTES * 1e6; at++) {
    const group = `/subscriptions/00000000-0000-0000-0000-00000000000${at % 10}/resourceGroups/rg-${at}/providers/Microsoft.Network`;
    const network = `${group}/virtualNetworks/vnet-${at}`;
    const nsg = `${group}/networkSecurityGroups/nsg-${at}`;
    const site = [
      {
        type: "azure-native:network:VirtualNetwork",
        id: network,
        properties: { location: "westeurope", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
      },
      {
        type: "azure-native:network:NetworkSecurityGroup",
        id: nsg,
        properties: { location: "westeurope", securityRules: Array.from({ length: 6 }, (_, index) => rule(index)) },
      },
      {
        type: "azure-native:network:Subnet",
        id: `${network}/subnets/nodes`,
        properties: { addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: nsg } },
      },
    ];
    resources.push(...site);
    size += JSON.stringify(site).length;
  }
  const time = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
  return { format: SNAPSHOT_FORMAT, sources: [{ name: "corp/prod", kind: "stack", time, coverage: [], resources }] };
}

const ms = (values: readonly number[]) => {
  const { median, least, most } = figure(values);
  return `${median.toFixed(0)} ms (${least.toFixed(0)}–${most.toFixed(0)})`;
};

async function main(): Promise<void> {
  const requests = requestsFor(stackOf(RESOURCES));
  const configured = (settings: object): Configuration => ({
    settings: { enforcementLevel: "mandatory", ...settings },
  });
  const [withIt, without] = [configured({ estate: JSON.stringify(estate()) }), configured({})];
  const { estate: mine, control } = await inTurn(
    {
      estate: () => judge("azure-batch-guard", requests, withIt),
      control: () => judge("azure-batch-guard", requests, without),
    },
    quick ? 2 : 5,
  );
  const of = (what: "configure" | "processor" | "memory") =>
    [mine, control].map((all) => all.map((each) => each[what] ?? Number.NaN)) as [number[], number[]];
  const [configure, processor, memory] = [of("configure"), of("processor"), of("memory")];
  const added = ([one, other]: readonly [number[], number[]]) => figure(one).median - figure(other).median;
  const share = added(processor) / figure(processor[1]).median;
  const row = (what: string, values: readonly [number[], number[]], unit = ms) => [what, ...values.map(unit)];
  const text = table(
    ["Processor time", `With an estate of ${MEGABYTES} MB`, "Without"],
    [
      row("Taking the configuration, once", configure),
      row(`Judging ${RESOURCES.toLocaleString("en")} resources`, processor),
      row("Most memory in use", memory, (values) => `${figure(values).median.toFixed(0)} MB`),
    ],
  );
  process.stdout.write(`${text}\n${(100 * share).toFixed(1)} % more judging.\n`);
  if (!quick) write({ mine, control }, text);
  const faults = [
    ...(added(configure) > MOST.configure ? [`the start: ${added(configure).toFixed(0)} ms`] : []),
    ...(share > MOST.judging ? [`judging: ${(100 * share).toFixed(1)} %`] : []),
  ];
  if (faults.length > 0) {
    process.stderr.write(`More than was promised is added to ${faults.join(", and to ")}.\n`);
    process.exitCode = 1;
  }
}

function write(measured: object, text: string): void {
  const results = path.join(root, "bench", "results");
  mkdirSync(results, { recursive: true });
  const machine = { node: process.version, platform: process.platform, cores: cpus().length, cpu: cpus()[0]?.model };
  writeFileSync(path.join(results, "estate.json"), `${JSON.stringify({ machine, ...measured }, undefined, 1)}\n`);
  const page = path.join(root, "docs", "performance.md");
  writeFileSync(page, withSections(readFileSync(page, "utf8"), { estate: text }, "npm run bench:estate"));
}

void main();
