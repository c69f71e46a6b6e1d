import type { Hop, PeeringHop } from "../../reach/hop";
import type { Trace } from "../../reach/trace";
import type { PrivateEndpoint } from "../../topology/private-endpoint";
import { capital, describeRule, placeOf } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";
import { shownWord } from "../../wording/shown";

/** The place to change: the rule or peering of the program, else the endpoint. */
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
export function endpointFault(hop: Hop, endpoint: PrivateEndpoint, trace: Trace): string {
  const name = `private endpoint "${nameOf(endpoint.entity)}"`;
  switch (hop.kind) {
    case "peering":
      return peeringFault(hop, name, trace);
    case "endpoint subnet": {
      const { group } = hop.verdict.because;
      const of = group ? ` of "${nameOf(group.entity)}"` : "";
      return `${capital(describeRule(denying(hop)))}${of} blocks inbound TCP 443 to ${name}, whose subnet applies security rules to private endpoints.`;
    }
    default: {
      const state = hop.kind === "connection" ? stateOf(hop) : undefined;
      return `The connection of ${name} to the account is ${state === "Disconnected" ? "disconnected" : "rejected"}.`;
    }
  }
}

function stateOf(hop: Extract<Hop, { kind: "connection" }>): string | undefined {
  const refused = hop.verdict.because.find(({ reason }) => reason === "not-approved");
  return shownWord(["Rejected", "Disconnected"], refused?.connection.status);
}

function peeringFault({ verdict }: PeeringHop, name: string, { subnet }: Trace): string {
  const { reason, from, to } = verdict.because;
  const own = from ? `"${nameOf(from.entity)}"` : "the pool's network";
  const other = to ? `"${nameOf(to.entity)}"` : "another network";
  switch (reason) {
    case "access-denied":
      return `The peering between ${own} and ${other}, in which ${name} is, denies access between the two (allowVirtualNetworkAccess is false).`;
    case "disconnected":
      return `The peering between ${own} and ${other}, in which ${name} is, is disconnected: one of its directions was deleted.`;
    case "other-subnets":
      return `The peering between ${own} and ${other}, in which ${name} is, does not connect ${subnet ? `"${nameOf(subnet.entity)}"` : "the subnet of the pool"} with the subnet of the endpoint.`;
    default:
      return `Virtual network ${own} of the pool is not peered with ${other}, in which ${name} is.`;
  }
}
