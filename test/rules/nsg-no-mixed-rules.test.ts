import { nsgNoMixedRules } from "../../policies/rules/nsg-no-mixed-rules";
import { securityGroup, standaloneRule, subnet } from "../programs/parts";
import { ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyOut, farm, inbound, toBatch } from "./parts";

const ssh = inbound(200, "Allow", "Tcp", "10.0.0.0/8", "22");

// Other spellings write all rules in one form.
const asWrittenOnly = "the fault is in the form";

testRule(nsgNoMixedRules, {
  valid: [
    { title: "all rules inline", program: farm({ rules: [toBatch, denyOut] }), asWrittenOnly },
    {
      title: "all rules apart",
      program: farm({ rules: [], more: { a: standaloneRule("nsg", toBatch), b: standaloneRule("nsg", denyOut) } }),
    },
    { title: "no group", program: farm({}) },
    {
      title: "a group that filters no pool",
      program: farm({
        more: {
          web: securityGroup(ssh),
          extra: standaloneRule("web", denyOut),
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("web") } }),
        },
      }),
      asWrittenOnly,
    },
    {
      title: "one group in each form",
      program: farm({
        rules: [toBatch],
        more: {
          web: securityGroup(),
          extra: standaloneRule("web", denyOut),
          other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("web") } }),
        },
      }),
      asWrittenOnly,
    },
  ],
  invalid: [
    {
      title: "a rule inline and one apart",
      program: farm({ rules: [toBatch], more: { extra: standaloneRule("nsg", denyOut) } }),
      asWrittenOnly,
      finds: [
        {
          on: "nsg",
          at: "securityRules",
          says: [
            '"nsg" has 1 rule in securityRules and 1 standalone rule: rule "DenyOutbound4000" (priority 4000).',
            "Fix: Move all of them to securityRules, or all of them to resources of their own.",
          ],
        },
      ],
    },
    {
      title: "several of both",
      program: farm({
        rules: [toBatch, ssh],
        more: {
          extra: standaloneRule("nsg", denyOut),
          more: standaloneRule("nsg", { ...ssh, name: "web", priority: 300 }),
        },
      }),
      asWrittenOnly,
      finds: [
        { on: "nsg", at: "securityRules", says: ["2 rules in securityRules and 2 standalone rules", "and 1 more"] },
      ],
    },
    {
      title: "one rule in both forms",
      program: farm({ rules: [toBatch, ssh], more: { extra: standaloneRule("nsg", ssh) } }),
      asWrittenOnly,
      finds: [
        {
          on: "nsg",
          at: "securityRules",
          says: [
            "2 rules in securityRules and 1 standalone rule",
            'rule "AllowInbound200" (priority 200, also securityRules[1] of its group).',
          ],
        },
      ],
    },
  ],
  undecided: "which resources a program has is always known",
});
