import { otherEndpoints } from "../../reach/account-endpoints";
import type { Trace } from "../../reach/trace";
import { blocksUnseenEndpoint } from "../../reach/unseen-endpoint";
import type { Account } from "../../topology/account";
import type { Topology } from "../../topology/topology";
import { nameOf } from "../../wording/names";
import { quoted, shown } from "../../wording/shown";

/** What is wrong with the private endpoints of a closed account for the nodes of a pool, as a clause. */
export function endpointsIn(account: Account, trace: Trace, topology: Topology): string {
  const [endpoint] = trace.paths.flatMap((path) => path.endpoint ?? []);
  const fault = "fault" in trace.resolution ? trace.resolution.fault : undefined;
  if (fault?.reason === "not-linked") {
    const { zone, network } = fault;
    return `the zone of private endpoint "${nameOf(fault.endpoint.entity)}",${quoted(shown("name", zone.name))}, is not linked to virtual network "${nameOf(network.entity)}"`;
  }
  if (endpoint) return `private endpoint "${nameOf(endpoint.entity)}" is not reachable for these nodes`;
  if (otherEndpoints(account, topology).length > 0) return CLIENTS_ONLY;
  return trace.subnet && blocksUnseenEndpoint(trace.subnet, trace.region)
    ? OTHERS_BLOCKED
    : "it has no private endpoint";
}

export const CLIENTS_ONLY = 'its private endpoints serve only clients of the Batch API (groupIds "batchAccount")';

const OTHERS_BLOCKED =
  "the security rules of the pool's subnet block every private endpoint that another program may have for it";
