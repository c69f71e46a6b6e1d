/**
 * The cost of building the topology of a program: `npm run bench:topology`. Prints the processor time of the best of several runs and
 * that of a control in the same run, and fails if a limit is exceeded: 10,000 resources, with every link followed, in less than
 * a second, and linear growth from 1,000 to 30,000.
 */
import { type PlannedResource, planResource } from "../policies/plan/resource";
import { toBranch } from "../policies/plan/tree";
import { buildTopology } from "../policies/topology/topology";
import { runProgram } from "../test/support/program/engine";
import { native, type Program, ref, resourceGroup, type Written } from "../test/support/program/language";
import { walk } from "../test/support/walk";

const SIZES = [1_000, 10_000, 30_000];
const LIMIT_MS = 1_000;
/** The exponent of the growth: 1 is linear, 2 quadratic. Caches and garbage collection make the largest size slightly slower. */
const STEEPEST = 1.35;

/** One site: 20 resources, a spoke with its pool, with links of every form. */
function site(at: number): Program {
  const name = (what: string) => `${what}-${at}`;
  const net = (type: string, args: object): Written => native(`network:${type}`, args as Record<string, unknown>);
  return {
    [name("nsg")]: net("NetworkSecurityGroup", {}),
    ...Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [
        name(`rule${index}`),
        net("SecurityRule", {
          networkSecurityGroupName: ref(name("nsg"), "name"),
          priority: 100 + index,
          direction: "Outbound",
          access: "Allow",
          protocol: "Tcp",
          destinationAddressPrefix: "BatchNodeManagement",
        }),
      ]),
    ),
    [name("vnet")]: net("VirtualNetwork", { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }),
    [name("GatewaySubnet")]: net("Subnet", {
      addressPrefix: `10.${at >> 8}.${at & 255}.0/26`,
      virtualNetworkName: ref(name("vnet"), "name"),
      subnetName: "GatewaySubnet",
    }),
    [name("gateway")]: net("VirtualNetworkGateway", {
      ipConfigurations: [{ subnet: { id: ref(name("GatewaySubnet")) } }],
    }),
    [name("firewall-policy")]: net("FirewallPolicy", {}),
    [name("firewall")]: net("AzureFirewall", {
      firewallPolicy: { id: ref(name("firewall-policy")) },
      ipConfigurations: [{ subnet: { id: ref(name("GatewaySubnet")) } }],
    }),
    [name("rt")]: net("RouteTable", {}),
    [name("route")]: net("Route", {
      routeTableName: ref(name("rt"), "name"),
      addressPrefix: "0.0.0.0/0",
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: ref(name("firewall"), "ipConfigurations[0].privateIPAddress"),
    }),
    [name("snet")]: net("Subnet", {
      virtualNetworkName: ref(name("vnet"), "name"),
      addressPrefix: "10.0.1.0/24",
      networkSecurityGroup: { id: ref(name("nsg")) },
      routeTable: { id: ref(name("rt")) },
    }),
    [name("peering")]: net("VirtualNetworkPeering", {
      virtualNetworkName: ref(name("vnet"), "name"),
      remoteVirtualNetwork: { id: ref(at === 0 ? name("vnet") : "vnet-0") },
    }),
    [name("batch")]: native("batch:BatchAccount", {}),
    [name("endpoint")]: net("PrivateEndpoint", {
      subnet: { id: ref(name("snet")) },
      privateLinkServiceConnections: [
        { name: "b", privateLinkServiceId: ref(name("batch")), groupIds: ["nodeManagement"] },
      ],
    }),
    [name("pool")]: native("batch:Pool", {
      accountName: ref(name("batch"), "name"),
      networkConfiguration: { subnetId: ref(name("snet")) },
    }),
    [name("ip")]: net("PublicIPAddress", {}),
  };
}

const sites = (count: number): Program => {
  const all = Array.from({ length: Math.ceil(count / 20) }, (_, at) => site(at));
  return Object.assign({ group: resourceGroup({ location: "westeurope" }) }, ...all);
};

