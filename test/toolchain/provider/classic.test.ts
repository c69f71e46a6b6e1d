import { describe, expect, test } from "vitest";
import { azureClassic } from "../../../toolchain/provider/classic/model";
import { providerNames, startStandIns } from "../../../toolchain/provider/stand-ins";
import { type Properties, unknownMark } from "../../../toolchain/wire/properties";
import classic from "../../topology/classic-declarations.json";

const subscription = "00000000-0000-0000-0000-000000000000";
const configuration = { location: "West Europe", subscription };
const GROUP = "azure:core/resourceGroup:ResourceGroup";
const NSG = "azure:network/networkSecurityGroup:NetworkSecurityGroup";
const RULE = "azure:network/networkSecurityRule:NetworkSecurityRule";
const NETWORK = "azure:network/virtualNetwork:VirtualNetwork";
const SUBNET = "azure:network/subnet:Subnet";
const ASSOCIATION = "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation";
const POOL = "azure:batch/pool:Pool";

const checked = (token: string, inputs: Properties, previousInputs: Properties = {}, provider = azureClassic()) =>
  provider.check({ urn: `urn:pulumi:dev::farm::${token}::Main`, token, inputs, previousInputs, configuration });

describe("the result of Check", () => {
  test("a generated name: the logical name in lower case and eight digits, kept by later runs", () => {
    const { inputs } = checked(GROUP, {});
    expect(inputs.name).toMatch(/^main[0-9a-f]{8}$/);
    expect(checked(GROUP, {}, { name: "main00000000" }).inputs.name).toBe("main00000000");
    expect(checked(GROUP, { name: "farm" }).inputs).toEqual({
      name: "farm",
      location: "West Europe",
      __defaults: ["location"],
    });
  });

  test("no name for a resource without names", () => {
    expect(checked(ASSOCIATION, { subnetId: "s", networkSecurityGroupId: "n" }).inputs).toEqual({
      subnetId: "s",
      networkSecurityGroupId: "n",
      __defaults: [],
    });
  });

  const provider = azureClassic();
  provider.put(GROUP, { name: "rg", location: "North Europe" }, configuration);
  test.each([
    ["of its group", "rg", "northeurope"],
    ["that is unknown with its group", unknownMark, unknownMark],
  ])("a location %s, whatever the configuration says", (_what, resourceGroupName, location) => {
    expect(checked(NSG, { resourceGroupName }, {}, provider).inputs.location).toEqual(location);
  });

  test("a reason where there is no location, and where a program leaves out what it has to give", () => {
    expect(checked(NSG, { resourceGroupName: "elsewhere" }).failures).toEqual([
      { property: "location", reason: 'Missing required argument. The argument "location" is required' },
    ]);
    expect(checked(SUBNET, { resourceGroupName: "rg" }).failures.map(({ property }) => property)).toEqual([
      "virtualNetworkName",
    ]);
  });

  test("Terraform's defaults at every depth, each named beside them", () => {
    const { inputs } = checked(POOL, { fixedScale: { targetDedicatedNodes: 2 }, networkConfiguration: unknownMark });
    expect(inputs).toMatchObject({
      interNodeCommunication: "Enabled",
      fixedScale: { targetDedicatedNodes: 2, resizeTimeout: "PT15M", __defaults: ["resizeTimeout"] },
      networkConfiguration: unknownMark,
      __defaults: ["interNodeCommunication", "maxTasksPerNode", "name"],
    });
  });

  test.each([
    ["a number for a string", RULE, { destinationPortRange: 443 }, { destinationPortRange: "443" }],
    ["numbers in a list of strings", RULE, { sourcePortRanges: [1, 2] }, { sourcePortRanges: ["1", "2"] }],
    ["a string for a number", RULE, { priority: "200" }, { priority: 200 }],
    [
      "a string for a boolean",
      SUBNET,
      { defaultOutboundAccessEnabled: "false" },
      { defaultOutboundAccessEnabled: false },
    ],
    ["a secret laid open", RULE, { protocol: { $secret: "Tcp" } }, { protocol: "Tcp" }],
  ])("%s", (_what, token, given, expected) => {
    expect(checked(token, given).inputs).toMatchObject(expected);
  });
});

