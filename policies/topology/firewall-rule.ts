import { isUnknown, unknown, type Value } from "../known/value";
import type {
  ApplicationProtocol,
  ApplicationRule,
  FirewallRule,
  IpGroups,
  NetworkRule,
  RuleCollection,
  Strings,
} from "../network/firewall";
import { field, fieldAt, flag, items, numeric, type Property, text, texts } from "../plan/property";
import type { Builder } from "./builder";
import { type Entity, read } from "./entity";
import { single } from "./link";
import { resolveReference } from "./resolve";

/** A firewall rule and where it is written. */
export interface FirewallRuleNode {
  readonly name: Value<string | undefined>;
  readonly property: Property;
  readonly entity: Entity;
}

type Collection = RuleCollection<FirewallRuleNode>;
type Rule = FirewallRule<FirewallRuleNode>;

/** Reads a collection of network rules, or a collection of a policy, in which each rule has its own type. */
export function networkCollection(entity: Entity, collection: Property, builder: Builder): Collection {
  return toCollection(entity, collection, (rule) => {
    const type = text(field(rule, "ruleType"));
    if (isUnknown(type)) return type;
    return /application/i.test(type ?? "")
      ? applicationRule(entity, rule, builder)
      : networkRule(entity, rule, builder);
  });
}

/** Reads a collection of application rules. */
export function applicationCollection(entity: Entity, collection: Property, builder: Builder): Collection {
  return toCollection(entity, collection, (rule) => applicationRule(entity, rule, builder));
}

function toCollection(entity: Entity, collection: Property, toRule: (rule: Property) => Value<Rule>): Collection {
  const rules = items(field(collection, "rules"));
  return {
    priority: numeric(field(collection, "priority")),
    action: text(entity.token.provider === "azure" ? field(collection, "action") : fieldAt(collection, "action.type")),
    rules: isUnknown(rules) ? rules : rules.map(toRule),
  };
}

function networkRule(entity: Entity, rule: Property, builder: Builder): NetworkRule<FirewallRuleNode> {
  return {
    kind: "network",
    ...source(entity, rule, builder),
    protocols: strings(rule, entity.kind === "ruleCollectionGroup" && native(entity) ? "ipProtocols" : "protocols"),
    destinationAddresses: strings(rule, "destinationAddresses"),
    destinationIpGroups: ipGroups(entity, field(rule, "destinationIpGroups"), builder),
    destinationFqdns: strings(rule, "destinationFqdns"),
    destinationPorts: strings(rule, "destinationPorts"),
  };
}

function applicationRule(entity: Entity, rule: Property, builder: Builder): ApplicationRule<FirewallRuleNode> {
  // The classic provider has `destination…` properties in policies, and `target…` properties in firewall collections, as ARM does.
  const inPolicy = !native(entity) && entity.kind === "ruleCollectionGroup";
  return {
    kind: "application",
    ...source(entity, rule, builder),
    protocols: protocols(rule, native(entity) ? "protocolType" : "type"),
    targetFqdns: strings(rule, inPolicy ? "destinationFqdns" : "targetFqdns"),
    targetUrls: strings(rule, inPolicy ? "destinationUrls" : "targetUrls"),
    fqdnTags: strings(rule, inPolicy ? "destinationFqdnTags" : "fqdnTags"),
    webCategories: strings(rule, "webCategories"),
    destinationAddresses: strings(rule, "destinationAddresses"),
    terminateTls: flag(field(rule, native(entity) ? "terminateTLS" : "terminateTls")),
  };
}

function native(entity: Entity): boolean {
  return entity.token.provider === "azure-native";
}

function source(entity: Entity, rule: Property, builder: Builder) {
  const name = text(field(rule, "name"));
  return {
    ref: { name, property: rule, entity },
    sourceAddresses: strings(rule, "sourceAddresses"),
    sourceIpGroups: ipGroups(entity, field(rule, "sourceIpGroups"), builder),
  };
}

function strings(rule: Property, name: string): Strings {
  return texts(field(rule, name));
}

function protocols(rule: Property, typeField: string): Value<readonly Value<ApplicationProtocol>[]> {
  const list = items(field(rule, "protocols"));
  if (isUnknown(list)) return list;
  return list.map((each) => ({ type: text(field(each, typeField)), port: numeric(field(each, "port")) }));
}

function ipGroups(entity: Entity, property: Property, builder: Builder): IpGroups {
  const ids = items(property);
  if (isUnknown(ids)) return ids;
  return ids.map((id) => {
    const group = single(resolveReference(builder.registry, entity, id, ["ipGroup"]));
    if (!group) return unknown(id.path, id.owner);
    const own = texts(read(group, "addresses"));
    if (isUnknown(own)) return own;
    const { list, unseen } = builder.childrenOf(group, "ipGroupCidr");
    const apart = list.map(({ child, why }) => why ?? text(read(child, "cidr")) ?? unknown("cidr", child.resource.urn));
    return [...own, ...apart, ...(unseen ? [unseen] : [])];
  });
}
