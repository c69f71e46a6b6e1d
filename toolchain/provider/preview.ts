import { type Properties, unknownMark } from "../wire/properties";
import { objectType, type Shape, type Shapes } from "./resource-types";

/**
 * The outputs that azure-native shows before a deployment: values that the program set remain if ARM's response has them; all
 * other properties of the response are unknown, at every depth; inputs that the response lacks are omitted
 * (`PreviewOutputs` in pulumi/pulumi-azure-native, provider/pkg/convert).
 */
export function previewOutputs(inputs: Properties, response: Shapes): Record<string, unknown> {
  const outputs = Object.entries(response).map(([name, shape]) => [name, previewValue(inputs[name], shape)]);
  return Object.fromEntries(outputs);
}

/** The same for an update, in which a resource keeps the properties that never change. */
export function previewUpdate(inputs: Properties, response: Shapes, before: Properties): Record<string, unknown> {
  const stable = Object.entries(before).filter(([name]) => name === "name" || name === "location");
  return { ...previewOutputs(inputs, response), ...Object.fromEntries(stable) };
}

function previewValue(value: unknown, shape: Shape): unknown {
  if (shape === "any") return value ?? { ...unknownMark };
  if (shape === "map") return isObject(value) ? value : { ...unknownMark };
  if (typeof shape === "string") return typeof value === shape ? value : { ...unknownMark };
  if ("array" in shape) {
    return Array.isArray(value) ? value.map((item) => previewValue(item, shape.array)) : { ...unknownMark };
  }
  return isObject(value) && !("$unknown" in value) ? previewOutputs(value, objectType(shape.ref)) : { ...unknownMark };
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
