import { isUnknown } from "../known/value";

/** Which network policies of a subnet apply to the private endpoints in it; `undefined` if not known. */
export interface EndpointPolicies {
  readonly securityGroup: boolean | undefined;
  readonly routes: boolean | undefined;
}

const meanings: ReadonlyMap<string, EndpointPolicies> = new Map([
  ["disabled", { securityGroup: false, routes: false }],
  ["networksecuritygroupenabled", { securityGroup: true, routes: false }],
  ["routetableenabled", { securityGroup: false, routes: true }],
  ["enabled", { securityGroup: true, routes: true }],
]);

/**
 * Reads `privateEndpointNetworkPolicies` of a subnet, in any casing. Absent means `Disabled`.
 *
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
 */
export function readPrivateEndpointPolicies(written: unknown): EndpointPolicies {
  const unclear = { securityGroup: undefined, routes: undefined };
  if (isUnknown(written)) return unclear;
  const text = written === undefined || written === null || written === "" ? "Disabled" : written;
  return (typeof text === "string" ? meanings.get(text.toLowerCase()) : undefined) ?? unclear;
}
