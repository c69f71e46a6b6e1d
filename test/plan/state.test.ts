import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { isRefusal, type Program } from "../../policies/plan/program";
import { fieldAt, text } from "../../policies/plan/property";
import type { PlannedResource } from "../../policies/plan/resource";
import { readProgram } from "../support/read-program";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const urn = (type: string, name: string) => `urn:pulumi:dev::render::${type}::${name}`;

function exported(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

function read(content: string): Program {
  const program = readProgram(content, "state.json");
  if (isRefusal(program)) throw new Error(program.refused);
  return program;
}

function only(content: string): PlannedResource {
  const [first, ...rest] = read(content).resources;
  if (!first || rest.length > 0) throw new Error("exactly one resource was expected");
  return first;
}

describe("a resource of an exported stack", () => {
  const subnet = {
    urn: urn("azure-native:network:Subnet", "snet"),
    custom: true,
    id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/snet",
    type: "azure-native:network:Subnet",
    inputs: { subnetName: "snet", networkSecurityGroup: { id: "/nsg" } },
    outputs: { name: "snet", etag: "W/1" },
    parent: urn("pulumi:pulumi:Stack", "render-dev"),
    dependencies: [urn("azure-native:network:VirtualNetwork", "vnet"), 7],
    propertyDependencies: { subnetName: [], virtualNetworkName: [urn("azure-native:network:VirtualNetwork", "vnet")] },
  };

  it("is marked where the program only reads it", () => {
    expect(only(exported(subnet)).isRead).toBeUndefined();
    expect(only(exported({ ...subnet, external: true })).isRead).toBe(true);
  });

  it("keeps inputs, outputs, dependencies and parent", () => {
    const resource = only(exported(subnet));
    expect(resource).toMatchObject({ urn: subnet.urn, type: subnet.type, name: "snet", hasInputs: true });
    expect(resource.parent).toBe(subnet.parent);
    expect(resource.dependencies).toEqual([urn("azure-native:network:VirtualNetwork", "vnet")]);
    expect([...resource.propertyDependencies]).toEqual(Object.entries(subnet.propertyDependencies));
    expect(text(fieldAt(resource.properties, "networkSecurityGroup.id"))).toBe("/nsg");
    expect(text(fieldAt(resource.outputs, "etag"))).toBe("W/1");
  });

  it("has the subscription of its provider, where the file lists the provider", () => {
    const provider = urn("pulumi:providers:azure-native", "other");
    const used = { ...subnet, provider: `${provider}::id-of-the-provider` };
    const listed = (inputs: object) => ({ urn: provider, custom: true, type: "pulumi:providers:azure-native", inputs });
    const providerOf = (...resources: object[]) =>
      read(exported(...resources)).resources.find(({ urn: each }) => each === subnet.urn)?.provider;
    expect(providerOf(subnet)).toBeUndefined();
    expect(providerOf(used)?.urn).toBe(provider);
    expect(isUnknown(providerOf(used)?.subscription)).toBe(true);
    expect(providerOf(listed({ subscriptionId: "s2" }), used)).toEqual({ urn: provider, subscription: "s2" });
    expect(providerOf(used, listed({}))).toEqual({ urn: provider, subscription: undefined });
  });

  it("has the id of the state where the outputs lack it", () => {
    expect(text(fieldAt(only(exported(subnet)).outputs, "id"))).toBe(subnet.id);
    const own = { ...subnet, outputs: { id: "own" } };
    expect(text(fieldAt(only(exported(own)).outputs, "id"))).toBe("own");
  });

  it.each([
    ["a::b", "a::b"],
    ["plain", "plain"],
  ])("is called %s as its URN says", (name, expected) => {
    expect(only(exported({ ...subnet, urn: urn("t:m:T", name) })).name).toBe(expected);
  });

  it("is left out while it waits for its deletion", () => {
    expect(read(exported({ ...subnet, delete: true }, { ...subnet, delete: false })).resources).toHaveLength(1);
  });

  it("does not need to be complete", () => {
    const { resources } = read(exported({ urn: "u" }));
    expect(resources.map((resource) => resource.urn)).toEqual(["u"]);
    expect(resources[0]?.hasInputs).toBe(false);
  });
});

describe("secrets of an exported stack", () => {
  const state = (secret: object) =>
    exported({ urn: "u", type: "t", inputs: { name: { [SIGNATURE]: SECRET, ...secret } } });
  const nameIn = (content: string) => fieldAt(only(content).properties, "name").value;

  it("are unknown while they are encrypted", () => {
    const content = state({ ciphertext: "v1:abc:def" });
    expect(isUnknown(nameIn(content))).toBe(true);
    expect(read(content).secrets).toEqual([]);
    expect(read(content).encrypted).toEqual([{ urn: "u", path: "name" }]);
    expect(read(state({ plaintext: '"x"', ciphertext: "v1:abc:def" })).encrypted).toEqual([]);
    expect(
      read(exported({ urn: "u", inputs: { a: [{ b: { [SIGNATURE]: SECRET, ciphertext: "" } }] } })).encrypted,
    ).toEqual([{ urn: "u", path: "a[0].b" }]);
  });

  it.each<[string, string, unknown, string[]]>([
    ["a text", '"geheim"', "geheim", ["geheim"]],
    ["a number", "7", 7, []],
    ["a list", '["geheim", "x"]', ["geheim", "x"], ["geheim"]],
    ["a word of Azure's own", '"Allow"', "Allow", []],
    ["a port", '"29876-29877"', "29876-29877", []],
    ["a service tag", '["BatchNodeManagement.WestEurope"]', ["BatchNodeManagement.WestEurope"], []],
    ["what only begins like one", '"AllowMeIn"', "AllowMeIn", ["AllowMeIn"]],
    ["a long number", '"290348571"', "290348571", ["290348571"]],
  ])("are read when they are decrypted, and remembered: %s", (_, plaintext, value, secrets) => {
    const content = state({ plaintext });
    expect(nameIn(content)).toEqual(value);
    expect(read(content).secrets).toEqual(secrets);
  });

  it("are unknown when they are malformed", () => {
    expect(isUnknown(nameIn(state({ plaintext: "no json" })))).toBe(true);
    expect(isUnknown(nameIn(state({})))).toBe(true);
  });
});

describe("a checkpoint, as a self-managed backend keeps it", () => {
  const resource = { urn: urn("azure-native:batch:Pool", "pool"), type: "azure-native:batch:Pool", inputs: { a: "b" } };
  const checkpoint = (latest?: unknown, version = 3) =>
    JSON.stringify({ version, checkpoint: { stack: "organization/render/dev", config: { c: "d" }, latest } });

  it.each([3, 4])("of version %i is read like the export of its stack", (version) => {
    const kept = read(checkpoint({ manifest: {}, resources: [resource, { ...resource, delete: true }] }, version));
    expect(kept).toEqual(read(exported(resource)));
    expect(kept.resources).toHaveLength(1);
  });

  it.each([[undefined], [null], [{ manifest: {} }]])("of a stack that was never deployed is empty: %j", (latest) => {
    expect(read(checkpoint(latest)).resources).toEqual([]);
  });

  it.each([
    ['{"version": 2, "checkpoint": {}}', "state.json is a checkpoint of version 2, and only 3 and 4 are known."],
    ['{"version": 3, "checkpoint": null}', "state.json is a checkpoint without a deployment."],
    ['{"version": 3, "checkpoint": {"latest": 7}}', "state.json is a checkpoint without a deployment."],
  ])("is refused: %s", (content, refused) => expect(readProgram(content, "state.json")).toEqual({ refused }));
});

describe("a file that is no exported stack", () => {
  it.each<string[]>([
    ["not JSON", "state.json is not a JSON object."],
    ["[]", "state.json is not a JSON object."],
    [
      "{}",
      'state.json is neither a file of "pulumi stack export" or "pulumi preview --json", nor a recording ("format": "…").',
    ],
    ['{"version": 2, "deployment": {}}', "state.json is a stack export of version 2, and only 3 and 4 are known."],
    ['{"deployment": {}}', "state.json is a stack export of version undefined, and only 3 and 4 are known."],
    ['{"version": 3, "deployment": null}', "state.json is a stack export without a deployment."],
    [
      '{"version": 3, "deployment": {"resources": {}}}',
      "state.json has no list of resources: deployment.resources is an object.",
    ],
    [
      '{"version": 3, "checkpoint": {"latest": {"resources": 7}}}',
      "state.json has no list of resources: checkpoint.latest.resources is a number.",
    ],
    [
      '{"format": "azure-batch-guard recording 1", "resources": "none"}',
      "state.json has no list of resources: resources is a string.",
    ],
    ...[`{"type": "t"}`, `{"urn": ""}`, `{"urn": 7}`, "null", "[]", '"urn:pulumi:dev::p::t::n"'].map((stranger) => [
      `{"version": 3, "deployment": {"resources": [{"urn": "u"}, ${stranger}]}}`,
      "state.json has something in its list of resources that is none: deployment.resources[1] has no URN.",
    ]),
    [
      '{"manifest": {}, "resourcePlans": {}}',
      'state.json is a plan of "pulumi preview --save-plan", which lacks most of what policies need; give a recording, or a file of "pulumi stack export".',
    ],
  ])("is refused: %s", (content, refused) => {
    expect(readProgram(content, "state.json")).toEqual({ refused });
  });

  it("but an empty stack is one", () => {
    expect(read('{"version": 3, "deployment": {}}').resources).toEqual([]);
    expect(read('\uFEFF{"version": 4, "deployment": {"resources": null}}').resources).toEqual([]);
  });
});
