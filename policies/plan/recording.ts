import { isObject, type Program, type Refusal, strings, urnsByProperty } from "./program";
import { type PlannedResource, planResource } from "./resource";
import { secretsIn } from "./secrets";
import { type Branch, OUTPUT_VALUE, SECRET, SIGNATURE, toBranch, UNKNOWN_SENTINELS } from "./tree";

/** The `format` of a recording. */
export const RECORDING_FORMAT = "azure-batch-guard recording 1";

const FORMAT_NAME = /^azure-batch-guard recording /;
const [UNKNOWN_SENTINEL] = UNKNOWN_SENTINELS;

/** Whether parsed JSON claims to be a recording, of any version. */
export function isRecording(content: Readonly<Record<string, unknown>>): boolean {
  return typeof content.format === "string" && FORMAT_NAME.test(content.format);
}

/**
 * The resources of one preview, from the parsed JSON of a recording: exactly what the engine sent the pack.
 *
 * @param source the name of the file, for the sentence that refuses it.
 */
export function planRecording(content: Readonly<Record<string, unknown>>, source: string): Program | Refusal {
  if (content.format !== RECORDING_FORMAT) {
    return { refused: `${source} is "${content.format}", and only "${RECORDING_FORMAT}" is known.` };
  }
  const resources = (Array.isArray(content.resources) ? content.resources : []).filter(isObject);
  const wire = resources
    .filter((resource) => typeof resource.urn === "string")
    .map((resource) => ({ ...resource, inputs: toWire(resource.inputs), outputs: toWire(resource.outputs) }));
  return { resources: wire.map(toPlanned), secrets: secretsIn(wire) };
}

function toPlanned(resource: Readonly<Record<string, unknown>>): PlannedResource {
  const urn = String(resource.urn);
  const branch = (seen: unknown): Branch | undefined => (isObject(seen) ? toBranch(seen, urn) : undefined);
  return planResource({
    urn,
    type: String(resource.type),
    name: String(resource.name),
    inputs: branch(resource.inputs),
    outputs: branch(resource.outputs),
    propertyDependencies: urnsByProperty(resource.propertyDependencies),
    dependencies: strings(resource.dependencies),
    parent: typeof resource.parent === "string" ? resource.parent : undefined,
  });
}

/** Recordings write the marks of Pulumi's wire format as `$unknown`, `$secret` and `$output`, for people to read. */
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

/** An output value without a value is one that is not known yet. */
function toWireOutput(output: Readonly<Record<string, unknown>>, depth: number): unknown {
  const value = "value" in output ? toWire(output.value, depth) : UNKNOWN_SENTINEL;
  return { [SIGNATURE]: output.secret === true ? SECRET : OUTPUT_VALUE, value };
}
