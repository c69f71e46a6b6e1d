import type { Doubt } from "../../network/traffic-evidence";
import type { JudgedEndpoint } from "../../reach/node-management-endpoint";
import type { SecurityRuleNode } from "../../topology/security-group";
import { describeRule } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";

/**
 * What to look at where no unknown value leaves a verdict about traffic open, but a rule that Azure would refuse or that it
 * alone understands; `undefined` where no rule of the program does.
 */
export function adviceOn(doubts: readonly Doubt<SecurityRuleNode>[]): string | undefined {
  const doubt = doubts.find(({ rule }) => rule?.ref !== undefined);
  if (!doubt) return undefined;
  return `Look at ${doubt.field} of ${describeRule(doubt.rule)}: Azure refuses it, or alone knows what it stands for.`;
}

/**
 * What to look at where a private endpoint decides, and no value that a deployment tells; `undefined` where none does.
 * A connection that somebody has to approve proves nothing: https://learn.microsoft.com/azure/private-link/manage-private-endpoint
 */
export function adviceOnEndpoints(endpoints: readonly JudgedEndpoint[]): string | undefined {
  const open = endpoints.find(({ verdict }) => verdict.is === "undecided");
  if (!open) return undefined;
  const name = nameOf(open.endpoint.entity);
  const waits = open.verdict.because.some(
    (part) => part.part === "connection" && part.because.some(({ reason }) => reason === "not-approved"),
  );
  return waits
    ? `See that the connection of private endpoint "${name}" to the account is approved.`
    : `See that nothing on the way keeps the nodes from private endpoint "${name}".`;
}
