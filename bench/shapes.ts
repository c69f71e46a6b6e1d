import { firewallAddress } from "../test/programs/firewall-hub";
import {
  account,
  allowBatch,
  allowStorage,
  classicInbound,
  denyInternet,
  endpoint,
  network,
  pool,
  routeTable,
  securityGroup,
  subnet,
} from "../test/programs/parts";
import { hub, networkRule, route } from "../test/rules/firewall";
import { type Args, GROUP, type Program, ref } from "../test/support/program/language";

/** A shape of stacks in which one thing is linked to very many others. */
export interface BenchShape {
  readonly name: string;
  /** The resources that the stack has once. */
  readonly once: Program;
  /** The resources that it has once per `per` of its resources; the rest are of types that no policy reads. */
  readonly each: (at: number) => Program;
  readonly per: number;
}

const NETWORK = { vnet: network("10.0.0.0/8") };
/** The prefix of subnet number `at` of the network: one of a million /28 prefixes. */
const prefixOf = (at: number) => `10.${(at >> 12) & 255}.${(at >> 4) & 255}.${(at & 15) << 4}/28`;
const inSubnet = (at: number, more: Args = {}): Program => ({ [`snet-${at}`]: subnet("vnet", prefixOf(at), more) });
const poolIn = (name: string): Args => ({ subnetId: ref(name) });
const filteredBy = (name: string): Args => ({ networkSecurityGroup: { id: ref(name) } });

/** 1,000 rules of one firewall, the last of which allows Batch. */
const FIREWALL_RULES = Array.from({ length: 1_000 }, (_, at) => ({
  ...networkRule(at === 999 ? "BatchNodeManagement.WestEurope" : `172.16.${at >> 8}.${at & 255}`),
  name: `rule-${at}`,
}));

/** The shapes that are expensive for a judge that reads everything for each resource: at 10,000 resources, thousands of each. */
export const SHAPES: readonly BenchShape[] = [
  {
    name: "a group for each pool",
    once: { ...NETWORK, batch: account() },
    each: (at) => ({
      [`nsg-${at}`]: securityGroup(allowBatch, at % 10 === 0 ? classicInbound : denyInternet),
      ...inSubnet(at, filteredBy(`nsg-${at}`)),
      [`pool-${at}`]: pool(poolIn(`snet-${at}`)),
    }),
    per: 3,
  },
  {
    name: "3,000 subnets in one network",
    once: { ...NETWORK, batch: account(), nsg: securityGroup(allowBatch, denyInternet) },
    each: (at) => ({
      ...inSubnet(3 * at, filteredBy("nsg")),
      ...inSubnet(3 * at + 1),
      ...inSubnet(3 * at + 2),
      [`pool-${at}`]: pool(poolIn(`snet-${3 * at}`)),
    }),
    per: 10,
  },
  {
    name: "an account and an endpoint for each pool",
    once: { ...NETWORK, batch: account(), ends: subnet("vnet", "10.255.0.0/16") },
    each: (at) => ({
      [`batch-${at}`]: account({ publicNetworkAccess: "Disabled" }),
      [`pe-${at}`]: endpoint(ref("ends"), ["nodeManagement"], {
        privateLinkServiceConnections: [
          { name: "batch", privateLinkServiceId: ref(`batch-${at}`), groupIds: ["nodeManagement"] },
        ],
      }),
      ...inSubnet(at),
      [`pool-${at}`]: pool(poolIn(`snet-${at}`), { accountName: ref(`batch-${at}`, "name") }),
    }),
    per: 10,
  },
  {
    name: "one group for 1,000 subnets",
    once: { ...NETWORK, batch: account(), nsg: securityGroup(allowBatch, allowStorage, classicInbound, denyInternet) },
    each: (at) => ({ ...inSubnet(at, filteredBy("nsg")), [`pool-${at}`]: pool(poolIn(`snet-${at}`)) }),
    per: 10,
  },
  {
    name: "5,000 pools in one subnet",
    once: {
      vnet: network("10.0.0.0/8"),
      batch: account(),
      nsg: securityGroup(allowBatch, classicInbound, denyInternet),
      "snet-0": subnet("vnet", "10.0.0.0/12", filteredBy("nsg")),
    },
    each: (at) => ({ [`pool-${at}`]: pool(poolIn("snet-0")) }),
    per: 2,
  },
  {
    name: "1,000 firewall rules behind every route",
    once: { vnet: network("10.0.0.0/10"), batch: account(), ...hub(...FIREWALL_RULES) },
    each: (at) => ({
      [`rt-${at}`]: routeTable(route("out", "0.0.0.0/0", "VirtualAppliance", firewallAddress)),
      ...inSubnet(at, { routeTable: { id: ref(`rt-${at}`) } }),
      [`pool-${at}`]: pool(poolIn(`snet-${at}`)),
    }),
    per: 10,
  },
];

/** A program of at most `size` resources in this shape. */
export function programIn({ once, each, per }: BenchShape, size: number): Program {
  const start: Program = { ...GROUP, ...once };
  const count = Math.floor((size - Object.keys(start).length) / per);
  return Object.assign({ ...start }, ...Array.from({ length: Math.max(0, count) }, (_, at) => each(at)));
}