/** One network, group and table with all the children, inside one component. */
function crowd(count: number): Program {
  const shared: Program = {
    site: { type: "render:site:Site", args: {} },
    group: resourceGroup({ location: "westeurope" }),
    nsg: native("network:NetworkSecurityGroup", {}),
    rt: native("network:RouteTable", {}),
    vnet: native("network:VirtualNetwork", { addressSpace: { addressPrefixes: ["10.0.0.0/8"] } }),
    batch: native("batch:BatchAccount", {}),
  };
  const children = Array.from({ length: Math.ceil(count / 4) }, (_, at): Program => {
    const parent = { parent: "site" };
    return {
      [`rule-${at}`]: native(
        "network:SecurityRule",
        { networkSecurityGroupName: ref("nsg", "name"), priority: at },
        parent,
      ),
      [`route-${at}`]: native("network:Route", { routeTableName: ref("rt", "name"), nextHopType: "None" }, parent),
      [`snet-${at}`]: native(
        "network:Subnet",
        {
          virtualNetworkName: ref("vnet", "name"),
          networkSecurityGroup: { id: ref("nsg") },
          routeTable: { id: ref("rt") },
        },
        parent,
      ),
      [`pool-${at}`]: native(
        "batch:Pool",
        { accountName: ref("batch", "name"), networkConfiguration: { subnetId: ref(`snet-${at}`) } },
        parent,
      ),
    };
  });
  return Object.assign(shared, ...children);
}

/** A program as the engine shows it, before or after its deployment. */
function shown(program: Program, deployed: boolean): readonly PlannedResource[] {
  const run = { isDeployed: () => deployed, node: false, refreshed: false, spell: (type: string) => type };
  return runProgram(program, run).map(
    ({ urn, type, name, inputs, outputs, propertyDependencies, dependencies, parent }) =>
      planResource({
        urn,
        type,
        name,
        parent,
        dependencies,
        inputs: toBranch(marked(inputs), urn),
        outputs: toBranch(marked(outputs), urn),
        propertyDependencies: new Map(Object.entries(propertyDependencies)),
      }),
  );
}

/** Replaces the stand-in's `$unknown` with the mark on the wire. */
function marked(value: object): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('{"$unknown":true}', '"04da6b54-80e4-46f7-96ec-b56ff0331ba9"'));
}

/** The minimum cost of reading every resource once. */
function control(resources: readonly PlannedResource[]): number {
  return resources.reduce((sum, { properties }) => sum + Object.keys(properties.value as object).length, 0);
}

/** The shortest processor time of several runs, in ms: other work on the machine does not count. */
function best(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

const CASES: readonly (readonly [string, (count: number) => readonly PlannedResource[]])[] = [
  ["many sites, first preview", (count) => shown(sites(count), false)],
  ["many sites, deployed", (count) => shown(sites(count), true)],
  ["one network with everything, first preview", (count) => shown(crowd(count), false)],
  ["one network with everything, deployed", (count) => shown(crowd(count), true)],
];

// The first runs warm up the compiler.
walk(buildTopology(shown(sites(2_000), false)));

const broken = CASES.flatMap(([title, programOf]) => {
  const results = SIZES.map((size) => {
    const resources = programOf(size);
    const ms = best(5, () => walk(buildTopology(resources)));
    const lookedAt = best(5, () => control(resources));
    const each = (1_000 * ms) / resources.length;
    const figures = `${ms.toFixed(0)} ms, ${each.toFixed(1)} µs each (control: ${lookedAt.toFixed(1)} ms)`;
    process.stdout.write(`${title}: ${resources.length} resources: ${figures}\n`);
    return { ms, count: resources.length };
  });
  const [small, middle, large] = results;
  if (!small || !middle || !large) return [];
  const slow = middle.ms > LIMIT_MS ? [`${title}: 10,000 resources take longer than ${LIMIT_MS} ms.`] : [];
  const growth = Math.log(large.ms / small.ms) / Math.log(large.count / small.count);
  return growth > STEEPEST ? [...slow, `${title}: time grows with the power of ${growth.toFixed(2)}.`] : slow;
});

for (const promise of broken) process.stderr.write(`${promise}\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
