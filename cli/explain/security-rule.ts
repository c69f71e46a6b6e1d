import { compare } from "../../policies/known/order";
import { isUnknown, type Value } from "../../policies/known/value";
import { type RuleField, ruleFields } from "../../policies/reach/filters";
import { lastName, parseArmId } from "../../policies/topology/arm-id";
import type { SecurityRuleNode } from "../../policies/topology/security-group";
import { shownAccess, shownDirection, shownPorts, shownProtocol } from "../../policies/wording/rule-fields";
import { shown } from "../../policies/wording/shown";
import { type Statement, statement, UNKNOWN } from "./statement";

/** How a value of a field is shown; `undefined` where it does not look like one. */
type Look = (text: string) => string | undefined;

const number: Look = (text) => (/^\d{1,9}$/.test(text) ? text : undefined);
const address: Look = (text) => (text === "*" ? text : (shown("tag", text) ?? shown("address", text)));
const group: Look = (text) => {
  const id = parseArmId(text);
  const name = id && shown("name", lastName(id));
  return name && `application security group ${name}`;
};

type From = readonly [field: RuleField, look: Look];

/** A rule in the order in which policies advise one: the words before a part of it, and the fields that the part stands in. */
const PARTS: readonly (readonly [before: string, ...from: readonly From[]])[] = [
  ["priority ", ["priority", number]],
  [", ", ["direction", (text) => shownDirection(text)?.toLowerCase()]],
  [" ", ["access", shownAccess]],
  [", protocol ", ["protocol", shownProtocol]],
  [
    ", source ",
    ["sourceAddressPrefix", address],
    ["sourceAddressPrefixes", address],
    ["sourceApplicationSecurityGroups", group],
  ],
  [", source port ", ["sourcePortRange", shownPorts], ["sourcePortRanges", shownPorts]],
  [
    ", destination ",
    ["destinationAddressPrefix", address],
    ["destinationAddressPrefixes", address],
    ["destinationApplicationSecurityGroups", group],
  ],
  [", port ", ["destinationPortRange", shownPorts], ["destinationPortRanges", shownPorts]],
];

/** Stands for a value that may be anything, a secret included. */
const HIDDEN = "[not shown]";

/** What a security rule says: `priority 100, outbound Allow, protocol Tcp, source *, …`, with what is unknown of it. */
export function aboutRule(name: string, rule: SecurityRuleNode): Statement {
  const fields = ruleFields(rule);
  const parts = PARTS.map(([before, ...from]) => {
    const values = from.flatMap(([field, look]) => valuesIn(fields[field]).map((value) => [value, look] as const));
    const words = values.map(([value, look]) => (isUnknown(value) ? UNKNOWN : (look(value) ?? HIDDEN)));
    return { says: before + (words.join(" and ") || "not set"), why: values.map(([value]) => value).find(isUnknown) };
  });
  const why = parts.find((part) => part.why)?.why;
  return { ...statement(name, parts.map(({ says }) => says).join("")), ...(why ? { unknown: why } : {}) };
}

/** The order in which Azure asks rules: by priority, each direction by itself. Those of unknown place come last. */
export function inOrder(one: SecurityRuleNode, other: SecurityRuleNode): number {
  return compare(placeOf(one), placeOf(other));
}

const LAST = "~";

function placeOf(rule: SecurityRuleNode): string {
  const { direction, priority } = ruleFields(rule);
  const [way, number] = [valuesIn(direction)[0], valuesIn(priority)[0]];
  const known = number !== undefined && !isUnknown(number);
  return `${shownDirection(way) ?? LAST} ${known ? number.padStart(9, "0") : LAST}`;
}

/** The texts of a field, be it a single value, a list, or references. */
function valuesIn(value: unknown): readonly Value<string>[] {
  if (value === undefined || value === null || value === "") return [];
  if (isUnknown(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  return typeof value === "object" ? valuesIn((value as { id?: unknown }).id) : [String(value)];
}
