import { anyPart, unknownsAmong } from "../known/combine";
import { isUnknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";

/** A connection of a private endpoint to a service. */
export interface ConnectionState {
  /** Whether it connects to the Batch account in question. */
  readonly toAccount: Value<boolean>;
  /** The sub-resources that it connects to: `nodeManagement` or `batchAccount`, in any casing. */
  readonly groupIds: Value<readonly Value<string>[]> | undefined;
  /** Whether it needs manual approval by the owner of the service. */
  readonly manual: Value<boolean>;
  /** `Approved`, `Pending`, `Rejected` or `Disconnected`; absent or unknown before deployment. */
  readonly status: Value<string | undefined>;
}

/** Why a connection leads to node management, or not. */
export interface ConnectionEvidence {
  readonly reason: "connected" | "another-account" | "another-group" | "not-approved" | "unclear";
  readonly connection: ConnectionState;
  /** Whether it certainly leads to node management of the account, approved or not. */
  readonly leadsThere: boolean;
}

/**
 * Whether an approved connection leads to node management of the account. One that still awaits approval leaves this undecided.
 *
 * https://learn.microsoft.com/azure/batch/private-connectivity
 */
export function leadsToNodeManagement(connections: readonly ConnectionState[]): Verdict<readonly ConnectionEvidence[]> {
  return anyPart(connections.map(judge));
}

function judge(connection: ConnectionState): Verdict<ConnectionEvidence> {
  const { toAccount, manual, status } = connection;
  const group = namesNodeManagement(connection.groupIds);
  const leadsThere = toAccount === true && group === true;
  const because = (reason: ConnectionEvidence["reason"]) => ({ reason, connection, leadsThere });
  if (toAccount === false) return { is: "violated", because: because("another-account") };
  if (group === false) return { is: "violated", because: because("another-group") };
  const state = typeof status === "string" && status !== "" ? status.toLowerCase() : undefined;
  if (state === "rejected" || state === "disconnected") return { is: "violated", because: because("not-approved") };
  const approved = state === "approved" || (state === undefined && manual === false);
  if (leadsThere && approved) return { is: "holds", because: because("connected") };
  const groups = isUnknown(connection.groupIds) ? [connection.groupIds] : (connection.groupIds ?? []);
  const reason = approved ? "unclear" : "not-approved";
  return { is: "undecided", because: because(reason), unknowns: unknownsAmong([toAccount, manual, ...groups]) };
}

/** Whether `groupId` is the sub-resource of node management. Azure compares it case-insensitively. */
export function isNodeManagement(groupId: string): boolean {
  return groupId.toLowerCase() === "nodemanagement";
}

/** Whether `ids` include node management; `undefined` if not known. */
export function namesNodeManagement(ids: ConnectionState["groupIds"]): boolean | undefined {
  if (isUnknown(ids)) return undefined;
  const list: readonly unknown[] = Array.isArray(ids) ? ids : [];
  if (list.some((id) => typeof id === "string" && isNodeManagement(id))) return true;
  return list.some(isUnknown) ? undefined : false;
}
