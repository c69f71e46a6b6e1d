import { describe, expect, it } from "vitest";
import { apiVersionOf, hasCommunicationMode } from "../../policies/topology/api-version";
import { parseTypeToken, type TypeToken } from "../../policies/topology/type-token";

it.each([
  ["azure-native:batch:Pool", "2024-07-01"],
  ["azure-native:network:Subnet", "2024-05-01"],
  ["azure-native:batch/v20220601:Pool", "2022-06-01"],
  ["azure-native_batch_v20250601:batch:Pool", "2025-06-01"],
  ["azure-native:storage:StorageAccount", undefined],
  ["azure:batch/pool:Pool", undefined],
])("%s speaks version %s", (token, version) => {
  expect(apiVersionOf(parseTypeToken(token) as TypeToken)).toBe(version);
});

describe("the communication mode of pools", () => {
  it.each([
    [undefined, true],
    ["2022-06-01", false],
    ["2022-10-01", true],
    ["2024-07-01", true],
    ["2025-06-01", false],
    ["2024-02-01-preview", true],
  ])("in version %s: %s", (version, expected) => {
    expect(hasCommunicationMode(version)).toBe(expected);
  });
});
