import { fromPairs, subtract } from "../network/intervals";
import { CLASSIC_PORTS } from "../network/node-management";
import { formatPorts, type PortSet } from "../network/port-set";
import type { GroupRule } from "../reach/filters";
import type { SecurityRuleNode } from "../topology/security-group";
import { type Change, NEEDS_NONE } from "./remedy";

type Narrowing = Extract<Change, { do: "narrow security rule" }>;

/** Removes ports from a rule. The remaining ports are `undefined` if the ports of the rule are not all known. */
export function withoutPorts(rule: GroupRule, ports: readonly number[], reason: string): Narrowing {
  const closed = fromPairs(ports.map((port) => [port, port + 1]));
  return narrowed(rule, closed, reason);
}

/** Removes the ports of classic node communication from a rule; the sentence says `when`. */
export function withoutClassicPorts(rule: GroupRule, when = ""): Narrowing {
  return { ...narrowed(rule, CLASSIC_PORTS, NEEDS_NONE), when };
}

function narrowed({ ref, destinationPorts: { must, may } }: GroupRule, closed: PortSet, reason: string): Narrowing {
  return {
    do: "narrow security rule",
    rule: ref as SecurityRuleNode,
    ports: must.join() === may.join() ? formatPorts(subtract(must, closed)) : undefined,
    without: formatPorts(closed).join(", "),
    reason,
  };
}
