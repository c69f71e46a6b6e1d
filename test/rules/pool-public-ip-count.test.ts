// Over 200 lines: the cases of one policy are one table.

import { poolPublicIpCount } from "../../policies/rules/pool-public-ip-count";
import { pool, publicIp } from "../programs/parts";
import { type Args, later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const nodes = (targetDedicatedNodes: number, targetLowPriorityNodes?: number) => ({
  scaleSettings: {
    fixedScale: { targetDedicatedNodes, ...(targetLowPriorityNodes ? { targetLowPriorityNodes } : {}) },
  },
});
const ids = (...names: string[]) => ({ ipAddressIds: names.map((name) => ref(name)) });
const ips = { ip1: publicIp(), ip2: publicIp(), ip3: publicIp() };
const pooled = (publicIPAddressConfiguration: Args, pool: Args = {}) =>
  farm({ networking: { publicIPAddressConfiguration }, pool, more: ips });
const LIST = "networkConfiguration.publicIPAddressConfiguration.ipAddressIds";

const PROVISION = "networkConfiguration.publicIPAddressConfiguration.provision";
const whether = "whether Azure accepts ";
const own = { provision: "UserManaged" };
const elsewhere = (group: string) =>
  `/subscriptions/0/resourceGroups/${group}/providers/Microsoft.Network/publicIPAddresses/ip`;
/** Two pools, with three nodes each by default. */
const two = (first: Args, second: Args, more: Args = nodes(3)) =>
  farm({
    networking: { publicIPAddressConfiguration: first },
    pool: nodes(3),
    more: { ...ips, second: pool({ subnetId: ref("snet"), publicIPAddressConfiguration: second }, more) },
  });

testRule(poolPublicIpCount, {
  valid: [
    { title: "no public addresses of one's own", program: farm({ pool: nodes(500) }) },
    { title: "one for a hundred nodes", program: pooled({ provision: "UserManaged", ...ids("ip1") }, nodes(100)) },
    {
      title: "three for 250 nodes of both kinds",
      program: pooled({ provision: "UserManaged", ...ids("ip1", "ip2", "ip3") }, nodes(150, 100)),
    },
    { title: "no nodes yet", program: pooled({ provision: "UserManaged", ...ids("ip1") }) },
    {
      title: "a pool that scales by a formula",
      program: pooled(
        { provision: "UserManaged", ...ids("ip1") },
        { scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes=500;" } } },
      ),
    },
    {
      title: "a target that is not known",
      program: pooled({ provision: "UserManaged", ...ids("ip1") }, nodes(later(7) as never)),
    },
    {
      title: "a provisioning that is not known",
      program: pooled({ provision: later("UserManaged"), ...ids("ip1") }, nodes(10)),
    },
    { title: "no addresses, and none wanted", program: pooled({ provision: "NoPublicIPAddresses" }, nodes(500)) },
    {
      title: "two pools with addresses of their own",
      program: two({ ...own, ...ids("ip1") }, { ...own, ...ids("ip2") }),
    },
    {
      title: "the same name in another resource group",
      program: two({ ...own, ipAddressIds: [elsewhere("rg")] }, { ...own, ipAddressIds: [elsewhere("other")] }),
    },
    {
      title: "an address that is not known",
      program: two({ ...own, ...ids("ip1") }, { ...own, ipAddressIds: [later(elsewhere("rg"))] }),
    },
    {
      title: "a list that is not known",
      program: two({ ...own, ...ids("ip1") }, { ...own, ipAddressIds: later([elsewhere("rg")] as never) }),
    },
    { title: "an empty list", program: pooled({ provision: "BatchManaged", ipAddressIds: [] }, nodes(5)) },
  ],
  invalid: [
    {
      title: "one address for 101 nodes",
      program: pooled({ provision: "UserManaged", ...ids("ip1") }, nodes(101)),
      finds: [
        {
          on: "render",
          at: LIST,
          says: [
            "The pool requests 101 nodes and lists 1 public address.",
            `Fix: Either list at least 2 addresses in ${LIST}.`,
            "Fix: Or set scaleSettings.fixedScale.targetDedicatedNodes to 100.",
          ],
        },
      ],
    },
    {
      title: "no address for a pool that scales by a formula",
      program: pooled(own, { scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes=5;" } } }),
      finds: [
        {
          on: "render",
          at: LIST,
          isMissing: true,
          says: [
            "The pool scales by a formula and lists 0 public addresses.",
            `Fix: List at least 1 address in ${LIST}.`,
          ],
        },
      ],
    },
    {
      title: "Spot nodes count as well, and any casing",
      program: pooled({ provision: "usermanaged", ...ids("ip1", "ip2") }, nodes(100, 150)),
      finds: [{ on: "render", at: LIST, says: ["250 nodes and lists 2 public addresses", "at least 3 addresses"] }],
    },
    {
      title: "addresses that Batch is to manage itself",
      program: pooled({ provision: "BatchManaged", ...ids("ip1") }, nodes(3)),
      finds: [
        {
          on: "render",
          at: LIST,
          says: ["lists 1 public address, and", 'provision is "BatchManaged"', 'to "UserManaged"'],
        },
      ],
    },
    {
      title: "addresses of a pool without public addresses",
      program: pooled({ provision: "NoPublicIPAddresses", ...ids("ip1", "ip2") }),
      finds: [{ on: "render", at: LIST, says: ['is "NoPublicIPAddresses"', "lists 2 public addresses"] }],
    },
    {
      title: "addresses without a word on the provisioning",
      program: pooled(ids("ip1")),
      finds: [{ on: "render", at: LIST, says: ["is not set, which means BatchManaged"] }],
    },
    {
      title: "one address for two pools",
      program: two({ ...own, ...ids("ip1") }, { ...own, ...ids("ip1") }),
      finds: [
        {
          on: "second",
          at: LIST,
          says: [
            'Pools "render" and "second" both list public address "ip1".',
            `Fix: Give each pool addresses of its own in ${LIST}.`,
          ],
        },
      ],
    },
    {
      title: "two addresses in the lists of two pools: one finding",
      program: two({ ...own, ...ids("ip1", "ip2", "ip3") }, { ...own, ...ids("ip2", "ip1") }),
      onlyDeployed: "which element of a list is which address is not known before",
      finds: [{ on: "second", at: LIST, says: ['both list public addresses "ip1" and 1 more.'] }],
    },
    {
      title: "an address outside of the program, in two spellings",
      program: two({ ...own, ipAddressIds: [elsewhere("rg")] }, { ...own, ipAddressIds: [elsewhere("RG")] }),
      finds: [{ on: "second", at: LIST, says: ['both list public address "ip".'] }],
    },
    {
      title: "pools that may take turns",
      program: two({ ...own, ...ids("ip1") }, { ...own, ...ids("ip1") }, nodes(0)),
      finds: [{ on: "second", at: LIST, advisory: true, says: ["An address serves one pool at a time"] }],
    },
    {
      title: "an address of a pool that scales by a formula",
      program: two(
        { ...own, ...ids("ip1") },
        { ...own, ...ids("ip1") },
        { scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes=5;" } } },
      ),
      finds: [{ on: "second", at: LIST, says: ["An address serves one pool at a time"] }],
    },
  ],
  undecided: [
    {
      title: "a target that a deployment tells",
      program: pooled({ provision: "UserManaged", ...ids("ip1") }, nodes(later(101) as never)),
      asks: [{ on: "render", whether, by: ["render scaleSettings.fixedScale.targetDedicatedNodes"] }],
    },
    {
      title: "a provisioning that a deployment tells",
      program: pooled({ provision: later("BatchManaged"), ...ids("ip1") }, nodes(10)),
      asks: [{ on: "render", whether, by: [`render ${PROVISION}`] }],
    },
    {
      title: "addresses that a deployment tells",
      program: pooled({ provision: "UserManaged", ipAddressIds: later([]) as never }, nodes(10)),
      asks: [{ on: "render", whether, by: [`render ${LIST}`] }],
    },
    {
      title: "an address that may be that of another pool",
      program: two({ ...own, ...ids("ip1") }, { ...own, ipAddressIds: [later(elsewhere("other"))] }),
      asks: [{ on: "second", whether, by: [`second ${LIST}[0]`] }],
    },
    {
      title: "two addresses in two lists, of which the order is not known",
      program: two({ ...own, ...ids("ip1", "ip2") }, { ...own, ...ids("ip2", "ip3") }),
      asks: ["render", "second"].map((on) => ({ on, whether, by: [`${on} ${LIST}[0]`, `${on} ${LIST}[1]`] })),
    },
    {
      title: "nothing of the network before the deployment, in Node",
      program: pooled({ provision: "UserManaged", ...ids("ip1") }, nodes(101)),
      shownAs: "first preview in Node",
      asks: [{ on: "render", whether, by: ["render networkConfiguration"] }],
    },
  ],
});
