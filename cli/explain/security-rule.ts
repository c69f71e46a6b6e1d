import { compare } from "../../policies/known/order";
import { isUnknown, type Value } from "../../policies/known/value";
import { type RuleField, ruleFields } from "../../policies/reach/filters";
import { lastName, parseArmId } from "../../policies/topology/arm-id";
import type { SecurityRuleNode } from "../../policies/topology/security-group";
import { shownAccess, shownDirection, shownPorts, shownProtocol } from "../../policies/wording/rule-fields";
import { shown } from "../../policies/wording/shown";
import { inWords } from "../command";
import { type Statement, statement, UNKNOWN } from "./statement";

/** Formats a value of a field; `undefined` if the value is not of the expected form. */
type Look = (text: string) => string | undefined;

const number: Look = (text) => (/^\d{1,9}$/.test(text) ? text : undefined);
const address: Look = (text) => (text === "*" ? text : (shown("tag", text) ?? shown("address", text)));
const group: Look = (text) => {
  const id = parseArmId(text);
  const name = id && shown("name", lastName(id));
  return name && `application security group ${name}`;
};

type From = readonly [field: RuleField, look: Look];

/** The parts of a rule in the order of the policies' advice: the words before a part, and the fields that hold its values. */
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

/** Replaces a value that may be anything, including a secret. */
const HIDDEN = "[not shown]";

/** Describes a security rule: `priority 100, outbound Allow, protocol Tcp, source *, …`, and what is unknown about it. */
export function aboutRule(name: string, rule: SecurityRuleNode): Statement {
  const fields = ruleFields(rule);
  const parts = PARTS.map(([before, ...from]) => {
    const values = from.flatMap(([field, look]) => valuesIn(fields[field]).map((value) => [value, look] as const));
    const words = values.map(([value, look]) => (isUnknown(value) ? UNKNOWN : (look(value) ?? HIDDEN)));
    return { says: before + (inWords(words, "and") || "not set"), why: values.map(([value]) => value).find(isUnknown) };
  });
  const why = parts.find((part) => part.why)?.why;
  return { ...statement(name, parts.map(({ says }) => says).join("")), ...(why ? { unknown: why } : {}) };
}

/** The order in which Azure evaluates rules: by priority, per direction. Rules of unknown direction or priority come last. */
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

/** The values of a field: a single value, a list, or references. */
function valuesIn(value: unknown): readonly Value<string>[] {
  if (value === undefined || value === null || value === "") return [];
  if (isUnknown(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  return typeof value === "object" ? valuesIn((value as { id?: unknown }).id) : [String(value)];
}
