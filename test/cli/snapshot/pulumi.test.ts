import { describe, expect, test } from "vitest";
import { readPulumi } from "../../../cli/snapshot/pulumi";

const id = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg";
const urn = "urn:pulumi:prod::network::azure-native:network:NetworkSecurityGroup::nsg";
const type = "azure-native:network:NetworkSecurityGroup";
const outputs = {
  name: "nsg-corp",
  location: "westeurope",
  tags: { a: "b" },
  securityRules: [{ name: "DenyAll", access: "Deny", etag: "1" }],
};
const state = { urn, type, id, custom: true, inputs: {}, outputs };
const kept = {
  type,
  id,
  urn,
  properties: { name: "nsg-corp", location: "westeurope", securityRules: [{ name: "DenyAll", access: "Deny" }] },
};

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: object) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...value });
const encrypted = secret({ ciphertext: "AAAA" });
const decrypted = secret({ plaintext: '"hunter2"' });

test("keeps what is read of what was deployed", () => expect(readPulumi(state)).toEqual(kept));

test.each<[string, object, string]>([
  [
    "pinned to a version",
    { type: "azure-native:network/v20240501:NetworkSecurityGroup" },
    "azure-native:network/v20240501:NetworkSecurityGroup",
  ],
  [
    "of a local package",
    { type: "azure-native_network_v20240501:network:NetworkSecurityGroup" },
    "azure-native_network_v20240501:network:NetworkSecurityGroup",
  ],
])("a type %s stays", (_what, change, token) =>
  expect(readPulumi({ ...state, ...change })).toEqual({ ...kept, type: token }),
);

test("the scope of a network manager is kept: it decides which networks its groups may include", () => {
  const scope = { subscriptions: ["/subscriptions/s-1"], managementGroups: [] };
  const manager = {
    ...{ urn, type: "azure-native:network:NetworkManager", id, custom: true, inputs: {} },
    outputs: { name: "avnm", networkManagerScopes: { ...scope, crossTenantScopes: [{ tenantId: "t" }] } },
  };
  const read = readPulumi(manager);
  expect(read?.properties).toEqual({ name: "avnm", networkManagerScopes: scope });
  expect(read?.hidden).toBeUndefined();
});

test("what the program only reads has another owner", () => {
  const { urn: _, ...others } = kept;
  expect(readPulumi({ ...state, external: true })).toEqual({ ...others, read: true });
});

test("of what Azure does not report, the inputs tell", () => {
  const pool = {
    urn,
    type: "azure:batch/pool:Pool",
    id: "/p",
    inputs: { name: "asked", accountName: "render" },
    outputs: { name: "nodes" },
  };
  expect(readPulumi(pool)?.properties).toEqual({ name: "nodes", accountName: "render" });
});

test.each<[string, unknown]>([
  ["what is to be deleted", { ...state, delete: true }],
  ["what was never deployed", { ...state, id: "" }],
  ["what has no id", { ...state, id: undefined }],
  ["a component", { urn, type: "corp:network:Landing", custom: false }],
  ["a resource that no policy reads", { ...state, type: "azure-native:storage:StorageAccount" }],
  ["something that is no resource", { id }],
  ["nothing", null],
])("%s is passed by", (_what, written) => expect(readPulumi(written)).toBeUndefined());

describe("secrets stay out, and their places are reported", () => {
  test.each<[string, object, string[]]>([
    ["encrypted", { ...outputs, location: encrypted }, ["location"]],
    ["decrypted", { ...outputs, location: decrypted }, ["location"]],
    ["a whole list", { ...outputs, securityRules: encrypted }, ["securityRules"]],
    [
      "an element",
      { ...outputs, securityRules: [decrypted, { name: "AllowAll", access: "Allow" }] },
      ["securityRules[0]"],
    ],
    [
      "inside of an element",
      { ...outputs, securityRules: [{ name: "DenyAll", access: decrypted }] },
      ["securityRules[0].access"],
    ],
    ["where nothing is read", { ...outputs, tags: decrypted }, []],
    ["not known yet", { ...outputs, location: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, ["location"]],
    [
      "an asset",
      { ...outputs, location: { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", path: "." } },
      ["location"],
    ],
  ])("%s", (_what, changed, hidden) => {
    const read = readPulumi({ ...state, outputs: changed });
    expect(read?.hidden ?? []).toEqual(hidden);
    expect(JSON.stringify(read)).not.toMatch(/hunter2|AAAA|4dabf18/);
  });

  test("an element that is hidden keeps its place", () => {
    const read = readPulumi({ ...state, outputs: { securityRules: [decrypted, { name: "b" }] } });
    expect(read?.properties.securityRules).toEqual([null, { name: "b" }]);
  });

  test("outputs that the program calls secret", () => {
    const read = readPulumi({ ...state, additionalSecretOutputs: ["location", "nothing"] });
    expect(read?.hidden).toEqual(["location"]);
    expect(read?.properties).not.toHaveProperty("location");
  });
});
