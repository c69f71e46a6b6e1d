import { field, text } from "../plan/property";
import type { SecurityGroup } from "../topology/security-group";
import { describeNode, lowerFirst } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { quoted, shown } from "../wording/shown";
import { alternatives, type Change, type NewRule, type Remedy } from "./remedy";

/** A remedy as text, a line for each alternative; if there is only one, a line for each of its changes. */
export function inWords(remedy: Remedy): readonly string[] {
  if (remedy.do === "ask" && "example" in remedy) {
    const [first = "", ...more] = inWords(remedy.example);
    return [`Fix the subnet that the pool will use. In this one: ${lowerFirst(first)}`, ...more];
  }
  const [only = [], ...others] = alternatives(remedy);
  if (others.length === 0) return linesOf(only).map((line, at) => (at === 0 ? line : `Then ${lowerFirst(line)}`));
  return [only, ...others].map((changes, at) => {
    const line = linesOf(changes)
      .map((each, place) => bare(place === 0 ? each : `then ${lowerFirst(each)}`))
      .join(", and ");
    return ended(`${at === 0 ? "Either" : "Or"} ${lowerFirst(line)}`);
  });
}

/** A change to the same setting in several places is reported once. */
function linesOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.flatMap((change) => ("example" in change ? inWords(change) : [sentence(change)])))];
}

function bare(line: string): string {
  return line.replace(/\.$/, "");
}

function ended(line: string): string {
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The only place where a change becomes a sentence. */
function sentence(change: Exclude<Change, { example: Remedy }>): string {
  switch (change.do) {
    case "add security rule":
      return addition(change.group, change.rule, change.priority);
    case "move security rule":
      return `Move ${describeNode(change.rule)} to priority ${change.priority}.`;
    case "correct security rule":
      return correction(change);
    case "remove security rule":
      return `Delete the rule${change.when ?? ""}: ${change.reason}.`;
    case "narrow security rule":
      return `Narrow the rule to the ports and sources you need, without ${change.without}${change.when ? `,${change.when}` : ""}: ${change.reason}.`;
    case "add route":
      return `Add a route for ${change.prefix} with next hop Internet to table "${nameOf(change.table.entity)}".`;
    case "redirect route":
      return `Set the next hop of route${quoted(shown("name", change.route.name))} to ${change.to}${opensMore(change)}.`;
    case "remove route":
      return `Remove route${quoted(shown("name", change.route.name))}.`;
    case "remove delegation":
      return `Remove the delegation of subnet "${nameOf(change.of)}".`;
    case "link zone":
      return `Add a virtual network link from zone${quoted(shown("name", change.zone.name))} to "${nameOf(change.network.entity)}".`;
    case "add zone group":
      return change.endpoint.zoneList
        ? `Name zone${quoted(shown("name", change.zone.name))} in the private DNS zone group of private endpoint "${nameOf(change.endpoint.entity)}".`
        : `Add a private DNS zone group to private endpoint "${nameOf(change.endpoint.entity)}" that names zone${quoted(shown("name", change.zone.name))}.`;
    case "add zone":
      return change.endpoint.zoneList
        ? `Name a zone "${change.name}", linked to "${nameOf(change.network.entity)}", in the private DNS zone group of private endpoint "${nameOf(change.endpoint.entity)}".`
        : `Add a private DNS zone group to private endpoint "${nameOf(change.endpoint.entity)}" for a zone named "${change.name}", linked to "${nameOf(change.network.entity)}".`;
    case "add endpoint":
      return `Add a private endpoint with groupIds ["nodeManagement"] for account "${nameOf(change.account.entity)}" to subnet "${nameOf(change.subnet.entity)}", its name in zone ${change.zone}, linked to "${nameOf(change.network.entity)}".`;
    case "add peering":
      return change.both
        ? `Peer "${nameOf(change.from.entity)}" and "${nameOf(change.to.entity)}" with each other, in both directions.`
        : `Add a peering from "${nameOf(change.from.entity)}" to "${nameOf(change.to.entity)}".`;
    case "add NAT gateway":
      return change.gateway
        ? `Attach NAT gateway "${nameOf(change.gateway.entity)}" to subnet "${nameOf(change.subnet.entity)}".`
        : `Add a NAT gateway with a public address to subnet "${nameOf(change.subnet.entity)}".`;
    case "add address":
      return `Attach a public IP address or prefix to NAT gateway "${nameOf(change.gateway.entity)}".`;
    case "add firewall rule":
      return `Allow TCP 443 from ${listOf(change.sources)} to the service tag ${change.tag} in a network rule of ${placeOfRule(change)}.`;
    case "add IP rule":
      return `Add an IP rule for ${listOf(change.addresses)} to networkProfile.nodeManagementAccess.ipRules.`;
    case "set property":
      return setting(change);
    case "remove NAT pool":
      return `Remove NAT pool${quoted(shown("name", text(field(change.natPool, "name"))))}.`;
    default:
      return change.words;
  }
}

function setting({ path, value, of, note }: Extract<Change, { do: "set property" }>): string {
  const what = of === undefined ? path : `${path} of ${of}`;
  const text = Array.isArray(value)
    ? `[${value.map((each) => JSON.stringify(each)).join(", ")}]`
    : JSON.stringify(value);
  const sentence = value === null ? `Remove ${what}.` : `Set ${what} to ${text}.`;
  return note === undefined ? sentence : `${sentence} ${note}`;
}

/** A route for a service tag affects only that service. */
function opensMore({ route, to }: Extract<Change, { do: "redirect route" }>): string {
  const isForMore = to === "Internet" && shown("address", route.addressPrefix) !== undefined;
  return isForMore ? ", which opens more than Batch needs" : "";
}

/** A rule of the firewall's own policy takes no effect if a parent policy denies. */
function placeOfRule({ firewall, parent, before }: Extract<Change, { do: "add firewall rule" }>): string {
  const first = before ? `, in a collection that comes before that of rule${quoted(shown("name", before.name))}` : "";
  if (!parent) return `firewall "${nameOf(firewall.entity)}"${first}`;
  const { policy, group, rule, priority } = parent;
  const at = priority === undefined ? "" : ` at priority ${priority}`;
  return `parent policy "${nameOf(policy)}", which comes first: collection group "${nameOf(group)}"${at}, before rule${quoted(shown("name", rule.name))}`;
}

function listOf(addresses: readonly string[]): string {
  const all = addresses.map((each) => shown("address", each) ?? "the subnet");
  return all.length > 3 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more` : all.join(", ");
}

function addition(group: SecurityGroup, rule: NewRule, priority: number | undefined): string {
  const text = ruleText(rule);
  return priority === undefined
    ? `Add a rule to "${nameOf(group.entity)}", before all that deny: ${text}.`
    : `Add a rule to "${nameOf(group.entity)}": priority ${priority}, ${text}.`;
}

/** A rule to add, in the terms of the portal. */
function ruleText({ direction, protocol, source, destination, port }: NewRule): string {
  return `${direction.toLowerCase()} Allow, protocol ${protocol}, source ${source}, source port *, destination ${destination}, port ${port}`;
}

function correction({ rule, fault, tag, right }: Extract<Change, { do: "correct security rule" }>): string {
  const name = describeNode(rule);
  return fault === "direction"
    ? `Set the destination of ${name} to ${right} and its source to *: now ${shown("tag", tag) ?? "the service tag"} is the source, which never matches outbound traffic.`
    : `Set the destination of ${name} to ${right}, the region of the pool's account, instead of ${shown("tag", tag) ?? "another service tag"}.`;
}
