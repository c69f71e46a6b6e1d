import { batchApiVersion } from "../../policies/rules/batch-api-version";
import { account, inGroup, network, pool } from "../programs/parts";
import { testRule } from "../support/rule-tester";

const asWrittenOnly = "other spellings of the tokens are the point";
const versions = (own: string, ofAccount = own, ofNetwork = "azure-native:network:VirtualNetwork") =>
  inGroup({
    vnet: { ...network("10.0.0.0/16"), type: ofNetwork },
    batch: { ...account(), type: `${ofAccount}:BatchAccount` },
    render: { ...pool(undefined), type: `${own}:Pool` },
  });

testRule(batchApiVersion, {
  valid: [
    { title: "the provider's default", program: versions("azure-native:batch"), asWrittenOnly },
    { title: "the first version that stays", program: versions("azure-native_batch_v20250601:batch"), asWrittenOnly },
    { title: "a later one", program: versions("azure-native:batch/v20260801"), asWrittenOnly },
    {
      title: "an old version of something else",
      program: versions("azure-native:batch", "azure-native:batch", "azure-native:network/v20200601:VirtualNetwork"),
      asWrittenOnly,
    },
  ],
  invalid: [
    {
      title: "version 2 of the provider, pool and account",
      program: versions("azure-native:batch/v20221001", "azure-native:batch/v20230501"),
      asWrittenOnly,
      finds: [
        { on: "batch", at: "", says: ["The type is pinned to Batch API version 2023-05-01."] },
        {
          on: "render",
          at: "",
          says: [
            "The type is pinned to Batch API version 2022-10-01.",
            "Microsoft has announced the retirement of the versions before 2025-06-01.",
            'Change: Generate the SDK of a later version: "pulumi package add azure-native batch 20250601".',
          ],
        },
      ],
    },
    {
      title: "version 3 of the provider, and a preview",
      program: versions("azure-native_batch_v20240701:batch", "azure-native_batch_v20250101preview:batch"),
      asWrittenOnly,
      finds: [
        { on: "batch", at: "", says: ["2025-01-01-preview"] },
        { on: "render", at: "", says: ["2024-07-01"] },
      ],
    },
  ],
  undecided: "a token is always known",
});
