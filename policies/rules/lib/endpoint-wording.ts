import type { Hop, PeeringHop } from "../../reach/hop";
import type { Trace } from "../../reach/trace";
import type { PrivateEndpoint } from "../../topology/private-endpoint";
import { capital, describeRule, placeOf } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";
import { shownWord } from "../../wording/shown";

/** What is at an endpoint that does not serve a pool, and what to change. */
export interface EndpointFault {
  readonly found: string;
  readonly change: string;
}

/** Where it is changed: at a rule or a peering of the program, else at the endpoint. */
export function endpointPlace(hop: Hop, endpoint: PrivateEndpoint) {
  const own = { urn: endpoint.entity.resource.urn, path: endpoint.entity.program.path };
  if (hop.kind === "peering") {
    const { peering } = hop.verdict.because;
    return peering ? { urn: peering.property.owner, path: peering.property.path } : own;
  }
  if (hop.kind === "endpoint subnet") {
    const rule = denying(hop)?.ref;
    return rule ? placeOf(rule) : own;
  }
  return own;
}

function denying(hop: Extract<Hop, { kind: "endpoint subnet" }>) {
  return hop.verdict.because.traffic?.pieces.find(({ effect }) => effect === "Deny")?.rule;
}

/** The fault at one of the hops that belong to an endpoint. */
export function endpointFault(hop: Hop, endpoint: PrivateEndpoint, trace: Trace): EndpointFault {
  const name = `private endpoint "${nameOf(endpoint.entity)}"`;
  switch (hop.kind) {
    case "peering":
      return peeringFault(hop, name, trace);
    case "endpoint subnet": {
      const { group } = hop.verdict.because;
      const of = group ? ` of "${nameOf(group.entity)}"` : "";
      return {
        found: `${capital(describeRule(denying(hop)))}${of} blocks inbound TCP 443 to ${name}, whose subnet applies security rules to private endpoints.`,
        change:
          "Allow TCP 443 from the pool's subnet before that rule, or set privateEndpointNetworkPolicies of the endpoint's subnet to Disabled.",
      };
    }
    default: {
      const state = hop.kind === "connection" ? stateOf(hop) : undefined;
      return {
        found: `The connection of ${name} to the account is ${state === "Disconnected" ? "disconnected" : "rejected"}.`,
        change: "Approve the connection in the account, or recreate the endpoint.",
      };
    }
  }
}

function stateOf(hop: Extract<Hop, { kind: "connection" }>): string | undefined {
  const refused = hop.verdict.because.find(({ reason }) => reason === "not-approved");
  return shownWord(["Rejected", "Disconnected"], refused?.connection.status);
}

function peeringFault({ verdict }: PeeringHop, name: string, { subnet }: Trace): EndpointFault {
  const { reason, from, to } = verdict.because;
  const own = from ? `"${nameOf(from.entity)}"` : "the pool's network";
  const other = to ? `"${nameOf(to.entity)}"` : "another network";
  switch (reason) {
    case "access-denied":
      return {
        found: `The peering between ${own} and ${other}, in which ${name} is, denies access between the two (allowVirtualNetworkAccess is false).`,
        change: "Set allowVirtualNetworkAccess to true in both directions of the peering.",
      };
    case "other-subnets":
      return {
        found: `The peering between ${own} and ${other}, in which ${name} is, does not connect ${subnet ? `"${nameOf(subnet.entity)}"` : "the subnet of the pool"} with the subnet of the endpoint.`,
        change: "Add both subnets to localSubnetNames and remoteSubnetNames of the peering, in both directions.",
      };
    default:
      return {
        found: `Virtual network ${own} of the pool is not peered with ${other}, in which ${name} is.`,
        change: `Peer the two networks with each other, in both directions, or add a nodeManagement private endpoint to ${own}.`,
      };
  }
}
