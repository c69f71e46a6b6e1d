import { poolNoOpenRemoteAccess } from "../../policies/rules/pool-no-open-remote-access";
import { account, inGroup, pool } from "../programs/parts";
import { type Args, later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, inbound } from "./parts";

const nat = (backendPort: unknown, rules?: readonly Args[], more: Args = {}): Args => ({
  endpointConfiguration: {
    inboundNatPools: [
      {
        ...{ name: "ssh", protocol: "TCP", backendPort, frontendPortRangeStart: 1000, frontendPortRangeEnd: 1099 },
        ...(rules ? { networkSecurityGroupRules: rules } : {}),
        ...more,
      },
    ],
  },
});
const natRule = (priority: number, access: string, sourceAddressPrefix: unknown) => ({
  priority,
  access,
  sourceAddressPrefix,
});
const fromOffice = natRule(150, "Allow", "203.0.113.0/24");
const keepOut = natRule(200, "Deny", "*");
const at = "networkConfiguration.endpointConfiguration.inboundNatPools[0]";
const sshIn = inbound(200, "Allow", "Tcp", "*", "22");

testRule(poolNoOpenRemoteAccess, {
  valid: [
    { title: "no NAT pool", program: farm({ rules: [sshIn] }) },
    { title: "no NAT pool and no network", program: inGroup({ batch: account(), render: pool(undefined) }) },
    { title: "NAT pool that denies", program: farm({ networking: nat(22, [keepOut]) }) },
    { title: "the office alone", page: true, program: farm({ networking: nat(22, [fromOffice, keepOut]) }) },
    {
      title: "the office alone, by what a security group does in the end",
      program: farm({ networking: nat(22, [fromOffice]) }),
    },
    {
      title: "an early deny before a wide allow",
      program: farm({ networking: nat(22, [natRule(300, "Allow", "*"), keepOut]) }),
    },
    { title: "kept out by the subnet's group", program: farm({ networking: nat(22), rules: [] }) },
    {
      title: "let in by the group for the office",
      program: farm({ networking: nat(3389), rules: [inbound(200, "Allow", "Tcp", "203.0.113.0/24", "3389")] }),
    },
    {
      title: "let in by the group for another port",
      program: farm({ networking: nat(22), rules: [inbound(200, "Allow", "Tcp", "*", "443")] }),
    },
    {
      title: "each lets in another half",
      program: farm({
        networking: nat(22, [natRule(150, "Allow", "0.0.0.0/1")]),
        rules: [inbound(200, "Allow", "Tcp", "128.0.0.0/1", "22")],
      }),
    },
    { title: "a port of one's own", program: farm({ networking: nat(8080) }) },
    { title: "UDP", program: farm({ networking: nat(3389, undefined, { protocol: "UDP" }) }) },
    {
      title: "no public addresses",
      program: farm({ networking: { ...nat(22), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } } }),
    },
    {
      title: "the source is not known",
      program: farm({ networking: nat(22, [natRule(150, "Allow", later("203.0.113.7"))]) }),
    },
    {
      title: "the group is outside of the program",
      program: farm({
        networking: nat(22),
        subnet: {
          networkSecurityGroup: {
            id: later("/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg"),
          },
        },
      }),
    },
    {
      title: "the subnet is outside of the program",
      program: inGroup({
        batch: account(),
        render: pool({
          ...nat(22),
          subnetId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/batch",
        }),
      }),
    },
  ],
  invalid: [
    {
      title: "SSH without a rule and without a group",
      program: farm({ networking: nat(22) }),
      finds: [
        {
          on: "render",
          at,
          says: [
            'NAT pool "ssh" exposes SSH on every node to the internet: it has no rules of its own, and its subnet has no network security group.',
            "Fix: Either give it networkSecurityGroupRules: Allow (priority 150) the addresses you administer from, Deny (priority 200) *.",
            'Fix: Or remove NAT pool "ssh".',
          ],
        },
      ],
    },
    {
      title: "RDP that the group lets through",
      program: farm({ networking: nat(3389), rules: [inbound(200, "Allow", "Tcp", "Internet", "3000-4000")] }),
      finds: [{ on: "render", at, says: ["exposes RDP on every node", 'and "nsg" allows it'] }],
    },
    {
      title: "a rule that allows everybody",
      program: farm({ networking: nat("22", [natRule(150, "allow", "*"), keepOut]), rules: [sshIn] }),
      finds: [
        {
          on: "render",
          at,
          says: ["its own rules allow it", "allow only the addresses you administer from, and Deny * after them"],
        },
      ],
    },
    {
      title: "half of the internet",
      program: farm({ networking: nat(22, [natRule(150, "Allow", "0.0.0.0/1"), keepOut]) }),
      finds: [{ on: "render", at, says: ["its own rules allow it"] }],
    },
    {
      title: "a pool without a network",
      program: inGroup({ batch: account(), render: pool(nat(22)) }),
      finds: [{ on: "render", at, says: ["it has no rules of its own."] }],
    },
    {
      title: "two NAT pools of two pools, one of them open",
      program: farm({
        networking: nat(22, [fromOffice, keepOut]),
        more: { comp: pool({ subnetId: ref("snet"), ...nat(22) }) },
      }),
      finds: [{ on: "comp", at, says: ["exposes SSH"] }],
    },
  ],
  undecided: "it speaks only of what is certainly open",
});
