import { poolNoClassicCommunication } from "../../policies/rules/pool-no-classic-communication";
import { account, inGroup, pool } from "../programs/parts";
import { later } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const mode = (targetNodeCommunicationMode: unknown) => ({ pool: { targetNodeCommunicationMode } });
const at = "targetNodeCommunicationMode";

testRule(poolNoClassicCommunication, {
  valid: [
    { title: "Simplified", program: farm(mode("Simplified")) },
    { title: "Default", program: farm(mode("Default")) },
    { title: "no mode", program: farm(mode(undefined)) },
    { title: "no network", program: inGroup({ batch: account(), render: pool(undefined) }) },
    { title: "a mode that is not known", program: farm(mode(later("Simplified"))) },
    {
      title: "an API version that knows no mode",
      program: farm(mode(undefined)),
      batchTokens: "azure-native_batch_v20250601:batch",
    },
  ],
  invalid: [
    {
      title: "Classic, after the retirement",
      program: farm(mode("Classic")),
      finds: [
        {
          on: "render",
          at,
          says: [
            'targetNodeCommunicationMode is "Classic".',
            "Azure Batch does not support the classic mode after 2026-03-31: new nodes use the simplified mode, and become unusable where they cannot reach the Batch service.",
            'Fix: Set targetNodeCommunicationMode to "Simplified". Azure accepts this only on a pool without nodes: resize the pool to zero nodes first, and back afterwards.',
          ],
        },
      ],
    },
    {
      title: "in lower case, and without a network",
      program: inGroup({ batch: account(), render: pool(undefined, { targetNodeCommunicationMode: "classic" }) }),
      finds: [{ on: "render", at, says: ['is "classic"'] }],
    },
    {
      title: "the day before",
      program: farm(mode("Classic")),
      today: "2026-03-30",
      finds: [
        { on: "render", at, advisory: true, says: ["stops supporting the classic mode after 2026-03-31, in 1 day."] },
      ],
    },
    {
      title: "a year before",
      program: farm(mode("Classic")),
      today: "2025-03-31",
      finds: [{ on: "render", at, advisory: true, says: ["in 365 days"] }],
    },
    {
      title: "the day itself",
      program: farm(mode("Classic")),
      today: "2026-03-31",
      finds: [{ on: "render", at, advisory: true, says: ["after 2026-03-31, at the end of today."] }],
    },
    {
      title: "the day after",
      program: farm(mode("Classic")),
      today: "2026-04-01",
      finds: [{ on: "render", at, says: ["does not support the classic mode after 2026-03-31"] }],
    },
    {
      title: "a retirement date of one's own",
      program: farm(mode("Classic")),
      settings: { retirementDate: "2026-12-31" },
      finds: [{ on: "render", at, advisory: true, says: ["after 2026-12-31, in 230 days"] }],
    },
    {
      title: "each of two pools",
      program: farm({
        ...mode("Classic"),
        more: { comp: pool(undefined, { targetNodeCommunicationMode: "Classic" }) },
      }),
      finds: [
        { on: "render", at, says: ["Simplified"] },
        { on: "comp", at, says: ["Simplified"] },
      ],
    },
  ],
  undecided: [
    {
      title: "a mode that a deployment tells",
      program: farm(mode(later("Classic"))),
      asks: [{ on: "render", whether: "whether the pool requests the classic mode", by: [`render ${at}`] }],
    },
  ],
});
