import { one, same } from "./classic-names";
import { type Args, isObject, type Program, ref } from "./language";

const ENDPOINT_POLICIES = "privateEndpointNetworkPolicies";

/** The subnets that a network lists; `undefined` where one of them cannot be written in the classic provider. */
export function inlineSubnets(written: unknown): readonly Args[] | undefined {
  const subnets = Array.isArray(written) ? written.map(inlineSubnet) : [undefined];
  return subnets.every((each) => each !== undefined) ? subnets : undefined;
}

/** Inside its network, a subnet names by id what is attached to it, except for a NAT gateway. */
function inlineSubnet(written: unknown): Args | undefined {
  if (!isObject(written)) return undefined;
  const { addressPrefix, networkSecurityGroup, routeTable, delegations, ...rest } = written;
  const [delegation, ...more] = delegationsIn(delegations) ?? [undefined];
  if (more.length > 0 || (delegations !== undefined && !delegation)) return undefined;
  const names = ["name", "addressPrefixes", "securityGroup", "routeTableId", "delegation", ENDPOINT_POLICIES];
  const made = one("", same(...names))("", {
    ...{ ...rest, delegation },
    ...(addressPrefix === undefined ? {} : { addressPrefixes: [addressPrefix] }),
    ...(isObject(networkSecurityGroup) ? { securityGroup: networkSecurityGroup.id } : {}),
    ...(isObject(routeTable) ? { routeTableId: routeTable.id } : {}),
  });
  return made?.[""]?.args;
}

function delegationsIn(list: unknown): readonly Args[] | undefined {
  if (!Array.isArray(list) || !list.every(isObject)) return undefined;
  return list.map(({ name, serviceName }) => ({ name, serviceDelegation: { name: serviceName } }));
}

/** A subnet, and what attaches something to it: what azure-native writes in the subnet is an association here. */
export function subnet(name: string, args: Args): Program | undefined {
  const { networkSecurityGroup, routeTable, natGateway: nat, addressPrefix, delegations: written, ...rest } = args;
  const delegations = delegationsIn(written);
  if (written !== undefined && !delegations) return undefined;
  const prefixes = addressPrefix === undefined ? {} : { addressPrefixes: [addressPrefix] };
  const itself = one("azure:network/subnet:Subnet", {
    subnetName: "name",
    ...same("virtualNetworkName", "addressPrefixes", "delegations", ENDPOINT_POLICIES),
  })(name, { ...rest, ...prefixes, delegations });
  return (
    itself && {
      ...itself,
      ...attach(name, "NetworkSecurityGroup", networkSecurityGroup),
      ...attach(name, "RouteTable", routeTable),
      ...attach(name, "NatGateway", nat),
    }
  );
}

function attach(subnetName: string, what: string, reference: unknown): Program {
  if (!isObject(reference)) return {};
  const property = `${what[0]?.toLowerCase()}${what.slice(1)}Id`;
  const type = `azure:network/subnet${what}Association:Subnet${what}Association`;
  return { [`${subnetName}-${what}`]: { type, args: { subnetId: ref(subnetName), [property]: reference.id } } };
}
