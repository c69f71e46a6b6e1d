import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { text } from "../../policies/plan/property";
import type { Entity } from "../../policies/topology/entity";
import { asksForClassic, type Pool, toPool } from "../../policies/topology/pool";
import { entityOf, planned, UNKNOWN } from "../support/planned";

const NATIVE = "azure-native:batch:Pool";
const CLASSIC = "azure:batch/pool:Pool";

const pool = (type: string, inputs: object, outputs: object = {}): Pool =>
  toPool(entityOf(planned(type, "pool", { inputs: { accountName: "batch", ...inputs }, outputs })) as Entity<"pool">);

const known = (value: unknown) => (isUnknown(value) ? "unknown" : value);

it.each<[string, object, unknown]>([
  [NATIVE, { targetNodeCommunicationMode: "Classic" }, true],
  [NATIVE, { targetNodeCommunicationMode: "cLASSIC" }, true],
  [NATIVE, { targetNodeCommunicationMode: "Simplified" }, false],
  [NATIVE, { targetNodeCommunicationMode: "Default" }, false],
  [NATIVE, { targetNodeCommunicationMode: null }, false],
  [NATIVE, { targetNodeCommunicationMode: UNKNOWN }, "unknown"],
  [NATIVE, {}, false],
  [CLASSIC, { targetNodeCommunicationMode: "Classic" }, true],
])("%s with %j asks for the classic mode: %s", (type, inputs, expected) => {
  expect(known(asksForClassic(pool(type, inputs)))).toBe(expected);
});

it.each<[string, object, unknown]>([
  [NATIVE, {}, 0],
  [NATIVE, { scaleSettings: { fixedScale: { targetDedicatedNodes: 3 } } }, 3],
  [NATIVE, { scaleSettings: { fixedScale: { targetDedicatedNodes: "3", targetLowPriorityNodes: 4 } } }, 7],
  [NATIVE, { scaleSettings: { fixedScale: { targetDedicatedNodes: 3, targetLowPriorityNodes: UNKNOWN } } }, "unknown"],
  [NATIVE, { scaleSettings: { fixedScale: { targetDedicatedNodes: "three" } } }, "unknown"],
  [NATIVE, { scaleSettings: { autoScale: { formula: "$x" } } }, undefined],
  [NATIVE, { scaleSettings: UNKNOWN }, "unknown"],
  [CLASSIC, { fixedScale: { targetDedicatedNodes: 3 } }, 3],
  [CLASSIC, { autoScale: { formula: "$x" } }, undefined],
])("%s with %j wants nodes: %s", (type, inputs, expected) => {
  expect(known(pool(type, inputs).targetNodes)).toBe(expected);
});

it.each<[string, object, unknown, unknown]>([
  [
    NATIVE,
    { networkConfiguration: { subnetId: "s", publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } } },
    "s",
    "NoPublicIPAddresses",
  ],
  [
    CLASSIC,
    { networkConfiguration: { subnetId: "s", publicAddressProvisioningType: "UserManaged" } },
    "s",
    "UserManaged",
  ],
  [NATIVE, { networkConfiguration: UNKNOWN }, "unknown", "unknown"],
  [NATIVE, { networkConfiguration: { subnetId: UNKNOWN } }, "unknown", undefined],
  [NATIVE, {}, undefined, undefined],
  [NATIVE, { networkConfiguration: "no object" }, "unknown", "unknown"],
])("%s with %j is in subnet %s with addresses %s", (type, inputs, subnetId, provision) => {
  const { subnetId: id, provision: addresses } = pool(type, inputs);
  expect([known(text(id)), known(text(addresses))]).toEqual([subnetId, provision]);
});

describe("what Azure reports", () => {
  it("is read from the outputs, not from what the program asks for", () => {
    const state = { currentNodeCommunicationMode: "Classic", creationTime: "2023-01-01T00:00:00Z" };
    const { currentMode, creationTime } = pool(NATIVE, { targetNodeCommunicationMode: "Simplified" }, state);
    expect([currentMode, creationTime]).toEqual(["Classic", "2023-01-01T00:00:00Z"]);
  });

  it("is unknown before the deployment", () => {
    expect(known(pool(NATIVE, {}, { currentNodeCommunicationMode: UNKNOWN }).currentMode)).toBe("unknown");
  });
});

const provision = (word: unknown) => ({ networkConfiguration: { publicIPAddressConfiguration: { provision: word } } });

it.each<[string, object, unknown]>([
  [NATIVE, {}, "BatchManaged"],
  [NATIVE, provision("noPublicIpAddresses"), "NoPublicIPAddresses"],
  [NATIVE, provision("UserManaged"), "UserManaged"],
  [NATIVE, provision(UNKNOWN), "unknown"],
  [NATIVE, provision("SomethingElse"), "unknown"],
  [NATIVE, { networkConfiguration: UNKNOWN }, "unknown"],
  [CLASSIC, { networkConfiguration: { publicAddressProvisioningType: "UserManaged" } }, "UserManaged"],
])("%s with %j has public addresses: %s", (type, inputs, expected) => {
  expect(known(pool(type, inputs).publicAddresses)).toBe(expected);
});

it("does not know them while only the outputs of a first preview are there", () => {
  const seen = toPool(entityOf(planned(NATIVE, "pool", { outputs: { vmSize: "Standard_D4s_v5" } })) as Entity<"pool">);
  expect(known(seen.publicAddresses)).toBe("unknown");
});
