import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import type { PlannedResource } from "../../policies/plan/resource";
import { buildTopology } from "../../policies/topology/topology";
import { type Given, networkId, planned, UNKNOWN } from "../support/planned";

const VNET = networkId("virtualNetworks/vnet");
const idIn = (path: string, manager = "m") => networkId(`networkManagers/${manager}/${path}`);
const inManager = { networkManagerName: "m", resourceGroupName: "rg" };

const vnet = (location: unknown = "West Europe") =>
  planned("network:VirtualNetwork", "vnet", { inputs: { location }, outputs: { id: VNET } });
const manager = (name: string) => planned("network:NetworkManager", name, { inputs: { networkManagerName: name } });
const member = (told: Given = { inputs: { networkGroupName: "g", resourceId: VNET } }) =>
  planned("network:StaticMember", "member", told);
const group = planned("network:NetworkGroup", "group", {
  inputs: { networkGroupName: "g" },
  outputs: { id: idIn("networkGroups/g") },
});
const configuration = (name: string, inputs: object = inManager) =>
  planned("network:SecurityAdminConfiguration", name, {
    inputs: { ...inputs, configurationName: name },
    outputs: { id: UNKNOWN },
  });
const collection = (configurationName: unknown = "c") =>
  planned("network:AdminRuleCollection", "collection", {
    inputs: {
      ...inManager,
      configurationName,
      ruleCollectionName: "rc",
      appliesToGroups: [{ networkGroupId: idIn("networkGroups/g") }],
    },
  });
const rule = (ruleCollectionName: unknown = "rc") =>
  planned("network:AdminRule", "rule", {
    inputs: { ...inManager, configurationName: "c", ruleCollectionName, ruleName: "Deny", kind: "Custom" },
  });
const commit = (
  properties: object,
  more: { readonly name?: string; readonly after?: string; readonly of?: string } = {},
) =>
  planned("network:Commit", more.name ?? "commit", {
    inputs: { ...inManager, networkManagerName: more.of ?? "m", properties },
    from: {
      properties: [...("configurationIds" in properties ? ["c"] : []), ...(more.after ? [more.after] : [])],
    },
  });

const deploys = { commitType: "SecurityAdmin", targetLocations: ["westeurope"], configurationIds: [UNKNOWN] };
const withdraws = { commitType: "SecurityAdmin", targetLocations: ["westeurope"] };
const base = [vnet(), manager("m"), group, member(), configuration("c"), collection(), rule()];

function rulesOf(resources: readonly PlannedResource[]): string {
  const [network] = buildTopology(resources).virtualNetworks;
  const rules = network?.adminRules?.rules ?? [];
  return (
    rules.map(({ ref }) => (ref?.certain ? "deployed" : ref?.uncommitted ? "uncommitted" : "perhaps")).join() || "none"
  );
}

describe("security admin rules", () => {
  it.each<[string, string, readonly PlannedResource[]]>([
    ["without a commit", "uncommitted", base],
    ["that a commit deploys", "deployed", [...base, commit(deploys)]],
    ["in any casing", "deployed", [...base, commit({ ...deploys, commitType: "securityadmin" })]],
    ["with a commit of connectivity", "uncommitted", [...base, commit({ ...deploys, commitType: "Connectivity" })]],
    ["with a commit of some type", "perhaps", [...base, commit({ ...deploys, commitType: UNKNOWN })]],
    ["deployed elsewhere", "none", [...base, commit({ ...deploys, targetLocations: ["northeurope"] })]],
    ["deployed somewhere", "perhaps", [...base, commit({ ...deploys, targetLocations: UNKNOWN })]],
    ["of a network that is somewhere", "perhaps", [vnet(UNKNOWN), ...base.slice(1), commit(deploys)]],
    ["in a region whose commit is empty", "none", [...base, commit(withdraws)]],
    ["with an empty commit of another manager", "uncommitted", [...base, manager("n"), commit(withdraws, { of: "n" })]],
    [
      "withdrawn by a later commit",
      "none",
      [...base, commit(deploys, { name: "first" }), commit(withdraws, { after: "first" })],
    ],
    [
      "deployed after an empty commit",
      "deployed",
      [...base, commit(withdraws, { name: "first" }), commit(deploys, { after: "first" })],
    ],
    ["with two commits in some order", "perhaps", [...base, commit(deploys, { name: "first" }), commit(withdraws)]],
    [
      "beside another manager's commit",
      "deployed",
      [...base, manager("n"), commit(deploys), commit(withdraws, { name: "other", of: "n" })],
    ],
    [
      "with a commit that may name them",
      "perhaps",
      [...base, commit({ ...deploys, configurationIds: UNKNOWN })].map(withoutSource),
    ],
    [
      "replaced by another configuration",
      "none",
      [...base, configuration("d"), commit({ ...deploys, configurationIds: [idIn("securityAdminConfigurations/d")] })],
    ],
    [
      "of a configuration outside this program",
      "deployed",
      [
        ...base.filter(({ name }) => name !== "c" && name !== "collection"),
        collectionWithId(),
        commit({ ...deploys, configurationIds: [idIn("securityAdminConfigurations/c")] }),
      ],
    ],
    ["of some collection", "perhaps", [...base.slice(0, -1), rule(UNKNOWN), commit(deploys)]],
    [
      "for a group of some network",
      "perhaps",
      [...base, commit(deploys)].map(asMember({ inputs: { networkGroupName: "g", resourceId: UNKNOWN } })),
    ],
    [
      "for a member of some group",
      "perhaps",
      [...base, commit(deploys)].map(asMember({ inputs: { networkGroupName: UNKNOWN, resourceId: VNET } })),
    ],
    [
      "for other networks",
      "none",
      [...base, commit(deploys)].map(asMember({ inputs: { networkGroupName: "g", resourceId: `${VNET}2` } })),
    ],
  ])("%s: %s", (_, expected, resources) => {
    expect(rulesOf(resources)).toBe(expected);
  });
});

