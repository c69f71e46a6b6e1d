import { poolExplicitCommunicationMode } from "../../policies/rules/pool-explicit-communication-mode";
import { account, inGroup, pool } from "../programs/parts";
import { later } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const mode = (targetNodeCommunicationMode: unknown) => ({ pool: { targetNodeCommunicationMode } });
const at = "targetNodeCommunicationMode";
const subnetId = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/batch";
testRule(poolExplicitCommunicationMode, {
  valid: [
    { title: "Simplified", program: farm(mode("Simplified")) },
    { title: "Classic, which is another policy's", program: farm(mode("Classic")) },
    {
      title: "no network",
      program: inGroup({ batch: account(), render: pool(undefined, { targetNodeCommunicationMode: undefined }) }),
    },
    {
      title: "a network configuration without a subnet",
      program: inGroup({
        batch: account(),
        render: pool({ dynamicVnetAssignmentScope: "none" }, { targetNodeCommunicationMode: undefined }),
      }),
    },
    { title: "a mode that is not known", program: farm(mode(later("Simplified"))) },
    {
      title: "API version 2025-06-01, which knows no mode",
      program: farm(mode(undefined)),
      batchTokens: "azure-native_batch_v20250601:batch",
    },
    {
      title: "API version 2022-06-01, which knew none yet",
      program: farm(mode(undefined)),
      batchTokens: "azure-native_batch_v20220601:batch",
    },
  ],
  invalid: [
    {
      title: "no mode",
      program: farm(mode(undefined)),
      finds: [
        {
          on: "render",
          at,
          isMissing: true,
          says: [
            "targetNodeCommunicationMode is not set.",
            'Fix: Set targetNodeCommunicationMode to "Simplified". Azure accepts this only on a pool without nodes:',
          ],
        },
      ],
    },
    { title: "Default", program: farm(mode("default")), finds: [{ on: "render", at, says: ['is "default"'] }] },
    {
      title: "a subnet outside of the program",
      program: inGroup({ batch: account(), render: pool({ subnetId }, { targetNodeCommunicationMode: "Default" }) }),
      finds: [{ on: "render", at, says: ['is "Default"'] }],
    },
  ],
  undecided: "a mode that is not known is somebody's choice",
});
