import { createHash } from "node:crypto";
import { isUnknownMark, type Properties, unknownMark } from "../../wire/properties";
import type { CheckQuestion } from "../model";
import { plain } from "../plain";
import { defaultsOf, type ObjectType, objectType, type ResourceType, type Shape } from "./resource-types";

/** The list of the properties that Check filled in: a bridged provider adds it to every object of the inputs. */
const filledIn = "__defaults";

/**
 * The inputs of a resource with the values that the bridge's Check fills in: a name, a location, the defaults of the Terraform
 * schema (`applyDefaults` in pulumi/pulumi-terraform-bridge, pkg/tfbridge/schema.go).
 */
export function check(
  type: ResourceType,
  { urn, inputs, previousInputs, configuration }: Omit<CheckQuestion, "token">,
  groupLocation: (groupName: string) => string | undefined,
): Record<string, unknown> {
  const given = plain(inputs) as Properties;
  const more: Record<string, unknown> = {};
  const wants = (name: string) => name in type.properties && given[name] === undefined;
  if (wants("name")) more.name = previousInputs.name ?? autoName(urn);
  if (wants("location")) {
    // Only the location of groups comes from the configuration; resources have that of their group.
    const isGroup = type.token.endsWith(":ResourceGroup");
    more.location = isGroup ? configuration.location : locationOf(given.resourceGroupName, groupLocation);
  }
  return withDefaults(given, type, { ...defaultsOf(type.token), ...more });
}

/** The reasons for which the provider would reject the inputs; only those that the stand-in checks. */
export function checkFailures(type: ResourceType, inputs: Properties): { property: string; reason: string }[] {
  const needed = [...(type.required ?? []), ...("location" in type.properties ? ["location"] : [])];
  return needed
    .filter((property) => inputs[property] === undefined)
    .map((property) => ({ property, reason: `Missing required argument. The argument "${property}" is required` }));
}

/** The logical name in lower case and eight hex digits (`AutoName` in pulumi/pulumi-azure, provider/resources.go). */
function autoName(urn: string): string {
  // The digits are derived from the URN, so that a second run gives the same plan.
  return String(urn.split("::").at(-1)).toLowerCase() + createHash("sha256").update(urn).digest("hex").slice(0, 8);
}

function locationOf(group: unknown, groupLocation: (groupName: string) => string | undefined): unknown {
  return isUnknownMark(group) ? { ...unknownMark } : groupLocation(String(group));
}

function withDefaults(given: Properties, type: ObjectType, more: Properties): Record<string, unknown> {
  const added = Object.entries(more).filter(([name, value]) => value !== undefined && given[name] === undefined);
  const own = Object.entries(given).map(([name, value]) => [name, nested(value, type.properties[name])]);
  return { ...Object.fromEntries(own), ...Object.fromEntries(added), [filledIn]: added.map(([name]) => name).sort() };
}

function nested(value: unknown, shape: Shape | undefined): unknown {
  if (shape === undefined || isUnknownMark(value)) return value;
  if (typeof shape === "string") return coerced(value, shape);
  if ("array" in shape) return Array.isArray(value) ? value.map((item) => nested(item, shape.array)) : value;
  return withDefaults(value as Properties, objectType(shape.ref), defaultsOf(shape.ref));
}

/** YAML has the number 443 where Terraform's type is a string: the bridge converts scalars to the type of the property. */
function coerced(value: unknown, shape: Shape): unknown {
  if (shape === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (shape === "number" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (shape === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** Inputs as Terraform receives them, without those that only the bridge reads. */
export function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== filledIn);
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutMarks(field)]));
}