describe("outputs", () => {
  const inputs = { name: "nsg", location: "West Europe", resourceGroupName: "rg", __defaults: ["name"] };

  test("of a preview: what the program set, unknown where Azure gives it, null for the rest", () => {
    expect(azureClassic().preview(NSG, inputs)).toEqual({
      name: "nsg",
      location: "westeurope",
      resourceGroupName: "rg",
      securityRules: unknownMark,
      tags: null,
      id: unknownMark,
    });
  });

  test("of a preview of what exists: it keeps what was computed", () => {
    const provider = azureClassic();
    const { id, outputs } = provider.put(NSG, inputs, configuration);
    const planned = provider.preview(NSG, { ...inputs, tags: { team: "render" } }, outputs);
    expect(planned).toMatchObject({ id, securityRules: [], tags: { team: "render" } });
  });

  test("after a deployment: empty values instead of absent ones, at every depth", () => {
    const rule = { name: "a", priority: 100, direction: "Inbound", access: "Allow", protocol: "*", __defaults: [] };
    const { id, outputs } = azureClassic().put(NSG, { ...inputs, securityRules: [rule] }, configuration);
    expect(id).toBe(
      `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg`,
    );
    const [shown] = outputs.securityRules as Properties[];
    expect(shown).toMatchObject({ name: "a", description: "", destinationPortRange: "", sourcePortRanges: [] });
    expect(shown).not.toHaveProperty("__defaults");
    expect(outputs).toMatchObject({ id, location: "westeurope", tags: null });
  });
});

test("a refresh shows standalone children and attachments in groups and networks", () => {
  const provider = azureClassic();
  const inGroup = { resourceGroupName: "rg" };
  const put = (token: string, inputs: Properties) => provider.put(token, inputs, configuration).id;
  const nsg = put(NSG, { ...inGroup, name: "nsg", securityRules: [{ name: "inline" }] });
  const network = put(NETWORK, { ...inGroup, name: "vnet" });
  const subnet = put(SUBNET, {
    ...inGroup,
    virtualNetworkName: "vnet",
    name: "snet",
    addressPrefixes: ["10.0.0.0/24"],
  });
  const association = put(ASSOCIATION, { subnetId: subnet, networkSecurityGroupId: nsg });
  put(RULE, { ...inGroup, networkSecurityGroupName: "nsg", name: "own", priority: 200 });

  expect(association).toBe(subnet);
  expect(provider.read(NSG, nsg)?.outputs.securityRules).toMatchObject([
    { name: "inline" },
    { name: "own", priority: 200 },
  ]);
  expect(provider.read(NETWORK, network)?.outputs.subnets).toMatchObject([
    { id: subnet, name: "snet", addressPrefixes: ["10.0.0.0/24"], securityGroup: nsg },
  ]);
  provider.remove(ASSOCIATION, association);
  expect(provider.read(SUBNET, subnet)?.outputs.name).toBe("snet");
  expect(provider.read(NETWORK, network)?.outputs.subnets).toMatchObject([{ securityGroup: "" }]);
});

test.each([
  ["nothing", {}, { changed: [], replacing: [], deleteFirst: false }],
  ["a list", { securityRules: [] }, { changed: ["securityRules"], replacing: [], deleteFirst: false }],
  ["the location", { location: "uksouth" }, { changed: ["location"], replacing: ["location"], deleteFirst: false }],
])("a change of %s", (_what, change, diff) => {
  const before = { name: "nsg1", location: "westus", resourceGroupName: "rg", __defaults: ["name"] };
  const provider = azureClassic();
  expect(provider.diff(NSG, before, { ...before, ...change })).toEqual(diff);
  // A name that the program sets is in use until the old resource is deleted.
  const named = { ...before, __defaults: [] };
  const { deleteFirst } = provider.diff(NSG, named, { ...named, ...change });
  expect(deleteFirst).toBe(diff.replacing.length > 0);
});

describe("its schema", () => {
  const provider = azureClassic();
  const { resources, types } = JSON.parse(provider.schema());

  test.each(provider.tokens)("has the properties of %s that the package declares", (token) => {
    const declared = Object.keys((classic.types as Record<string, object>)[token] ?? {});
    // The table of declarations leaves out maps, such as tags.
    const isMap = (name: string) => "additionalProperties" in properties[name];
    const { properties, inputProperties, requiredInputs } = resources[token];
    const names = Object.keys(properties).filter((name) => !isMap(name));
    expect(names.sort()).toEqual(declared.filter((name) => properties[name] && !isMap(name)).sort());
    expect(declared.filter((name) => !properties[name])).toEqual([]);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(inputProperties)));
    expect(Object.keys(inputProperties)).toEqual(expect.arrayContaining(requiredInputs));
  });

  test("holds every type that it refers to", () => {
    const referred = [...provider.schema().matchAll(/"#\/types\/([^"]+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(30);
    expect(referred.filter((name) => !Object.hasOwn(types, name as string))).toEqual([]);
  });
});

test("the engine gets the address of a stand-in for each provider", async () => {
  const standIns = await startStandIns();
  expect(standIns.attach.replaceAll(/\d+/g, "PORT")).toBe(providerNames.map((name) => `${name}:PORT`).join(","));
  standIns.stop();
});
