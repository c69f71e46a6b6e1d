import { knownTokens, type ObjectType, objectType, objectTypeNames, resourceType, type Shape } from "./resource-types";

/** The schema of the resource types that the stand-in supports, as the provider's `GetSchema` returns it. */
export function schema(version: string): string {
  const settings = { location: { type: "string" }, subscriptionId: { type: "string" } };
  const types = objectTypeNames.map((name) => [typeToken(name), { type: "object", ...inputsOf(objectType(name)) }]);
  const resources = knownTokens.flatMap((token) => {
    const type = resourceType(token);
    if (!type) return [];
    const { properties, required } = inputsOf(type);
    const outputs = { properties: typed(type.properties), required: [...required, ...(type.computed ?? [])] };
    return [[token, { ...outputs, inputProperties: properties, requiredInputs: required }]];
  });
  return JSON.stringify({
    ...{ name: "azure", version },
    ...{ types: Object.fromEntries(types), resources: Object.fromEntries(resources), functions: {} },
    ...{ provider: { inputProperties: settings }, config: { variables: settings } },
  });
}

function inputsOf({ properties, required = [], readOnly = [] }: ObjectType) {
  const given = Object.entries(properties).filter(([name]) => !readOnly.includes(name));
  return { properties: typed(Object.fromEntries(given)), required };
}

function typed(properties: ObjectType["properties"]): Record<string, object> {
  return Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, typeOf(shape)]));
}

function typeOf(shape: Shape): object {
  if (shape === "map") return { type: "object", additionalProperties: { type: "string" } };
  if (typeof shape === "string") return { type: shape };
  return "array" in shape ? { type: "array", items: typeOf(shape.array) } : { $ref: `#/types/${typeToken(shape.ref)}` };
}

/** `batch.PoolFixedScale` is `azure:batch/PoolFixedScale:PoolFixedScale` in a schema. */
function typeToken(name: string): string {
  const [module, type] = name.split(".");
  return `azure:${module}/${type}:${type}`;
}
