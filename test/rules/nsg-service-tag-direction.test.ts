import { nsgServiceTagDirection } from "../../policies/rules/nsg-service-tag-direction";
import { account, inGroup, pool, securityGroup } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyOut, farm, inbound, outbound, toBatch } from "./parts";

const fromStorage = { ...outbound(110, "Allow", "Tcp", "*", "443"), sourceAddressPrefix: "Storage.WestEurope" };
const fromBatch = {
  ...outbound(100, "Allow", "Tcp", "*", "443"),
  sourceAddressPrefix: "BatchNodeManagement.WestEurope",
};
const intoBatch = { ...inbound(100, "Allow", "Tcp", "*", "443"), destinationAddressPrefix: "batchnodemanagement" };
const place = { on: "nsg", at: "securityRules[0]" };

testRule(nsgServiceTagDirection, {
  valid: [
    {
      title: "tags where they belong",
      program: farm({ rules: [toBatch, inbound(100, "Allow", "Tcp", "BatchNodeManagement", "443")] }),
    },
    { title: "a deny rule", program: farm({ rules: [{ ...fromStorage, access: "Deny" }] }) },
    { title: "another tag", program: farm({ rules: [{ ...fromStorage, sourceAddressPrefix: "VirtualNetwork" }] }) },
    {
      title: "a way that is blocked: that finding tells the cause",
      program: farm({ rules: [fromBatch, denyOut] }),
      overlaps: "with pool-node-management-outbound",
    },
    { title: "Storage in a group for something else", program: farm({ more: { web: securityGroup(fromStorage) } }) },
    {
      title: "a direction that is not known",
      program: farm({ rules: [{ ...fromBatch, direction: later("Inbound") }] }),
    },
    {
      title: "a side that is not known",
      program: farm({ rules: [{ ...fromBatch, sourceAddressPrefix: later("*") }] }),
    },
  ],
  invalid: [
    {
      title: "Batch as the source of an outbound rule",
      program: farm({ rules: [fromBatch] }),
      finds: [
        {
          ...place,
          securityRule: "AllowOutbound100",
          says: [
            'Rule "AllowOutbound100" (securityRules[0], priority 100) of "nsg" is outbound and has BatchNodeManagement.WestEurope as its source.',
            "The source of an outbound rule is a virtual machine in the subnet, so the rule never matches.",
            "to BatchNodeManagement.WestEurope and its source to *: now BatchNodeManagement.WestEurope is the source, which never matches outbound traffic.",
          ],
        },
      ],
    },
    {
      title: "Storage, the swapped rule of a public project",
      program: farm({ rules: [fromStorage] }),
      finds: [{ ...place, securityRule: "AllowOutbound110", says: ["has Storage.WestEurope as its source"] }],
    },
    {
      title: "Batch as the destination of an inbound rule",
      program: farm({ rules: [intoBatch], more: { comp: pool({ subnetId: ref("snet") }) } }),
      finds: [
        {
          ...place,
          securityRule: "AllowInbound100",
          says: ["is inbound and has batchnodemanagement as its destination", "The destination of an inbound rule"],
        },
      ],
    },
    {
      title: "Batch in a group that no pool of the program uses",
      notInJava: "no pool leads to the group: a rule of its own may be that of any",
      program: inGroup({ batch: account(), shared: securityGroup(fromBatch) }),
      finds: [{ ...place, on: "shared", securityRule: "AllowOutbound100", says: ["as its source"] }],
    },
  ],
  undecided: "a tag that is not known stands on no side",
});
