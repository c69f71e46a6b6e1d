import { batchApiVersion } from "../../policies/rules/batch-api-version";
import { account, inGroup, pool } from "../programs/parts";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const program = inGroup({ batch: account(), render: pool(undefined) });

testRule(batchApiVersion, {
  valid: [
    { title: "the provider's default", program, asWrittenOnly: "other spellings of the tokens are the point" },
    { title: "the first version that stays", program, batchTokens: "azure-native_batch_v20250601:batch" },
    { title: "a later one", program, batchTokens: "azure-native:batch/v20260801" },
    { title: "networks are not asked", program: farm({}), batchTokens: "azure-native:batch/v20250601" },
  ],
  invalid: [
    {
      title: "version 2 of the provider, pool and account",
      program,
      batchTokens: "azure-native:batch/v20221001",
      finds: [
        { on: "batch", at: "", says: ["The type is pinned to Batch API version 2022-10-01."] },
        {
          on: "render",
          at: "",
          says: [
            "The type is pinned to Batch API version 2022-10-01.",
            "Microsoft has announced the retirement of the versions before 2025-06-01.",
            'Fix: Generate the SDK of a later version: "pulumi package add azure-native batch 20250601".',
          ],
        },
      ],
    },
    {
      title: "version 3 of the provider",
      program,
      batchTokens: "azure-native_batch_v20240701:batch",
      finds: [
        { on: "batch", at: "", says: ["2024-07-01"] },
        { on: "render", at: "", says: ["2024-07-01"] },
      ],
    },
    {
      title: "a preview",
      program,
      batchTokens: "azure-native_batch_v20250101preview:batch",
      finds: [
        { on: "batch", at: "", says: ["2025-01-01-preview"] },
        { on: "render", at: "", says: ["2025-01-01-preview"] },
      ],
    },
  ],
  undecided: "a token is always known",
});
