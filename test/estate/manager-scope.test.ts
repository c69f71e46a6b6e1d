import { describe, expect, test } from "vitest";
import { estateFor } from "../../policies/estate/estate";
import { scopeLinks } from "../../policies/estate/manager-scope";
import { type Made, NETWORK_ID, networkStack, programOf, snapshotOf, sourceOf } from "../support/landing-zone";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const MANAGER_ID = `${SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.Network/networkManagers/avnm`;
const NETWORK = "azure-native:network:VirtualNetwork";
const NATIVE = "azure-native:network:NetworkManager";
const CLASSIC = "azure:network/networkManager:NetworkManager";
const OTHER = "/subscriptions/00000000-0000-0000-0000-000000000002";
const GROUP = "/providers/Microsoft.Management/managementGroups/corp";

describe("a network is linked to the managers whose scope has it", () => {
  test.each<[title: string, manager: string, properties: object, network: string | undefined, linked: boolean]>([
    ["its subscription", NATIVE, { networkManagerScopes: { subscriptions: [SUBSCRIPTION] } }, NETWORK_ID, true],
    [
      "in another case",
      NATIVE,
      { networkManagerScopes: { subscriptions: [SUBSCRIPTION.toUpperCase()] } },
      NETWORK_ID,
      true,
    ],
    ["another subscription", NATIVE, { networkManagerScopes: { subscriptions: [OTHER] } }, NETWORK_ID, false],
    ["one of two", NATIVE, { networkManagerScopes: { subscriptions: [OTHER, SUBSCRIPTION] } }, NETWORK_ID, true],
    ["a management group", NATIVE, { networkManagerScopes: { managementGroups: [GROUP] } }, NETWORK_ID, true],
    ["both", NATIVE, { networkManagerScopes: { managementGroups: [GROUP], subscriptions: [OTHER] } }, NETWORK_ID, true],
    ["an unknown scope", NATIVE, {}, NETWORK_ID, true],
    ["the classic provider", CLASSIC, { scope: { subscriptionIds: [SUBSCRIPTION] } }, NETWORK_ID, true],
    ["the classic provider, elsewhere", CLASSIC, { scope: { subscriptionIds: [OTHER] } }, NETWORK_ID, false],
    ["a network without an id", NATIVE, { networkManagerScopes: { subscriptions: [OTHER] } }, undefined, true],
  ])("%s", (_, type, properties, id, linked) => {
    const manager = scopeLinks(type, MANAGER_ID, properties);
    const network = scopeLinks(NETWORK, id, {});
    expect(network.managers.some((key) => manager.has.includes(key))).toBe(linked);
    // Only deployed networks are looked up by managers.
    if (id !== undefined) expect(manager.networks.some((key) => network.has.includes(key))).toBe(linked);
  });

  test("other resources are not", () => {
    const none = { has: [], managers: [], networks: [] };
    expect(scopeLinks("azure-native:network:Subnet", `${NETWORK_ID}/subnets/a`, {})).toEqual(none);
    expect(scopeLinks("azure-native:network:VirtualNetworkGateway", NETWORK_ID, {})).toEqual(none);
  });
});

describe("an estate with a manager", () => {
  const made = (type: string, path: string, inputs: object): Made => {
    const name = path.split("/").at(-1) || "avnm";
    return { type, name, id: `${MANAGER_ID}${path}`, inputs: { ...inputs } };
  };
  const hub = (scope: string) => [
    made("network:NetworkManager", "", { networkManagerScopes: { subscriptions: [scope] } }),
    made("network:NetworkGroup", "/networkGroups/grp", {}),
  ];
  const after = (program: readonly Made[], ...others: readonly (readonly Made[])[]) => {
    const sources = others.map((each, index) => sourceOf(`other-${index}`, each));
    return estateFor(snapshotOf(...sources), programOf("own", program), { today: "2026-11-28", maxAge: 7 }).after;
  };
  const apart = JSON.parse(JSON.stringify(networkStack()).replaceAll("vnet", "vnet2").replaceAll("nsg-corp", "nsg2"));

  test.each<[title: string, program: readonly Made[], others: readonly (readonly Made[])[], found: readonly string[]]>([
    ["leads from a network to its managers", networkStack(), [hub(SUBSCRIPTION)], ["avnm", "grp"]],
    ["not to other networks of a manager", networkStack(), [hub(SUBSCRIPTION), apart], ["avnm", "grp"]],
    ["not to managers of other scopes", networkStack(), [hub(OTHER)], []],
    ["from a manager to its networks", hub(SUBSCRIPTION), [networkStack()], ["vnet", "nsg-corp", "batch"]],
    ["not to networks outside its scope", hub(OTHER), [networkStack()], []],
  ])("%s", (_, program, others, found) => {
    expect(after(program, ...others).map(({ name }) => name)).toEqual(found);
  });
});
