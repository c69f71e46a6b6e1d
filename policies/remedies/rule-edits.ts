import { isUnknown } from "../known/value";
import { field, isAbsent, numeric, text } from "../plan/property";
import { parseUrn } from "../plan/urn";
import type { SecurityGroup, SecurityRuleNode } from "../topology/security-group";
import { type Edit, type Output, type PlainObject, target } from "./edits";
import type { NewRule } from "./remedy";
import { firstFree, type Resources } from "./resources";
import { resourceNameOf } from "./rule-names";

/** Adds a rule to a group, in the same form as the group's other rules: in its list, or as a resource of its own. */
export function addingOf(
  group: SecurityGroup,
  rule: NewRule,
  { name, priority }: { readonly name: string; readonly priority: number },
  resources: Resources,
): readonly Edit[] {
  const { direction, protocol, source, destination, port } = rule;
  const fields = {
    ...{ priority, direction, access: "Allow", protocol, sourceAddressPrefix: source, sourcePortRange: "*" },
    ...{ destinationAddressPrefix: destination, destinationPortRange: port },
  };
  const inList = group.rules.some(({ origin, inList }) => origin === "inline" || inList) || group.rules.length === 0;
  if (!inList) return [ofItsOwn(group, name, fields, resources)];
  return [{ ...target(group.entity), action: "add", path: "securityRules", value: { name, ...fields } }];
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
    name: firstFree(`${entity.resource.name}-${resourceNameOf(name)}`, resources.hasName),
    value: {
      resourceGroupName: resources.groupNameOf(entity),
      networkSecurityGroupName: nsg,
      [classic ? "name" : "securityRuleName"]: name,
      ...fields,
    },
  };
}

const CLASSIC_RULE = "azure:network/networkSecurityRule:NetworkSecurityRule";

/** Sets properties of a rule of the program, in every place that defines it. */
export function changeOf(rule: SecurityRuleNode | undefined, value: PlainObject): readonly Edit[] {
  return placesOf(rule).flatMap((place): readonly Edit[] => {
    if (place.origin === "inline") return [{ ...listOf(place), action: "change", element: identityOf(place), value }];
    return Object.entries(value).map(([path, set]) => ({ ...ownerOf(place), action: "set", path, value: set }));
  });
}

/** Removes a rule of the program from every place that defines it. */
export function removalOf(rule: SecurityRuleNode | undefined): readonly Edit[] {
  return placesOf(rule).map((place): Edit => {
    if (place.origin === "inline") return { ...listOf(place), action: "remove", element: identityOf(place) };
    return { ...ownerOf(place), action: "delete" };
  });
}

/** Sets the ports of a rule; nothing if they are not known. */
export function portsOf(rule: SecurityRuleNode, destinationPortRanges: readonly string[] | undefined): readonly Edit[] {
  if (destinationPortRanges === undefined) return [];
  const one = isAbsent(field(rule.property, "destinationPortRange")) ? {} : { destinationPortRange: null };
  return changeOf(rule, { ...one, destinationPortRanges });
}

/** Where the program defines a rule: in its group's list, as a resource of its own, or in both; nowhere if only Azure has it. */
function placesOf(rule: SecurityRuleNode | undefined): readonly SecurityRuleNode[] {
  if (rule === undefined || (rule.origin !== "inline" && rule.origin !== "standalone")) return [];
  const { inList } = rule;
  return inList ? [rule, { ...rule, origin: "inline", property: inList }] : [rule];
}

function ownerOf({ property }: SecurityRuleNode) {
  const { type = "", name = "" } = parseUrn(property.owner) ?? {};
  return { urn: property.owner, type, name };
}

function listOf(rule: SecurityRuleNode) {
  return { ...ownerOf(rule), path: rule.property.path };
}

/** The properties that identify a rule in its list, if they are known. */
function identityOf({ property }: SecurityRuleNode): PlainObject {
  const known = {
    name: text(field(property, "name")),
    priority: numeric(field(property, "priority")),
    direction: text(field(property, "direction")),
  };
  const entries = Object.entries(known).filter(([, value]) => value !== undefined && !isUnknown(value));
  return Object.fromEntries(entries) as PlainObject;
}
