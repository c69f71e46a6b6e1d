import { poolSubnetCapacity } from "../../policies/rules/pool-subnet-capacity";
import { endpoint, pool, subnet } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, inFirstOf } from "./parts";

const nodes = (targetDedicatedNodes: unknown, targetLowPriorityNodes?: number) => ({
  scaleSettings: {
    fixedScale: { targetDedicatedNodes, ...(targetLowPriorityNodes === undefined ? {} : { targetLowPriorityNodes }) },
  },
});
const prefix = (addressPrefix: unknown) => ({ subnet: { addressPrefix } });
const prefixes = (...addressPrefixes: unknown[]) => ({ subnet: { addressPrefix: undefined, addressPrefixes } });
const formula = { scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes=1000;" } } };

const DEDICATED = "scaleSettings.fixedScale.targetDedicatedNodes";
const ELSEWHERE = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/ends";

testRule(poolSubnetCapacity, {
  valid: [
    { title: "all addresses but Azure's five", program: farm({ ...prefix("10.0.1.0/28"), pool: nodes(11) }) },
    {
      title: "all addresses but Azure's five and that of a private endpoint",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(10),
        more: { pe: endpoint(ref("snet"), ["nodeManagement"]) },
      }),
    },
    {
      title: "a private endpoint in another subnet",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(11),
        more: { ends: subnet("vnet", "10.0.2.0/28"), pe: endpoint(ref("ends"), ["nodeManagement"]) },
      }),
    },
    {
      title: "a private endpoint in a subnet that is not known",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(10),
        more: { pe: endpoint(later(ELSEWHERE), ["nodeManagement"]) },
      }),
    },
    { title: "no nodes", program: farm({ ...prefix("10.0.1.0/29") }) },
    {
      title: "two prefixes, five addresses of each are Azure's",
      program: farm({ ...prefixes("10.0.1.0/28", "10.0.2.0/28"), pool: nodes(22) }),
    },
    { title: "a formula", program: farm({ ...prefix("10.0.1.0/28"), pool: formula }) },
    { title: "a target that is not known", program: farm({ ...prefix("10.0.1.0/28"), pool: nodes(later(5)) }) },
    { title: "a prefix that is not known", program: farm({ ...prefix(later("10.0.1.0/24")), pool: nodes(100) }) },
    {
      title: "one of two prefixes is not known",
      program: farm({ ...prefixes("10.0.1.0/28", later("10.0.2.0/24")), pool: nodes(100) }),
    },
    {
      title: "pools in subnets of their own",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(11),
        more: {
          comp: pool(
            { subnetId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s" },
            nodes(11),
          ),
        },
      }),
    },
  ],
  invalid: [
    {
      title: "one node too many beside a private endpoint",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(11),
        more: { pe: endpoint(ref("snet"), ["nodeManagement"]) },
      }),
      finds: [
        {
          on: "snet",
          at: "addressPrefix",
          says: [
            'The subnet has 10 usable addresses (1 more is used by private endpoints); pool "render" requests 11 nodes.',
          ],
        },
      ],
    },
    {
      title: "beside two endpoints, one of which has two addresses",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(9),
        more: {
          pe: endpoint(ref("snet"), ["nodeManagement"]),
          acr: endpoint(ref("snet"), ["registry"], {
            ipConfigurations: ["10.0.1.6", "10.0.1.7"].map((privateIPAddress, at) => ({
              name: `address-${at}`,
              groupId: "registry",
              memberName: `registry-${at}`,
              privateIPAddress,
            })),
          }),
        },
      }),
      finds: [{ on: "snet", at: "addressPrefix", says: ["8 usable addresses (3 more are used by private endpoints)"] }],
    },
    {
      title: "one node too many",
      program: farm({ ...prefix("10.0.1.0/28"), pool: nodes(12) }),
      finds: [
        {
          on: "snet",
          at: "addressPrefix",
          says: [
            'The subnet has 11 usable addresses; pool "render" requests 12 nodes.',
            "Fix: Either make the subnet larger, or move the pool to another subnet.",
            'Fix: Or set scaleSettings.fixedScale.targetDedicatedNodes of pool "render" to 11.',
          ],
        },
      ],
    },
    {
      title: "Spot nodes, and two pools together",
      program: farm({
        ...prefixes("10.0.1.0/28"),
        pool: nodes(4, 4),
        more: { comp: pool({ subnetId: ref("snet") }, nodes(0, 4)), idle: pool({ subnetId: ref("snet") }, nodes(0)) },
      }),
      finds: [{ on: "snet", at: "addressPrefixes", says: ['pools "comp" and "render" request 12 nodes'] }],
    },
    {
      title: "one pool is too large by itself, whatever the other one's target",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(100),
        more: { comp: pool({ subnetId: ref("snet") }, formula) },
      }),
      finds: [{ on: "snet", at: "addressPrefix", says: ['pool "render" requests 100 nodes'] }],
    },
  ],
  undecided: [
    {
      title: "a target that a deployment tells",
      program: farm({ ...prefix("10.0.1.0/28"), pool: nodes(later(12)) }),
      asks: [
        { on: "render", whether: "whether its subnet has an address for every node", by: [`render ${DEDICATED}`] },
      ],
    },
    {
      title: "a prefix that a deployment tells",
      program: farm({ ...prefix(later("10.0.1.0/28")), pool: nodes(12) }),
      asks: [{ on: "render", whether: "whether its subnet has an address", by: ["snet addressPrefix"] }],
    },
    {
      title: "an endpoint that may take the last address",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(11),
        more: { pe: endpoint(later(ELSEWHERE), ["nodeManagement"]) },
      }),
      asks: [{ on: "render", whether: "whether its subnet has an address", by: ["pe subnet.id"] }],
    },
    {
      title: "an endpoint that may take several addresses",
      program: farm({
        ...prefix("10.0.1.0/28"),
        pool: nodes(9),
        more: { pe: endpoint(ref("snet"), ["registry"], { ipConfigurations: later([]) }) },
      }),
      asks: [{ on: "render", whether: "whether its subnet has an address", by: ["pe ipConfigurations"] }],
    },
    {
      title: "one of two subnets that may be the pool's",
      program: inFirstOf({}, {}, { addressPrefix: "10.0.2.0/28" }, nodes(12)),
      asks: [
        { on: "render", whether: "whether its subnet has an address", by: ["render networkConfiguration.subnetId"] },
      ],
    },
  ],
});
