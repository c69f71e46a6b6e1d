import { describe, expect, it } from "vitest";
import { lastName, parentId, parseArmId, sameName } from "../../policies/topology/arm-id";

const NETWORK = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub";
const SUBNET = `${NETWORK}/subnets/batch`;

describe("parseArmId", () => {
  it.each([
    [NETWORK, [["virtualNetworks", "hub"]]],
    [
      SUBNET,
      [
        ["virtualNetworks", "hub"],
        ["subnets", "batch"],
      ],
    ],
    [
      ` ${SUBNET}/ `,
      [
        ["virtualNetworks", "hub"],
        ["subnets", "batch"],
      ],
    ],
  ])("%s", (id, segments) => {
    expect(parseArmId(id)).toEqual({
      subscription: "s-1",
      resourceGroup: "rg",
      namespace: "Microsoft.Network",
      segments,
    });
  });

  it("does not mind the casing of the fixed words", () => {
    const id = parseArmId("/SUBSCRIPTIONS/S-1/resourcegroups/RG/PROVIDERS/microsoft.network/VirtualNetworks/Hub");
    expect(id).toMatchObject({ subscription: "S-1", resourceGroup: "RG", segments: [["VirtualNetworks", "Hub"]] });
  });

  it.each([
    "",
    "hub",
    "/subscriptions/s-1",
    "/subscriptions/s-1/resourceGroups/rg",
    "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network",
    "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks",
    `${NETWORK}/subnets`,
    `${NETWORK}//batch`,
    "/subscriptions/s-1/providers/Microsoft.Network/virtualNetworks/hub",
    "https://management.azure.com/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub",
  ])("takes %j for no id", (text) => {
    expect(parseArmId(text)).toBeUndefined();
  });
});

it.each([
  [SUBNET, NETWORK],
  [`${SUBNET}/`, NETWORK],
  [NETWORK, undefined],
  ["batch", undefined],
])("the parent of %s is %s", (id, parent) => {
  expect(parentId(id)).toBe(parent);
});

it("names the innermost resource", () => {
  expect(lastName(parseArmId(SUBNET) ?? { subscription: "", resourceGroup: "", namespace: "", segments: [] })).toBe(
    "batch",
  );
});

it("compares names without case", () => {
  expect(sameName("Hub", "hUB")).toBe(true);
  expect(sameName("hub", "hub2")).toBe(false);
});
