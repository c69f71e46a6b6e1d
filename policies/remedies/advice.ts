import { isUnknown, type Value } from "../known/value";
import type { Flow } from "../network/flow";
import { type FreePriority, freePriority } from "../network/free-priority";
import { nodeManagementFlow } from "../network/node-management";
import type { SubnetContext } from "../network/subnet-context";
import { flowTo } from "../reach/endpoint-way";
import { contextOf, groupFilters } from "../reach/filters";
import type { FilterCase } from "../reach/security-rules";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { describeRule } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { batchTag } from "../wording/tags";

/** An Allow rule to add to a security group, for any source port. */
export interface NewRule {
  readonly direction: "Inbound" | "Outbound";
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
}

/** The packets that a new rule is to let through, and the subnet they leave or enter. */
export interface Aim {
  readonly flow: Flow;
  readonly context: SubnetContext;
  /** Stands for a destination whose addresses are not known exactly. */
  readonly destination?: string;
}

/** A rule to add, and where it takes effect. */
export interface Addition {
  readonly group: SecurityGroup;
  readonly rule: NewRule;
  /** `undefined` where it cannot be told under which priority. */
  readonly free: FreePriority<SecurityRuleNode> | undefined;
}

/** A pool's packets that a group stops, and where they are to arrive. */
export interface Destination {
  readonly region: Value<string>;
  /** `undefined`: the public addresses of node management. */
  readonly endpoint: PrivateEndpoint | undefined;
}

/** The rule that opens the way; `undefined` where there is no group in the program to add it to. */
export function openingRule(at: Pick<FilterCase, "group" | "subnet">, to: Destination): Addition | undefined {
  const { group, subnet } = at;
  if (!group) return undefined;
  const { region, endpoint } = to;
  const context = contextOf(subnet, region);
  if (endpoint) {
    const rule: NewRule = {
      ...{ direction: "Outbound", protocol: "Tcp", source: "*", port: "443" },
      destination: prefixOf(endpoint) ?? "VirtualNetwork",
    };
    return { group, rule, free: freePriorityFor(group, rule, { flow: flowTo(endpoint, subnet, region), context }) };
  }
  const flow = isUnknown(region) ? undefined : nodeManagementFlow(context, region);
  // Any protocol would do: Microsoft may want UDP one day, today nodes use TCP.
  const rule: NewRule = {
    direction: "Outbound",
    protocol: "*",
    source: "*",
    destination: batchTag(region),
    port: "443",
  };
  return { group, rule, free: flow && freePriorityFor(group, rule, { flow, context }) };
}

/** The prefix of an endpoint's subnet, where it has one that is known: the endpoint gets an address of it. */
function prefixOf({ subnet }: PrivateEndpoint): string | undefined {
  const prefixes = single(subnet)?.prefixes;
  if (prefixes === undefined || isUnknown(prefixes)) return undefined;
  const [only, ...more] = prefixes;
  return more.length === 0 ? shown("address", only) : undefined;
}

/** The change that opens the way: a rule with a free priority that takes effect, where there is one. */
export function ruleToAdd(at: Pick<FilterCase, "group" | "subnet">, to: Destination): readonly string[] {
  const addition = openingRule(at, to);
  if (addition) return inWords(addition);
  return [
    to.endpoint
      ? `Let TCP 443 out to private endpoint "${nameOf(to.endpoint.entity)}".`
      : `Let TCP 443 out to ${batchTag(to.region)}.`,
  ];
}

/** The change that adds `rule` to a group, with a free priority that lets all of the aim through, where there is one. */
export function addRule(group: SecurityGroup, rule: NewRule, aim: Aim | undefined): readonly string[] {
  const free = aim && freePriorityFor(group, { ...rule, destination: aim.destination ?? rule.destination }, aim);
  return inWords({ group, rule, free });
}

function inWords({ group, rule, free }: Addition): readonly string[] {
  const { direction, protocol, source, destination, port } = rule;
  const text = `${direction.toLowerCase()} Allow, protocol ${protocol}, source ${source}, source port *, destination ${destination}, port ${port}`;
  if (free === undefined) return [`Add a rule to "${nameOf(group.entity)}", before all that deny: ${text}.`];
  if (free.priority !== undefined) {
    return [`Add a rule to "${nameOf(group.entity)}": priority ${free.priority}, ${text}.`];
  }
  return [
    `Remove or narrow ${describeRule(free.inTheWay)}: no free priority comes before it.`,
    `Then add a rule: ${text}.`,
  ];
}

function freePriorityFor(group: SecurityGroup, rule: NewRule, { flow, context }: Aim) {
  const rules = groupFilters(group).group;
  const fields = {
    name: "New",
    direction: rule.direction,
    access: "Allow",
    protocol: rule.protocol,
    sourceAddressPrefix: rule.source,
    sourcePortRange: "*",
    destinationAddressPrefix: rule.destination,
    destinationPortRange: rule.port,
  };
  return rules && freePriority(rules, fields, flow, context);
}
