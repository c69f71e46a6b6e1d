import { isUnknown, unknown, type Value } from "../known/value";
import { leadsToNodeManagement } from "../network/endpoint-connection";
import type { Account } from "../topology/account";
import { lastName, parseArmId } from "../topology/arm-id";
import { type Link, single } from "../topology/link";
import type { EndpointConnection, PrivateEndpoint } from "../topology/private-endpoint";
import type { ConnectionHop } from "./hop";

/** Whether a private endpoint is connected to node management of the account, and the connection is approved. */
export function connectionHop({ connections }: PrivateEndpoint, account: Link<Account>): ConnectionHop {
  const kind = "connection";
  if (isUnknown(connections)) return { kind, verdict: { is: "undecided", because: [], unknowns: [connections] } };
  const verdict = leadsToNodeManagement(
    connections.map((connection) => ({
      toAccount: leadsToAccount(connection, account),
      groupIds: connection.groupIds,
      manual: connection.manual,
      status: connection.status,
    })),
  );
  return { kind, verdict };
}

/** Accounts of this program are compared as resources, others by name: a pool has the name of its account, an endpoint the id. */
export function leadsToAccount(
  { account: target, property }: EndpointConnection,
  account: Link<Account>,
): Value<boolean> {
  const why = unknown(property.path, property.owner);
  if (target.to === "nothing") return false;
  if (target.to === "unknown") return target.why;
  if (account.to === "unknown") return account.why;
  if (target.to === "nodes" && account.to === "nodes") {
    const only = single(target);
    if (only && only === single(account)) return true;
    return target.nodes.some((node) => account.nodes.includes(node)) ? why : false;
  }
  if (target.to !== "external" || account.to !== "external") return false;
  const id = parseArmId(target.id);
  const name = parseArmId(account.id);
  if (!id) return why;
  return lastName(id).toLowerCase() === (name ? lastName(name) : account.id).toLowerCase();
}