function asMember(told: Given) {
  return (resource: PlannedResource) => (resource.name === "member" ? member(told) : resource);
}

function withoutSource(resource: PlannedResource): PlannedResource {
  return resource.name === "commit" ? { ...resource, propertyDependencies: new Map(), dependencies: [] } : resource;
}

function collectionWithId(): PlannedResource {
  const id = idIn("securityAdminConfigurations/c/ruleCollections/rc");
  return planned("network:AdminRuleCollection", "collection", {
    inputs: { ruleCollectionName: "rc", appliesToGroups: [{ networkGroupId: idIn("networkGroups/g") }] },
    outputs: { id },
  });
}

describe("routing rules", () => {
  const routes = planned("network:NetworkManagerRoutingConfiguration", "routes", {
    inputs: { ...inManager, configurationName: "r" },
    outputs: { id: idIn("routingConfigurations/r") },
  });
  const routeCollection = planned("network:RoutingRuleCollection", "route-collection", {
    inputs: {
      ...{ ...inManager, configurationName: "r", ruleCollectionName: "rc" },
      appliesTo: [{ networkGroupId: idIn("networkGroups/g") }],
    },
  });
  const deployed = commit({
    ...{ commitType: "Routing", targetLocations: ["westeurope"] },
    configurationIds: [idIn("routingConfigurations/r")],
  });
  const ofSubnet = member({ inputs: { networkGroupName: "g", resourceId: `${VNET}/subnets/s` } });
  const subnet = planned("network:Subnet", "s", { inputs: {}, outputs: { id: `${VNET}/subnets/s` } });
  const rest = [vnet(), manager("m"), group, routes, routeCollection];

  it.each<[string, readonly boolean[], readonly PlannedResource[]]>([
    ["that a commit deploys", [false], [...rest, member(), deployed]],
    ["that nothing deploys", [true], [...rest, member()]],
    ["for a subnet of the network", [true], [...rest, subnet, ofSubnet, deployed]],
    ["with a commit of security admin rules", [true], [...rest, member(), commit(withdraws)]],
    [
      "for other networks",
      [],
      [...rest, member({ inputs: { networkGroupName: "g", resourceId: `${VNET}2` } }), deployed],
    ],
  ])("%s", (_, expected, resources) => {
    const [network] = buildTopology(resources).virtualNetworks;
    expect(network?.routingRules.map(({ may }) => isUnknown(may))).toEqual(expected);
  });
});

describe("whether a manager connects a network with others", () => {
  const mesh = planned("network:ConnectivityConfiguration", "mesh", {
    inputs: { ...inManager, configurationName: "mesh", connectivityTopology: "Mesh" },
  });
  const connects = (...targetLocations: unknown[]) => commit({ commitType: "Connectivity", targetLocations });
  const onlyRead = (resource: PlannedResource): PlannedResource => ({ ...resource, isRead: true });

  it.each<[string, boolean | "perhaps", readonly PlannedResource[]]>([
    ["neither a configuration nor a commit", false, []],
    ["a configuration that others may commit", "perhaps", [mesh]],
    ["a commit for the region", true, [mesh, connects("westeurope")]],
    ["a commit for another region", false, [mesh, connects("northeurope")]],
    ["a commit for some region", "perhaps", [connects(UNKNOWN)]],
    ["a commit of another type", "perhaps", [mesh, commit(withdraws)]],
    ["a commit of some type", "perhaps", [commit({ commitType: UNKNOWN, targetLocations: ["westeurope"] })]],
    ["a commit for another region that is only read", "perhaps", [onlyRead(connects("northeurope"))]],
  ])("%s", (_, expected, resources) => {
    const [network] = buildTopology([vnet(), manager("m"), ...resources]).virtualNetworks;
    expect(isUnknown(network?.isManaged) ? "perhaps" : network?.isManaged).toBe(expected);
  });
});
