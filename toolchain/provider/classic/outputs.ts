import { type Properties, unknownMark } from "../../wire/properties";
import { type ObjectType, objectType, type ResourceType, type Shape } from "./resource-types";
import { serviceValues } from "./service-values";

/** The value of a property that the program did not set. */
type Unset = (type: ObjectType, name: string) => unknown;

/**
 * The outputs that a preview shows: Terraform's plan. Values that the program set remain, computed ones are unknown, and the rest is
 * null; an existing resource keeps its computed values.
 */
export function previewOutputs(type: ResourceType, inputs: Properties, before?: Properties): Record<string, unknown> {
  const planned = filled(type, inputs, ({ computed = [] }, name) =>
    computed.includes(name) ? { ...unknownMark } : null,
  );
  const kept = (type.computed ?? []).filter((name) => inputs[name] === undefined && before?.[name] !== undefined);
  return {
    ...planned,
    ...Object.fromEntries(kept.map((name) => [name, before?.[name]])),
    ...located(inputs),
    id: before?.id ?? { ...unknownMark },
  };
}

/** The outputs of a resource after its deployment: Terraform's state, in which scalars and lists are never absent. */
export function deployedOutputs(
  type: ResourceType,
  inputs: Properties,
  id: string,
  findSubnet: (id: unknown) => Properties | undefined,
): Record<string, unknown> {
  const outputs = filled(type, inputs, ({ properties }, name) => emptyValue(properties[name]));
  return {
    ...outputs,
    ...located(inputs),
    ...serviceValues[type.token]?.({ id, inputs, outputs, findSubnet }),
    __meta: '{"schema_version":"0"}',
    id,
  };
}

/** An element of a list that Azure returns, as in Terraform's state. */
export function deployedElement(type: string, values: Properties): Record<string, unknown> {
  return filled(objectType(type), values, ({ properties }, name) => emptyValue(properties[name]));
}

function filled(type: ObjectType, inputs: Properties, unset: Unset): Record<string, unknown> {
  const values = Object.entries(type.properties).map(([name, shape]) => {
    const given = inputs[name];
    return [name, given === undefined ? unset(type, name) : inside(given, shape, unset)];
  });
  return Object.fromEntries(values);
}

function inside(value: unknown, shape: Shape, unset: Unset): unknown {
  if (typeof shape !== "object" || typeof value !== "object" || value === null || "$unknown" in value) return value;
  if ("array" in shape) return Array.isArray(value) ? value.map((item) => inside(item, shape.array, unset)) : value;
  return filled(objectType(shape.ref), value as Properties, unset);
}

function emptyValue(shape: Shape | undefined): unknown {
  if (typeof shape === "object") return "array" in shape ? [] : null;
  return { string: "", number: 0, boolean: false, map: null }[shape ?? "map"];
}

/** Locations are stored in ARM's spelling: "West Europe" becomes "westeurope". */
function located({ location }: Properties): Record<string, unknown> {
  return typeof location === "string" ? { location: location.replaceAll(" ", "").toLowerCase() } : {};
}
