import { poolInterNodeTraffic } from "../../policies/rules/pool-inter-node-traffic";
import { pool } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyInternetOut, denyOut, farm, inbound, inOneOfTwo, outbound, toBatch } from "./parts";

const talking = { interNodeCommunication: "Enabled" };
const inSubnet = { sourceAddressPrefix: "10.0.1.0/24", destinationAddressPrefix: "10.0.1.0/24" };

testRule(poolInterNodeTraffic, {
  valid: [
    { title: "no security group", program: farm({ pool: talking }) },
    { title: "a group without rules", program: farm({ rules: [], pool: talking }) },
    {
      title: "nodes that do not talk",
      program: farm({ rules: [denyOut], pool: { interNodeCommunication: "Disabled" } }),
    },
    { title: "not asked for", program: farm({ rules: [denyOut] }) },
    { title: "only the internet is denied", program: farm({ rules: [toBatch, denyInternetOut], pool: talking }) },
    {
      title: "all is denied but what is inside the subnet",
      page: true,
      program: farm({
        rules: [
          toBatch,
          { ...outbound(200, "Allow", "Tcp", "10.0.1.0/24"), ...inSubnet },
          denyOut,
          { ...inbound(200, "Allow", "Tcp", "10.0.1.0/24"), ...inSubnet },
          inbound(4000, "Deny", "*", "*"),
        ],
        pool: talking,
      }),
    },
    {
      title: "one port is open, for MPI over SSH",
      program: farm({
        rules: [outbound(200, "Allow", "Tcp", "VirtualNetwork", "22"), denyOut],
        pool: talking,
      }),
    },
    {
      title: "a rule that may let it through, and whose access is not known",
      program: farm({
        rules: [{ ...outbound(200, "Allow", "*", "VirtualNetwork"), access: later("Allow") }, denyOut],
        pool: talking,
      }),
    },
  ],
  invalid: [
    {
      title: "everything outbound is denied but Batch",
      program: farm({ rules: [toBatch, denyOut], pool: talking }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[1]",
          securityRule: "DenyOutbound4000",
          says: [
            '"nsg" blocks TCP between the nodes of pool "render": rule "DenyOutbound4000" (securityRules[1], priority 4000) denies it outbound.',
            'Fix: Add a rule to "nsg": priority 200, outbound Allow, protocol *, source VirtualNetwork, source port *, destination VirtualNetwork, port *.',
          ],
        },
      ],
    },
    {
      title: "everything inbound is denied, in any spelling of the setting",
      program: farm({
        rules: [inbound(100, "Deny", "*", "*")],
        pool: { interNodeCommunication: "enabled" },
      }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "DenyInbound100",
          says: ["denies it inbound", 'Move rule "DenyInbound100"'],
        },
      ],
    },
    {
      title: "every port that TCP uses is denied: 0 is none of them",
      program: farm({ rules: [inbound(100, "Deny", "*", "VirtualNetwork", "1-65535")], pool: talking }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "DenyInbound100",
          says: ["denies it inbound"],
        },
      ],
    },
    {
      title: "both ways are closed for two pools: one finding",
      program: farm({
        rules: [denyOut, inbound(4000, "Deny", "*", "10.0.0.0/8")],
        pool: talking,
        more: { comp: pool({ subnetId: ref("snet") }, talking), quiet: pool({ subnetId: ref("snet") }) },
      }),
      finds: [
        {
          on: "nsg",
          at: "securityRules[0]",
          securityRule: "DenyOutbound4000",
          says: ['pools "comp" and "render"', "denies it outbound, rule", "denies it inbound"],
        },
      ],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inOneOfTwo([toBatch, denyOut], [denyOut], talking),
      finds: [
        { on: "own", at: "securityRules[1]", securityRule: "DenyOutbound4000", says: ["blocks TCP between the nodes"] },
      ],
    },
  ],
  undecided: "it speaks only where nothing at all passes; anything less is for the user to judge",
});
