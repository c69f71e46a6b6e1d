import { isUnknown, type Value } from "../known/value";
import type { Flow } from "../network/flow";
import { freePriority } from "../network/free-priority";
import { nodeManagementFlow } from "../network/node-management";
import { GROUP_PRIORITIES } from "../network/rule-order";
import type { SecurityRuleList } from "../network/security-group";
import { readSecurityRule } from "../network/security-rule";
import type { SubnetContext } from "../network/subnet-context";
import { flowTo } from "../reach/endpoint-path";
import { contextOf, type GroupRule, groupFilters, ruleFields } from "../reach/filters";
import type { FilterCase } from "../reach/security-rules";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import type { Subnet } from "../topology/subnet";
import { describeRule } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { batchTag } from "../wording/tags";
import { ask, type Change, inOrder, type NewRule, type Remedy } from "./remedy";

/** The packets that a new rule is to let through, and the subnet they leave or enter. */
export interface Aim {
  readonly flow: Flow;
  readonly context: SubnetContext;
  /** Stands for a destination whose addresses are not known exactly. */
  readonly destination?: string;
}

/** A pool's packets that a group stops, and where they are to arrive. */
export interface Destination {
  readonly region: Value<string>;
  /** `undefined`: the public addresses of node management. */
  readonly endpoint: PrivateEndpoint | undefined;
}

/**
 * The change that opens the path: a rule with a free priority that takes effect, where there is one.
 *
 * @param others further subnets behind the group, from which it is to be opened as well.
 */
export function openingRemedy(
  { group, subnet }: Pick<FilterCase, "group" | "subnet">,
  to: Destination,
  others: readonly Subnet[] = [],
): Remedy {
  const { region, endpoint } = to;
  if (!group) {
    return ask(
      endpoint
        ? `Allow outbound TCP 443 to private endpoint "${nameOf(endpoint.entity)}".`
        : `Allow outbound TCP 443 to ${batchTag(region)}.`,
    );
  }
  const subnets = [...new Set([subnet, ...others])];
  if (endpoint) {
    const rule: NewRule = {
      ...{ direction: "Outbound", protocol: "Tcp", source: "*", port: "443" },
      destination: prefixOf(endpoint) ?? "VirtualNetwork",
    };
    const aims = subnets.map((each) => ({ flow: flowTo(endpoint, each, region), context: contextOf(each, region) }));
    return addRule(group, rule, ...aims);
  }
  const aims = subnets.map((each): Aim | undefined => {
    const context = contextOf(each, region);
    const flow = isUnknown(region) ? undefined : nodeManagementFlow(context, region);
    return flow && { flow, context };
  });
  // Any protocol would do: Microsoft may want UDP one day, today nodes use TCP.
  const rule: NewRule = {
    direction: "Outbound",
    protocol: "*",
    source: "*",
    destination: batchTag(region),
    port: "443",
  };
  return addRule(group, rule, ...aims);
}

/** The prefix of an endpoint's subnet, where it has one that is known: the endpoint gets an address of it. */
function prefixOf({ subnet }: PrivateEndpoint): string | undefined {
  const prefixes = single(subnet)?.prefixes;
  if (prefixes === undefined || isUnknown(prefixes)) return undefined;
  const [only, ...more] = prefixes;
  return more.length === 0 ? shown("address", only) : undefined;
}

/**
 * The change that adds `rule` to a group, with a free priority that lets all of the aim through. Where rules in front of it leave
 * none, they are moved behind it.
 */
export function addRule(group: SecurityGroup, rule: NewRule, ...aims: readonly (Aim | undefined)[]): Remedy {
  const rules = groupFilters(group).group;
  const known = aims.filter((aim) => aim !== undefined);
  const placed = rules && known.length > 0 && known.length === aims.length ? placeFor(rules, rule, known) : undefined;
  if (!placed) return { do: "add security rule", group, rule, priority: undefined };
  if ("inTheWay" in placed) {
    const first = `Remove or narrow ${describeRule(placed.inTheWay)}: no free priority comes before it.`;
    return inOrder(ask(first), { do: "add security rule", group, rule, priority: undefined });
  }
  const { moves, priority } = placed;
  return inOrder(...moves, { do: "add security rule", group, rule, priority });
}

type Move = Extract<Change, { do: "move security rule" }>;
type Placed = { readonly moves: readonly Move[]; readonly priority: number } | { readonly inTheWay: GroupRule };

/** How many rules are moved at most: more is a group that somebody has to put in order. */
const MOST_MOVES = 3;

/** A rule that comes before another one decides at least what that one would: the lowest priority suits all aims. */
function placeFor(group: SecurityRuleList<SecurityRuleNode>, rule: NewRule, aims: readonly Aim[]): Placed | undefined {
  const moves: Move[] = [];
  let current = group;
  for (;;) {
    const places = aims.map((aim) => {
      const fields = fieldsOf({ ...rule, destination: aim.destination ?? rule.destination });
      return freePriority(current, fields, aim.flow, aim.context);
    });
    const obstructed = places.find(({ priority }) => priority === undefined);
    if (!obstructed) return { moves, priority: Math.min(...places.map(({ priority = 0 }) => priority)) };
    const inTheWay = obstructed.priority === undefined ? obstructed.inTheWay : undefined;
    if (!inTheWay) return undefined;
    const moved = moves.length < MOST_MOVES && movedBehind(inTheWay, current, moves);
    if (!moved) return { inTheWay };
    moves.push(moved.move);
    current = { ...current, rules: current.rules.map((each) => (each === inTheWay ? moved.rule : each)) };
  }
}

/** The same rule at the next free priority; `undefined` where the program does not write it, or it was moved already. */
function movedBehind(rule: GroupRule, { rules }: SecurityRuleList<SecurityRuleNode>, moves: readonly Move[]) {
  const { ref } = rule;
  if (!ref || (ref.origin !== "inline" && ref.origin !== "standalone")) return undefined;
  if (moves.some((move) => move.rule === ref)) return undefined;
  const taken = new Set(rules.map(({ priority }) => priority));
  const { first, last } = GROUP_PRIORITIES;
  let priority = (rule.priority ?? first) + 1;
  while (taken.has(priority)) priority += 1;
  if (priority > last) return undefined;
  const move: Move = { do: "move security rule", rule: ref, priority };
  return { move, rule: readSecurityRule({ ...ruleFields(ref), priority }, ref) };
}

function fieldsOf(rule: NewRule) {
  return {
    name: "New",
    direction: rule.direction,
    access: "Allow",
    protocol: rule.protocol,
    sourceAddressPrefix: rule.source,
    sourcePortRange: "*",
    destinationAddressPrefix: rule.destination,
    destinationPortRange: rule.port,
  };
}
