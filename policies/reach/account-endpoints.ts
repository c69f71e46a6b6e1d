import { isUnknown } from "../known/value";
import { namesNodeManagement } from "../network/endpoint-connection";
import type { Account } from "../topology/account";
import { linksInto } from "../topology/backlinks";
import type { Link } from "../topology/link";
import { memoFor } from "../topology/once";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Topology } from "../topology/topology";
import { leadsToAccount } from "./connection";

/** The private endpoints of this program that connect to node management of the account, or may. */
export function nodeManagementEndpoints(account: Link<Account>, topology: Topology): readonly PrivateEndpoint[] {
  return candidatesFor(account, topology).filter((endpoint) => mayServe(endpoint, account));
}

/** The private endpoints of this program that connect to the account's other subresource, for its clients. */
export function otherEndpoints(account: Account, topology: Topology): readonly PrivateEndpoint[] {
  const link: Link<Account> = { to: "nodes", nodes: [account], by: "id" };
  return linksInto(topology)
    .endpointsOf(account)
    .possible.filter((endpoint) => !mayServe(endpoint, link));
}

/** The endpoints that may connect to the account at all. A pool whose account is unknown may belong to any. */
function candidatesFor(account: Link<Account>, topology: Topology): readonly PrivateEndpoint[] {
  const { anywhere, outside } = others(topology);
  switch (account.to) {
    case "unknown":
      return topology.privateEndpoints;
    case "nodes": {
      const own = account.nodes.flatMap((node) => linksInto(topology).endpointsOf(node).possible);
      return [...new Set([...own, ...anywhere])];
    }
    default:
      return [...new Set([...anywhere, ...outside])];
  }
}

/** Endpoints that are not known to connect to an account of this program. */
interface Others {
  /** Their target is unknown. */
  readonly anywhere: readonly PrivateEndpoint[];
  /** Their target is an account of another program. */
  readonly outside: readonly PrivateEndpoint[];
}

const others = memoFor(({ privateEndpoints }: Topology): Others => {
  const leading = (to: Link<Account>["to"]) => (endpoint: PrivateEndpoint) =>
    !isUnknown(endpoint.connections) && endpoint.connections.some(({ account }) => account.to === to);
  return {
    anywhere: privateEndpoints.filter((endpoint) => isUnknown(endpoint.connections) || leading("unknown")(endpoint)),
    outside: privateEndpoints.filter(leading("external")),
  };
});

function mayServe({ connections }: PrivateEndpoint, account: Link<Account>): boolean {
  if (isUnknown(connections)) return true;
  return connections.some(
    (each) => namesNodeManagement(each.groupIds) !== false && leadsToAccount(each, account) !== false,
  );
}
