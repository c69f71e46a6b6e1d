import { poolSubnetNotDelegated } from "../../policies/rules/pool-subnet-not-delegated";
import { account, inGroup, network, pool, subnet } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, inFirstOf } from "./parts";

const to = (serviceName: unknown) => ({ name: "delegation", serviceName });

testRule(poolSubnetNotDelegated, {
  valid: [
    { title: "not delegated", program: farm({}) },
    { title: "an empty list", program: farm({ subnet: { delegations: [] } }) },
    { title: "delegations that are not known", program: farm({ subnet: { delegations: later([]) } }) },
    {
      title: "another subnet is delegated",
      program: farm({
        more: { apps: subnet("vnet", "10.0.2.0/24", { delegations: [to("Microsoft.Web/serverFarms")] }) },
      }),
    },
  ],
  invalid: [
    {
      title: "delegated to App Service, for two pools",
      program: farm({
        subnet: { delegations: [to("Microsoft.Web/serverFarms")] },
        more: { comp: pool({ subnetId: ref("snet") }) },
      }),
      finds: [
        {
          on: "snet",
          at: "delegations[0]",
          says: [
            'The subnet is delegated to Microsoft.Web/serverFarms; pools "comp" and "render" use it.',
            "AllocationFailed",
            'Fix: Either remove the delegation of subnet "snet".',
            "Fix: Or give the pool a subnet of its own.",
          ],
        },
      ],
    },
    {
      title: "to a service that is not known",
      program: farm({ subnet: { delegations: [to(later("Microsoft.Sql/managedInstances"))] } }),
      finds: [{ on: "snet", at: "delegations[0]", says: ["The subnet is delegated to"] }],
    },
    {
      title: "a subnet inside its network",
      program: inGroup({
        vnet: network("10.0.0.0/16", {
          subnets: [{ name: "snet", addressPrefix: "10.0.1.0/24", delegations: [to("Microsoft.Web/serverFarms")] }],
        }),
        batch: account(),
        render: pool({ subnetId: ref("vnet", "subnets[0].id") }),
      }),
      finds: [{ on: "vnet", at: "subnets[0].delegations[0]", says: ['pool "render" uses it'] }],
    },
  ],
  undecided: [
    {
      title: "delegations that a deployment tells",
      program: farm({ subnet: { delegations: later([to("Microsoft.Web/serverFarms")]) } }),
      asks: [{ on: "render", whether: "whether its subnet is delegated to another service", by: ["snet delegations"] }],
    },
    {
      title: "one that a deployment tells",
      program: farm({ subnet: { delegations: [later(to("Microsoft.Web/serverFarms"))] } }),
      asks: [{ on: "render", whether: "whether its subnet is delegated", by: ["snet delegations[0]"] }],
    },
    {
      title: "one of two subnets that may be the pool's",
      program: inFirstOf({}, { delegations: [to("Microsoft.Web/serverFarms")] }, {}),
      asks: [
        { on: "render", whether: "whether its subnet is delegated", by: ["render networkConfiguration.subnetId"] },
      ],
    },
  ],
});
