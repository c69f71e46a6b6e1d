import type { Properties } from "../../wire/properties";
import type { Reported } from "../model";
import { deployedElement } from "./outputs";

/** A resource with its type token. */
export interface Deployed extends Reported {
  readonly token: string;
}

interface Children {
  /** The list in the outputs of the parent, and the object type of its elements. */
  readonly list: string;
  readonly type: string;
  /** The resource type of standalone children. */
  readonly token: string;
}

/** The lists that Azure fills from inline and from standalone children alike. */
const children: { readonly [token: string]: Children } = {
  "azure:network/networkSecurityGroup:NetworkSecurityGroup": {
    list: "securityRules",
    type: "network.NetworkSecurityGroupSecurityRule",
    token: "azure:network/networkSecurityRule:NetworkSecurityRule",
  },
  "azure:network/virtualNetwork:VirtualNetwork": {
    list: "subnets",
    type: "network.VirtualNetworkSubnet",
    token: "azure:network/subnet:Subnet",
  },
  "azure:network/routeTable:RouteTable": {
    list: "routes",
    type: "network.RouteTableRoute",
    token: "azure:network/route:Route",
  },
};

/** The property that an association resource adds to the subnet in its network's list, by type token. */
const attached: { readonly [token: string]: readonly [inSubnet: string, inAssociation: string] } = {
  "azure:network/subnetNetworkSecurityGroupAssociation:SubnetNetworkSecurityGroupAssociation": [
    "securityGroup",
    "networkSecurityGroupId",
  ],
  "azure:network/subnetRouteTableAssociation:SubnetRouteTableAssociation": ["routeTableId", "routeTableId"],
};

/** The properties that a refresh adds to the outputs of a resource: Terraform reads the lists of children from Azure again. */
export function seenLater(resource: Deployed, all: readonly Deployed[]): Properties {
  const kind = children[resource.token];
  if (!kind) return {};
  const prefix = `${resource.id}/`.toLowerCase();
  const standalone = all
    .filter(({ token, id }) => token === kind.token && id.toLowerCase().startsWith(prefix))
    .map(({ id, outputs }) => deployedElement(kind.type, { ...outputs, ...attachedTo(id, all) }));
  const inline = resource.outputs[kind.list] as readonly Properties[];
  return standalone.length > 0 ? { [kind.list]: [...inline, ...standalone] } : {};
}

function attachedTo(subnet: string, all: readonly Deployed[]): Properties {
  const found = all.flatMap(({ token, inputs }) => {
    const [inSubnet, inAssociation] = attached[token] ?? [];
    return inSubnet && inAssociation && inputs.subnetId === subnet ? [[inSubnet, inputs[inAssociation]]] : [];
  });
  return Object.fromEntries(found);
}
