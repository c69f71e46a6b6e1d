import { isUnknown } from "../../policies/known/value";
import { field, isAbsent, numeric, text } from "../../policies/plan/property";
import { parseUrn } from "../../policies/plan/urn";
import type { GroupRule } from "../../policies/reach/filters";
import type { Addition } from "../../policies/remedies/advice";
import { portsWithoutClassic } from "../../policies/remedies/narrowed-ports";
import type { SecurityGroup, SecurityRuleNode } from "../../policies/topology/security-group";
import { nameOf } from "../../policies/wording/names";
import { type Edit, type Output, type Plain, type PlainObject, target } from "./edits";
import { type Phrase, quote, say } from "./phrase";
import type { Resources } from "./resources";

/** Edits, and what has to be said besides. */
export interface Worded {
  readonly edits: readonly Edit[];
  readonly text: readonly Phrase[];
}

const NAME = "AllowBatchNodeManagementOutbound";

/** Adds a rule to a group, in the way in which the group has its others: in its list, or as a resource of its own. */
export function addingOf({ group, rule }: Addition, priority: number | undefined, resources: Resources): Worded {
  const { direction, protocol, source, destination, port } = rule;
  if (priority === undefined) {
    const words = `${direction} Allow, protocol ${protocol}, source ${source}, source port *, destination ${destination}, port ${port}`;
    return { edits: [], text: [say`Add a rule to ${quote(nameOf(group.entity))}: ${quote(words)}.`] };
  }
  const name = freeName(group);
  const fields = {
    priority,
    direction,
    access: "Allow",
    protocol,
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    destinationAddressPrefix: destination,
    destinationPortRange: port,
  };
  const inList = group.rules.some(({ origin, inList }) => origin === "inline" || inList) || group.rules.length === 0;
  return inList
    ? {
        edits: [{ ...target(group.entity), action: "add", path: "securityRules", value: { name, ...fields } }],
        text: [],
      }
    : { edits: [ofItsOwn(group, name, fields, resources)], text: [DEPEND] };
}

const DEPEND = say`Let the pools depend on the rule (the option ${quote("dependsOn")}), for nothing else in the program does.`;

function freeName({ rules }: SecurityGroup): string {
  const taken = new Set(rules.map(({ name }) => (isUnknown(name) ? "" : name.toLowerCase())));
  return firstFree(NAME, (name) => taken.has(name.toLowerCase()));
}

function firstFree(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}${number}`;
  return free;
}

function ofItsOwn(group: SecurityGroup, name: string, fields: PlainObject, resources: Resources): Edit {
  const { entity, rules } = group;
  const { urn, type } = target(entity);
  const sibling = rules.find(({ origin }) => origin === "standalone");
  const ruleType = sibling ? parseUrn(sibling.property.owner)?.type : undefined;
  const classic = entity.token.provider === "azure";
  const nsg: Output = { variable: "nsg", property: "name", of: target(entity) };
  return {
    action: "create",
    urn,
    type: ruleType ?? (classic ? CLASSIC_RULE : type.replace(/NetworkSecurityGroup$/, "SecurityRule")),
    name: firstFree(`${entity.resource.name}-allow-batch-outbound`, resources.hasName),
    value: {
      resourceGroupName: resources.groupNameOf(entity),
      networkSecurityGroupName: nsg,
      [classic ? "name" : "securityRuleName"]: name,
      ...fields,
    },
  };
}

const CLASSIC_RULE = "azure:network/networkSecurityRule:NetworkSecurityRule";

/** Sets properties of a rule of the program, wherever it writes it. */
export function changeOf({ ref }: GroupRule, value: PlainObject): readonly Edit[] {
  return placesOf(ref).flatMap((place): readonly Edit[] => {
    if (place.origin === "inline") return [{ ...listOf(place), action: "change", element: identityOf(place), value }];
    return Object.entries(value).map(([path, set]) => ({
      ...ownerOf(place),
      action: "set",
      path,
      value: set as Plain,
    }));
  });
}

/** Removes a rule of the program, wherever it writes it. */
export function removalOf({ ref }: GroupRule): readonly Edit[] {
  return placesOf(ref).map((place): Edit => {
    if (place.origin === "inline") return { ...listOf(place), action: "remove", element: identityOf(place) };
    return { ...ownerOf(place), action: "delete" };
  });
}

/** Takes the classic ports out of a rule that opens more than them; none where its ports are not all known. */
export function narrowingOf(rule: GroupRule): readonly Edit[] {
  const destinationPortRanges = portsWithoutClassic(rule);
  if (!rule.ref || destinationPortRanges === undefined) return [];
  const one = isAbsent(field(rule.ref.property, "destinationPortRange")) ? {} : { destinationPortRange: null };
  return changeOf(rule, { ...one, destinationPortRanges });
}

/** Where the program writes a rule: in its group's list, as a resource of its own, or in both; nowhere where Azure alone has it. */
function placesOf(rule: SecurityRuleNode | undefined): readonly SecurityRuleNode[] {
  if (!isWritten(rule)) return [];
  const { inList } = rule;
  return inList ? [rule, { ...rule, origin: "inline", property: inList }] : [rule];
}

function isWritten(rule: SecurityRuleNode | undefined): rule is SecurityRuleNode {
  return rule !== undefined && (rule.origin === "inline" || rule.origin === "standalone");
}

function ownerOf({ property }: SecurityRuleNode) {
  const { type = "", name = "" } = parseUrn(property.owner) ?? {};
  return { urn: property.owner, type, name };
}

function listOf(rule: SecurityRuleNode) {
  return { ...ownerOf(rule), path: rule.property.path };
}

/** What tells a rule from its neighbours, as far as it is known. */
function identityOf({ property }: SecurityRuleNode): PlainObject {
  const known = {
    name: text(field(property, "name")),
    priority: numeric(field(property, "priority")),
    direction: text(field(property, "direction")),
  };
  const entries = Object.entries(known).filter(([, value]) => value !== undefined && !isUnknown(value));
  return Object.fromEntries(entries) as PlainObject;
}
