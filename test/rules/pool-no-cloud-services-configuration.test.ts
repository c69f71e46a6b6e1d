import { poolNoCloudServicesConfiguration } from "../../policies/rules/pool-no-cloud-services-configuration";
import { later } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const machine = { virtualMachineConfiguration: { nodeAgentSkuId: "batch.node.ubuntu 22.04" } };
const deployed = (deploymentConfiguration: unknown) => farm({ pool: { deploymentConfiguration } });
const at = "deploymentConfiguration.cloudServiceConfiguration";

testRule(poolNoCloudServicesConfiguration, {
  valid: [
    { title: "virtual machines", program: deployed(machine) },
    { title: "nothing said", program: farm({}) },
    { title: "not known", program: deployed(later(machine)) },
    { title: "set to nothing", program: deployed({ ...machine, cloudServiceConfiguration: null }) },
  ],
  invalid: [
    {
      title: "Cloud Services",
      program: deployed({ cloudServiceConfiguration: { osFamily: "6" } }),
      finds: [
        {
          on: "render",
          at,
          says: [
            "The pool uses deploymentConfiguration.cloudServiceConfiguration.",
            "Batch retired Cloud Services pools on 2024-02-29",
            "deploymentConfiguration.virtualMachineConfiguration",
          ],
        },
      ],
    },
    {
      title: "an OS family that is not known",
      program: deployed({ cloudServiceConfiguration: { osFamily: later("6"), osVersion: "*" } }),
      finds: [{ on: "render", at, says: ["Cloud Services"] }],
    },
  ],
  undecided: [
    {
      title: "not known, in an API version that has the property",
      program: deployed(later({ cloudServiceConfiguration: { osFamily: "6" } })),
      batchTokens: "azure-native:batch/v20230501",
      asks: [
        {
          on: "render",
          whether: "whether Azure accepts deploymentConfiguration",
          by: ["render deploymentConfiguration"],
        },
      ],
    },
    {
      title: "that part is not known",
      program: deployed({ ...machine, cloudServiceConfiguration: later({ osFamily: "6" }) }),
      batchTokens: "azure-native_batch_v20230501:batch",
      asks: [{ on: "render", whether: "whether Azure accepts deploymentConfiguration", by: [`render ${at}`] }],
    },
  ],
});
