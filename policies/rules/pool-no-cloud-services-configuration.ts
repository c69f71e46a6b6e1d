import { isUnknown } from "../known/value";
import { isAbsent } from "../plan/property";
import { ask } from "../remedies/remedy";
import type { Pool } from "../topology/pool";
import { checkPool } from "./lib/check-pool";
import { settingsQuestion } from "./lib/settings-question";
import { finding, type Rule } from "./rule";

export const poolNoCloudServicesConfiguration: Rule = {
  name: "pool-no-cloud-services-configuration",
  title: "A Batch pool runs on virtual machines, not on Cloud Services.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-pool-cloud-service-to-virtual-machine-configuration",
  checkEntity: checkPool((pool) => {
    const { cloudServices } = pool;
    const { value } = cloudServices;
    if (isUnknown(value)) return mayHave(pool) ? settingsQuestion(pool, [value]) : [];
    if (isAbsent(cloudServices)) return [];
    return [
      finding({
        urn: pool.entity.resource.urn,
        path: cloudServices.path,
        found: `The pool uses ${cloudServices.path}.`,
        why: "Batch retired Cloud Services pools on 2024-02-29: they get no new nodes and always use classic communication.",
        remedies: [
          ask(
            "Replace it by deploymentConfiguration.virtualMachineConfiguration with an imageReference and a nodeAgentSkuId.",
          ),
        ],
      }),
    ];
  }),
};

/** API version 2024-07-01 removed the property. https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/batch/arm-batch/CHANGELOG.md */
function mayHave({ apiVersion }: Pool): boolean {
  return apiVersion !== undefined && apiVersion < "2024-07-01";
}
