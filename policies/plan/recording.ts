import { type Format, isObject, isResource, listFault, strings, urnsByProperty } from "./program";
import { planResource, type ResourceViews } from "./resource";
import { secretsIn } from "./secrets";
import { type Branch, OUTPUT_VALUE, SECRET, SIGNATURE, toBranch, UNKNOWN_SENTINELS } from "./tree";

/** The `format` of a recording. */
export const RECORDING_FORMAT = "azure-batch-guard recording 1";

const FORMAT_NAME = /^azure-batch-guard recording /;
const [UNKNOWN_SENTINEL] = UNKNOWN_SENTINELS;

/** A recording of one preview: exactly what the engine sent to the policy pack. */
export const recordings: Format = {
  claims: ({ format }) => typeof format === "string" && FORMAT_NAME.test(format),
  refuse: ({ format, resources }) =>
    format === RECORDING_FORMAT
      ? listFault(resources, recordings.list)
      : `is "${format}", and only "${RECORDING_FORMAT}" is known.`,
  list: ["resources"],
  isElement: isResource,
  read: (resource) => {
    if (!isResource(resource)) return undefined;
    const wire = { ...resource, inputs: toWire(resource.inputs), outputs: toWire(resource.outputs) };
    const views = toViews(wire, resource.urn);
    const { urn, type, name, inputs } = views;
    return {
      resource: planResource(views),
      analyzed: inputs && planResource({ urn, type, name, inputs }),
      secrets: secretsIn(wire),
    };
  },
};

function toViews(resource: Readonly<Record<string, unknown>>, urn: string): ResourceViews {
  const branch = (seen: unknown): Branch | undefined => (isObject(seen) ? toBranch(seen, urn) : undefined);
  return {
    urn,
    type: typeof resource.type === "string" ? resource.type : "",
    name: typeof resource.name === "string" ? resource.name : urn,
    inputs: branch(resource.inputs),
    outputs: branch(resource.outputs),
    propertyDependencies: urnsByProperty(resource.propertyDependencies),
    dependencies: strings(resource.dependencies),
    parent: typeof resource.parent === "string" ? resource.parent : undefined,
  };
}

/** Recordings write the markers of Pulumi's wire format as `$unknown`, `$secret` and `$output`, to be readable. */
function toWire(value: unknown, depth = 0): unknown {
  // Deeper than anything that is read later.
  if (depth > 100) return UNKNOWN_SENTINEL;
  if (Array.isArray(value)) return value.map((item) => toWire(item, depth + 1));
  if (!isObject(value)) return value;
  if (value.$unknown === true) return UNKNOWN_SENTINEL;
  if ("$secret" in value) return { [SIGNATURE]: SECRET, value: toWire(value.$secret, depth + 1) };
  if (isObject(value.$output)) return toWireOutput(value.$output, depth + 1);
  const wire: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) wire[name] = toWire(inner, depth + 1);
  return wire;
}

/** An output without a value is not known yet. */
function toWireOutput(output: Readonly<Record<string, unknown>>, depth: number): unknown {
  const value = "value" in output ? toWire(output.value, depth) : UNKNOWN_SENTINEL;
  return { [SIGNATURE]: output.secret === true ? SECRET : OUTPUT_VALUE, value };
}
