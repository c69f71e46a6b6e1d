import { type Place, placeOf } from "./arm-type";
import type { Coverage, SnapshotSource } from "./snapshot";

const NETWORK = "microsoft.network";

/** Resource type → the types of separate resources attached to one of that type, which Azure does not list with it. */
const HANGING: ReadonlyMap<string, readonly string[]> = new Map([
  // All of them are in the subscription of the network.
  // https://learn.microsoft.com/azure/private-link/private-endpoint-overview
  [`${NETWORK}/virtualnetworks`, ["privateendpoints", "virtualnetworkgateways", "natgateways"]],
  [`${NETWORK}/firewallpolicies`, ["firewallpolicies/rulecollectiongroups"]],
  [`${NETWORK}/privatednszones`, ["privatednszones/virtualnetworklinks", "privatednszones/a"]],
  [`${NETWORK}/virtualhubs`, ["virtualhubs/hubvirtualnetworkconnections", "virtualhubs/routingintent"]],
  [
    `${NETWORK}/dnsforwardingrulesets`,
    ["dnsforwardingrulesets/forwardingrules", "dnsforwardingrulesets/virtualnetworklinks"],
  ],
  [`${NETWORK}/networkmanagers/networkgroups`, ["networkmanagers/networkgroups/staticmembers"]],
  ...["securityadminconfigurations", "routingconfigurations"].flatMap((configurations): [string, string[]][] => {
    const own = `networkmanagers/${configurations}`;
    return [
      [`${NETWORK}/${own}`, [`${own}/rulecollections`]],
      [`${NETWORK}/${own}/rulecollections`, [`${own}/rulecollections/rules`]],
    ];
  }),
]);

/** Whether a source lists all resources of this type in this place, so that one that it does not list does not exist. */
export function isCovered({ subscription, resourceGroup, type }: Place, coverage: readonly Coverage[]): boolean {
  return coverage.some(
    (each) =>
      each.subscription.toLowerCase() === subscription &&
      (each.resourceGroup === undefined || each.resourceGroup.toLowerCase() === resourceGroup) &&
      each.types.some((covered) => covered.toLowerCase() === type),
  );
}

/**
 * Whether a source shows all resources that are attached to one of its resources. A stack or a Terraform state does for what it
 * owns, like the program under analysis; a query result from Azure does within its coverage.
 */
export function isWhole(id: string, { kind, coverage }: SnapshotSource): boolean {
  const place = placeOf(id);
  if (kind !== "azure" || !place) return true;
  const hanging = HANGING.get(place.type) ?? [];
  // It is not known which resource group the attached resources are in.
  const everywhere = coverage.filter(({ resourceGroup }) => resourceGroup === undefined);
  return hanging.every((type) => isCovered({ ...place, type: `${NETWORK}/${type}` }, everywhere));
}
