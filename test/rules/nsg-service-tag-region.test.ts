import { nsgServiceTagRegion } from "../../policies/rules/nsg-service-tag-region";
import { native } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { denyOut, farm, inOneOfTwo, locatedLater, outbound, toBatch, withEndpoint } from "./parts";

const to = (tag: string, priority = 100) => outbound(priority, "Allow", "Tcp", tag, "443");
const place = { on: "nsg", at: "securityRules[0]", securityRule: "AllowOutbound100" };

testRule(nsgServiceTagRegion, {
  valid: [
    { title: "the right region", program: farm({ rules: [toBatch] }) },
    ...["West Europe", "WestEurope", "westeurope"].map((location) => ({
      title: `the account in ${location}`,
      program: farm({ rules: [to("BatchNodeManagement.westeurope")], account: { location } }),
    })),
    {
      title: "another region in the group of a subnet beside the pool's",
      program: inOneOfTwo([toBatch], [to("BatchNodeManagement.EastUS")]),
    },
    { title: "no region", program: farm({ rules: [to("BatchNodeManagement")] }) },
    {
      title: "another region, and the right one as well",
      program: farm({ rules: [to("BatchNodeManagement.EastUS"), to("BatchNodeManagement.WestEurope", 110)] }),
    },
    {
      title: "blocked: that finding tells the cause",
      program: farm({
        rules: [to("BatchNodeManagement.EastUS"), denyOut],
      }),
      overlaps: "with pool-node-management-outbound",
    },
    {
      title: "another port",
      program: farm({ rules: [outbound(100, "Allow", "Tcp", "BatchNodeManagement.EastUS", "80")] }),
    },
    {
      title: "an endpoint for node management",
      program: farm({ rules: [to("BatchNodeManagement.EastUS")], ...withEndpoint }),
    },
    {
      title: "a region of the account that is not known",
      program: farm(locatedLater("westeurope", { rules: [to("BatchNodeManagement.WestEurope")] }, ["account"])),
    },
    {
      title: "a region that the tag table does not have",
      program: farm({
        rules: [],
        account: { location: "marscentral" },
        vnet: { location: "marscentral" },
        // Azure requires a group to be in the region of the networks that it filters.
        more: {
          nsg: native("network:NetworkSecurityGroup", {
            location: "marscentral",
            securityRules: [to("BatchNodeManagement.EastUS")],
          }),
        },
      }),
    },
  ],
  invalid: [
    {
      title: "only another region",
      program: farm({ rules: [to("BatchNodeManagement.EastUS")] }),
      finds: [
        {
          ...place,
          says: [
            'Rule "AllowOutbound100" (securityRules[0], priority 100) of "nsg" allows traffic to BatchNodeManagement.EastUS; the account of pool "render" is in westeurope.',
            "Nodes connect to the Batch service in the region of their account, and no rule of the group allows that.",
            "to BatchNodeManagement.WestEurope, the region of the pool's account, instead of",
          ],
        },
      ],
    },
    {
      title: "two other regions: one finding",
      program: farm({ rules: [to("batchnodemanagement.northeurope"), to("BatchNodeManagement.EastUS", 110)] }),
      finds: [{ ...place, says: ["allows traffic to batchnodemanagement.northeurope"] }],
    },
    {
      title: "in each of two subnets, of which either may turn out to be the pool's",
      program: inOneOfTwo([to("BatchNodeManagement.EastUS")], [to("BatchNodeManagement.EastUS")]),
      finds: [{ ...place, on: "own", says: ['of "own" allows traffic to'] }],
    },
  ],
  undecided: "a region that is not known may be the right one",
});
