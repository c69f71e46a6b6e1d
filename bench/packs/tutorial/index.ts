// A pack as in Pulumi's tutorials: TypeScript, compiled at each start, with the cloud SDK for its types.
import * as azure from "@pulumi/azure-native";
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";

new PolicyPack("tutorial", {
  policies: [
    {
      name: "pool-simplified",
      description: "Pools use simplified node communication.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(azure.batch.Pool, (pool, _args, reportViolation) => {
        if (pool.targetNodeCommunicationMode === "Classic")
          reportViolation("The pool uses classic node communication.");
      }),
    },
  ],
});
