import { describe, expect, test } from "vitest";
import { readArm } from "../../../cli/snapshot/arm";
import { ARM_TYPES } from "../../../cli/snapshot/arm-kinds";
import { NATIVE_KINDS } from "../../../policies/topology/kinds";
import { ARM_BODIES } from "./arm-bodies";

type Body = Readonly<Record<string, unknown>>;

/** The same in the form of `az network … list`. */
function flattened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flattened);
  if (typeof value !== "object" || value === null) return value;
  const { properties, ...own } = value as Body;
  const all = { ...(typeof properties === "object" ? properties : {}), ...own };
  return Object.fromEntries(Object.entries(all).map(([name, inner]) => [name, flattened(inner)]));
}

/** Property names in the spelling of older commands. */
function respelled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll(/"(public|private)IP(?=\w*":)/g, '"$1Ip')
      .replaceAll('"terminateTLS":', '"terminateTls":'),
  );
}

const withNulls = (body: Body): Body => ({
  ...body,
  plan: null,
  properties: { ...(body.properties as Body), anything: null },
});

describe.each(ARM_BODIES.map(({ armType, body, kept }) => [armType, body, kept] as const))(
  "%s",
  (armType, body, kept) => {
    const expected = { type: `azure-native:${ARM_TYPES[armType]}`, id: body.id, properties: kept };

    test("as Azure Resource Manager has it", () => expect(readArm(body)).toEqual(expected));
    test("flattened", () => expect(readArm(flattened(body))).toEqual(expected));
    test("flattened by an older command", () => expect(readArm(respelled(flattened(body)))).toEqual(expected));
    test("with nulls for what is absent", () => expect(readArm(withNulls(body))).toEqual(expected));
    test("with its type in another case, or without one", () => {
      expect(readArm({ ...body, type: armType.toUpperCase() })).toEqual(expected);
      expect(readArm({ ...body, type: undefined })).toEqual(expected);
    });

    test("with its id in another case", () => {
      const id = body.id.toLowerCase();
      const { name = id.split("/").at(-1) } = body as { name?: string };
      expect(readArm({ ...body, id })).toEqual({ ...expected, id, properties: { ...kept, name } });
    });
  },
);

test("every kind that azure-native has is read, but commits, which are no resources of Azure", () => {
  const read = new Set<string>(Object.values(ARM_TYPES).map((type) => NATIVE_KINDS[type]));
  const all = new Set(Object.values(NATIVE_KINDS));
  expect([...all].filter((kind) => !read.has(kind))).toEqual(["commit"]);
  expect(new Set(ARM_BODIES.map(({ armType }) => armType))).toEqual(new Set(Object.keys(ARM_TYPES)));
});

test("of other types nothing is read", () => {
  const id = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a";
  expect(
    readArm({ id, name: "a", type: "Microsoft.Storage/storageAccounts", properties: { key: "1" } }),
  ).toBeUndefined();
  expect(readArm({ id: "/subscriptions/s-1" })).toBeUndefined();
});

// All of these appear in the examples of Azure's REST specifications.
describe("a resource whose id spells its type in another way has the id under which others name it", () => {
  test.each<[string, string, string, boolean]>([
    ["Microsoft.Network/natGateways", "/natGateways/", "/natGateway/", true],
    [
      "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks",
      "/dnsForwardingRulesets/",
      "/dnsForwardingRuleset/",
      true,
    ],
    // Without a `type`.
    [
      "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
      "/hubVirtualNetworkConnections/",
      "/virtualHubVnetConnections/",
      false,
    ],
  ])("%s", (armType, meant, written, hasType) => {
    const body = ARM_BODIES.find((each) => each.armType === armType)?.body;
    const id = body?.id.replace(meant, written);
    expect(id).not.toBe(body?.id);
    expect(readArm({ ...body, id, ...(hasType ? {} : { type: undefined }) })).toEqual(readArm(body));
  });
});

test("a resource of a type that is read is not passed over where its id is none", () => {
  const group = ARM_BODIES.find(({ armType }) => armType.endsWith("/networkGroups"))?.body;
  const id = group?.id.replace("/resourceGroups/", "/resourceGroup/");
  expect(readArm({ ...group, id })).toEqual({
    wrong: "has an id that is none of a resource of Azure Resource Manager",
  });
});

test("a zone group that Azure places under a private link service is one of an endpoint", () => {
  const group = ARM_BODIES.find(({ armType }) => armType.endsWith("/privateDnsZoneGroups"));
  const misplaced = { ...group?.body, id: group?.body.id.replace("/privateEndpoints/", "/privateLinkServices/") };
  expect(readArm(misplaced)).toEqual(readArm(group?.body));
});

describe("what is not there as a whole is refused: absent would mean something", () => {
  const group = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg";
  const bare = { id: group, name: "nsg", type: "Microsoft.Network/networkSecurityGroups", location: "westeurope" };

  test.each<[string, Body, boolean]>([
    ["az resource list", { ...bare, properties: null, sku: null, tags: {}, provisioningState: "Succeeded" }, false],
    ["a query for names alone", bare, false],
    ["a query for properties", { ...bare, properties: {} }, true],
    ["az network nsg list", { ...bare, etag: "W/1", securityRules: [] }, true],
  ])("%s", (_what, body, isRead) => {
    const read = readArm(body);
    expect(read && "wrong" in read ? read.wrong : undefined).toBe(
      isRead
        ? undefined
        : 'has no properties, as what "az resource list" prints: ask for id, name, type, location, sku, properties',
    );
  });

  test("a list of pools of which some properties were selected", () => {
    const pool = ARM_BODIES.find(({ armType }) => armType.endsWith("/pools"))?.body;
    const wrong = 'has some of its properties, and no vmSize: ask for all of them, without "$select"';
    expect(readArm({ ...pool, properties: { allocationState: "Steady" } })).toEqual({ wrong });
    expect(readArm({ ...pool, properties: undefined, vmSize: "STANDARD_D4", scaleSettings: {} })).not.toHaveProperty(
      "wrong",
    );
  });

  test.each([[undefined], ["mypool"], [7]])("id %s", (id) => {
    expect(readArm({ ...bare, id })).toEqual({ wrong: "has no id of Azure Resource Manager" });
  });
});

test("a value of another form than Azure gives it is there, and not known", () => {
  const id = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg";
  const properties = { securityRules: "all", location: "x" };
  expect(readArm({ id, name: "nsg", location: ["x", { y: 1 }], properties })).toEqual({
    type: "azure-native:network:NetworkSecurityGroup",
    id,
    properties: { name: "nsg", location: ["x", null] },
    hidden: ["location[1]", "securityRules"],
  });
});
