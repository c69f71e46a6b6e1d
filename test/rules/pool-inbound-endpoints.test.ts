// Over 200 lines: the cases of one policy are one table.
import { poolInboundEndpoints } from "../../policies/rules/pool-inbound-endpoints";
import { type Args, later } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const LIST = "networkConfiguration.endpointConfiguration.inboundNatPools";
const nat = (name: string, backendPort: unknown, first: unknown, last: unknown, rules: readonly Args[] = []): Args => ({
  ...{ name, protocol: "TCP", backendPort, frontendPortRangeStart: first, frontendPortRangeEnd: last },
  ...(rules.length > 0 ? { networkSecurityGroupRules: rules } : {}),
});
const rule = (priority: unknown) => ({ priority, access: "Deny", sourceAddressPrefix: "*" });
const rules = (count: number, from = 150) => Array.from({ length: count }, (_, at) => rule(from + at));
const pools = (...inboundNatPools: readonly Args[]) =>
  farm({ networking: { endpointConfiguration: { inboundNatPools } } });
const spread = (count: number) =>
  Array.from({ length: count }, (_, at) => nat(`n${at}`, 8000 + at, 1000 + 100 * at, 1099 + 100 * at));
const ssh = nat("ssh", 22, 1000, 1099);

testRule(poolInboundEndpoints, {
  valid: [
    { title: "no NAT pools", program: farm({}) },
    { title: "NAT pools that deny SSH", program: pools(nat("ssh", 22, 1, 49999, [rule(150)])) },
    {
      title: "five pools with five rules each",
      program: pools(...spread(5).map((each, at) => ({ ...each, networkSecurityGroupRules: rules(5, 150 + 10 * at) }))),
    },
    {
      title: "the outermost ports and priorities",
      program: pools(nat("a", 29875, 1, 49999, [rule(150), rule(4096)]), nat("b", 29878, 55001, 65534)),
    },
    {
      title: "ports that are not known",
      program: pools(nat("a", later(22), later(1000), later(1099), [rule(later(200))])),
    },
    { title: "as few frontend ports as Azure accepts", program: pools(nat("a", 22, 1000, 1039)) },
    { title: "neighbouring ranges", program: pools(ssh, nat("rdp", 3389, 1100, 1199)) },
  ],
  invalid: [
    {
      title: "no public addresses to listen on",
      program: farm({
        networking: {
          endpointConfiguration: { inboundNatPools: [ssh] },
          publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" },
        },
      }),
      finds: [
        {
          on: "render",
          at: `${LIST}[0]`,
          says: [
            "The pool has inbound NAT pools but no public IP addresses.",
            "Azure rejects the pool with an error when it is created or updated.",
            "Fix: Either remove networkConfiguration.endpointConfiguration.",
            "Fix: Or give the pool public addresses.",
          ],
        },
      ],
    },
    {
      title: "six pools",
      program: pools(...spread(6)),
      finds: [{ on: "render", at: `${LIST}[5]`, says: ["The pool has 6 NAT pools.", "Keep at most 5."] }],
    },
    {
      title: "26 rules together",
      program: pools(
        ...spread(2).map((each, at) => ({ ...each, networkSecurityGroupRules: rules(13, 150 + 20 * at) })),
      ),
      finds: [
        {
          on: "render",
          at: `${LIST}[1].networkSecurityGroupRules[12]`,
          says: ["have 26 rules together", "Keep at most 25."],
        },
      ],
    },
    {
      title: "the ports that Batch reserves",
      program: pools(nat("a", 29876, 1000, 1099), nat("b", "29877", 1100, 1199)),
      finds: [
        {
          on: "render",
          at: `${LIST}[0].backendPort`,
          says: ['NAT pool "a" uses backend port 29876, which Batch reserves.'],
        },
        { on: "render", at: `${LIST}[1].backendPort`, says: ["29877"] },
      ],
    },
    {
      title: "frontend ports out of bounds",
      program: pools(
        nat("a", 22, 49990, 50010),
        nat("b", 23, 65500, 65535),
        nat("c", 24, 1199, 1100),
        nat("d", 25, 0, 10),
      ),
      asWrittenOnly: "the classic provider has no place for one end of a range",
      finds: [
        {
          on: "render",
          at: `${LIST}[0]`,
          says: ['NAT pool "a" uses frontend ports 49990-50010.', "within 1-49999 or 55001-65534"],
        },
        { on: "render", at: `${LIST}[1]`, says: ["65500-65535"] },
        { on: "render", at: `${LIST}[2]`, says: ["1199-1100"] },
        { on: "render", at: `${LIST}[3]`, says: ["0-10"] },
      ],
    },
    {
      title: "too few frontend ports",
      program: pools(nat("a", 22, 1000, 1038)),
      finds: [
        {
          on: "render",
          at: `${LIST}[0]`,
          says: [
            'NAT pool "a" has 39 frontend ports, 1000-1038',
            "at least 40",
            "Fix: Choose a range of at least 40 ports.",
          ],
        },
      ],
    },
    {
      title: "priorities out of bounds, and one twice",
      program: pools(nat("a", 22, 1000, 1099, [rule(149), rule(4097), rule(200), rule(200)])),
      finds: [
        {
          on: "render",
          at: `${LIST}[0].networkSecurityGroupRules[0].priority`,
          says: ["priority 149", "Use a priority from 150 to 4096."],
        },
        { on: "render", at: `${LIST}[0].networkSecurityGroupRules[1].priority`, says: ["priority 4097"] },
        {
          on: "render",
          at: `${LIST}[0].networkSecurityGroupRules[3].priority`,
          says: ['NAT pool "a" has two rules of priority 200.'],
        },
      ],
    },
    {
      title: "backend ports out of bounds",
      program: pools(nat("a", 0, 1000, 1099), nat("b", 65536, 1100, 1199)),
      finds: [
        {
          on: "render",
          at: `${LIST}[0].backendPort`,
          says: ['NAT pool "a" uses backend port 0.', "Choose a backendPort from 1 to 65535."],
        },
        { on: "render", at: `${LIST}[1].backendPort`, says: ["65536"] },
      ],
    },
    {
      title: "names, backend ports and priorities that another NAT pool has",
      program: pools(nat("a", 8000, 1000, 1099, rules(2)), nat("a", 8000, 1100, 1199, rules(2))),
      finds: [
        {
          on: "render",
          at: `${LIST}[1].name`,
          says: ['Two NAT pools have the name "a".', "Give each NAT pool a name of its own."],
        },
        { on: "render", at: `${LIST}[1].backendPort`, says: ["use the same backend port, 8000"] },
        {
          on: "render",
          at: `${LIST}[1].networkSecurityGroupRules[0].priority`,
          says: ["each have a rule of priority 150, 151.", "unique over all NAT pools"],
        },
      ],
    },
    {
      title: "ranges that share ports",
      program: pools(ssh, nat("rdp", 3389, 1099, 1199)),
      finds: [
        {
          on: "render",
          at: `${LIST}[1]`,
          says: ['NAT pool "ssh" (1000-1099) and NAT pool "rdp" (1099-1199) share frontend ports.'],
        },
      ],
    },
  ],
  undecided: [
    {
      title: "numbers that a deployment tells",
      program: pools(nat("a", later(8080), later(1200), later(1299), [rule(later(151))])),
      asks: [
        {
          on: "render",
          whether: "whether Azure accepts networkConfiguration.endpointConfiguration.inboundNatPools of the pool",
          by: [
            "backendPort",
            "frontendPortRangeEnd",
            "frontendPortRangeStart",
            "networkSecurityGroupRules[0].priority",
          ].map((field) => `render ${LIST}[0].${field}`),
        },
      ],
    },
    {
      title: "rules that a deployment tells",
      program: pools({ ...ssh, networkSecurityGroupRules: later(rules(26)) }),
      asks: [{ on: "render", whether: "whether Azure accepts", by: [`render ${LIST}[0].networkSecurityGroupRules`] }],
    },
    {
      title: "whether there are public addresses",
      program: farm({
        networking: {
          publicIPAddressConfiguration: { provision: later("NoPublicIPAddresses") },
          endpointConfiguration: { inboundNatPools: [ssh] },
        },
      }),
      asks: [
        {
          on: "render",
          whether: "whether Azure accepts",
          by: ["render networkConfiguration.publicIPAddressConfiguration.provision"],
        },
      ],
    },
    {
      title: "nothing of the network before the deployment, in Node",
      program: pools(ssh, { ...ssh, name: "again" }),
      shownAs: "first preview in Node",
      asks: [
        {
          on: "render",
          whether: "whether Azure accepts the public IP addresses and inbound NAT pools in networkConfiguration of",
          by: ["render networkConfiguration"],
        },
      ],
    },
  ],
});
