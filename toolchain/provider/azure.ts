import { compare } from "../../policies/known/order";
import type { Properties } from "../wire/properties";
import { type DeployedResource, deploy } from "./arm";
import { armType, type ResourceType } from "./resource-types";

/** The state of the stand-in provider: the resources that were deployed through it during one run, in memory. */
export interface Azure {
  readonly put: (type: ResourceType, inputs: Properties, subscription: string) => DeployedResource;
  /** A resource with the properties that Azure returns only on a later read; `undefined` if it does not exist. */
  readonly read: (id: string) => DeployedResource | undefined;
  readonly remove: (id: string) => void;
  /** The location of the resource group of that name. */
  readonly groupLocation: (groupName: string, subscription: string) => string | undefined;
}

/** An Azure in which nothing is deployed yet. */
export function emptyAzure(): Azure {
  const resources = new Map<string, DeployedResource>();
  const key = (id: string) => id.toLowerCase();
  /** An inline child. */
  const inlineChild = (id: string): Properties | undefined => {
    const [parent, list, name] = /^(.+)\/(\w+)\/([^/]+)$/.exec(id)?.slice(1) ?? [];
    const siblings = elements(resources.get(key(parent ?? ""))?.outputs[list ?? ""]);
    return siblings.find((sibling) => sibling.name === name);
  };
  return {
    put: (type, inputs, subscription) => {
      const resource = deploy(type, inputs, subscription, (id) => resources.get(key(id))?.outputs ?? inlineChild(id));
      resources.set(key(resource.id), resource);
      return resource;
    },
    read: (id) => {
      const resource = resources.get(key(id));
      return (
        resource && {
          ...resource,
          outputs: { ...resource.outputs, ...seenLater(resource, byId([...resources.values()])) },
        }
      );
    },
    remove: (id) => resources.delete(key(id)),
    groupLocation: (groupName, subscription) =>
      resources.get(key(`/subscriptions/${subscription}/resourceGroups/${groupName}`))?.inputs.location as
        | string
        | undefined,
  };
}

/** Sorted, so that the order does not depend on the order in which the engine deployed them. */
function byId(resources: readonly DeployedResource[]): DeployedResource[] {
  return [...resources].sort((a, b) => compare(a.id, b.id));
}

/** The lists of children, by parent, that ARM fills from inline elements and from standalone resources alike. */
const childLists: { readonly [armType: string]: readonly string[] } = {
  "Microsoft.Network/networkSecurityGroups": ["securityRules"],
  "Microsoft.Network/virtualNetworks": ["subnets", "virtualNetworkPeerings"],
  "Microsoft.Network/routeTables": ["routes"],
  "Microsoft.Network/firewallPolicies": ["ruleCollectionGroups"],
};

/** The property of a subnet that refers to each of these; they in turn list the subnets that refer to them. */
const namedBySubnets: { readonly [armType: string]: string } = {
  "Microsoft.Network/networkSecurityGroups": "networkSecurityGroup",
  "Microsoft.Network/routeTables": "routeTable",
  "Microsoft.Network/natGateways": "natGateway",
};

/** The properties that resources deployed later add to the outputs of a resource. */
function seenLater(resource: DeployedResource, all: readonly DeployedResource[]): Record<string, unknown> {
  const type = armType(resource.type);
  const lists = (childLists[type] ?? []).map((list) => [list, withChildren(resource, list, all)] as const);
  const link = namedBySubnets[type];
  const subnets = link ? [["subnets", subnetsThatName(resource.id, link, all)] as const] : [];
  return Object.fromEntries([...lists, ...subnets].filter(([, elements]) => elements.length > 0));
}

function withChildren(parent: DeployedResource, list: string, all: readonly DeployedResource[]): unknown[] {
  const prefix = `${parent.id}/${list}/`.toLowerCase();
  const standalone = all.filter((child) => child.id.toLowerCase().startsWith(prefix));
  const names = new Set(standalone.map((child) => String(child.outputs.name).toLowerCase()));
  const inline = elements(parent.outputs[list]).filter((item) => !names.has(String(item.name).toLowerCase()));
  return [...inline, ...standalone.map(({ outputs: { azureApiVersion: _, ...outputs } }) => outputs)];
}

function subnetsThatName(id: string, link: string, all: readonly DeployedResource[]): unknown[] {
  const inline = all.filter((resource) => armType(resource.type) === "Microsoft.Network/virtualNetworks");
  const standalone = all.filter((resource) => armType(resource.type) === "Microsoft.Network/virtualNetworks/subnets");
  const subnets = [
    ...inline.flatMap((network) => elements(network.outputs.subnets)),
    ...standalone.map((resource) => resource.outputs),
  ];
  return subnets
    .filter((subnet) => String((subnet[link] as Properties | undefined)?.id).toLowerCase() === id.toLowerCase())
    .map((subnet) => ({ id: subnet.id }));
}

function elements(list: unknown): Properties[] {
  return Array.isArray(list) ? list : [];
}
