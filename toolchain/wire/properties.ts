import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Resource properties as the engine sends them, in a form that is readable and valid JSON:
 * `{ $unknown: true }`, `{ $secret: value }` and `{ $output: { value?, secret?, dependencies? } }` represent
 * the engine's wire marks; everything else is plain data.
 */
export type Properties = { readonly [name: string]: unknown };

/** The readable form of a value that is unknown until deployment. */
export const unknownMark = Object.freeze({ $unknown: true });

// From pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go: the marks are part of the provider and analyzer protocols.
const unknownOnWire: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // any type; the only one that today's engines send
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // asset
  "030794c1-ac77-496b-92df-f27374a8bd58", // archive
  "f4cd1ddd-0cf1-4ead-92ed-b21c73d69fd6", // list
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Properties in readable form, as the protobuf `Struct` of the engine's protocols. Fields that are `undefined` are left out. */
export function toWire(properties: Properties): Struct {
  return Struct.fromJavaScript(encode(properties) as never);
}

/** The readable form of a `Struct` from the engine; `{}` for a missing one. */
export function fromWire(struct: Struct | undefined): Record<string, unknown> {
  return struct ? (decode(struct.toJavaScript()) as Record<string, unknown>) : {};
}

/** Whether a value in readable form is {@link unknownMark}. */
export function isUnknownMark(value: unknown): boolean {
  return isObject(value) && value.$unknown === true;
}

function encode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encode);
  if (!isObject(value)) return value;
  if (value.$unknown === true) return "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  if ("$secret" in value) return { [signatureKey]: secretSignature, value: encode(value.$secret) };
  if (isObject(value.$output)) return { [signatureKey]: outputSignature, ...(encode(value.$output) as object) };
  return mapFields(value, encode);
}

function decode(value: unknown): unknown {
  if (unknownOnWire.has(value)) return { ...unknownMark };
  if (Array.isArray(value)) return value.map(decode);
  if (!isObject(value)) return value;
  if (value[signatureKey] === secretSignature) return { $secret: decode(value.value) };
  if (value[signatureKey] === outputSignature) {
    const { [signatureKey]: _, ...output } = value;
    return { $output: decode(output) };
  }
  return mapFields(value, decode);
}

function mapFields(value: Record<string, unknown>, map: (field: unknown) => unknown): Record<string, unknown> {
  const known = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(known.map(([name, field]) => [name, map(field)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
