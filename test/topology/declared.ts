import { readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../../toolchain/checkout";
import { schema } from "../../toolchain/provider/schema";
import classic from "./classic-declarations.json";

// The classic provider is not installed here because of its 50 MB; the file has a copy of its declarations.

/** The SDK of azure-native. */
export const NATIVE = path.join(root, "node_modules", "@pulumi", "azure-native");
const { version } = JSON.parse(readFileSync(path.join(NATIVE, "package.json"), "utf8"));
const native: { readonly resources: ObjectTypes; readonly types: ObjectTypes } = JSON.parse(schema(version));

type ObjectTypes = Readonly<Record<string, ObjectType | undefined>>;
/** An object type in the schema of a provider. */
interface ObjectType {
  readonly properties?: Readonly<Record<string, PropertyType>>;
  readonly inputProperties?: Readonly<Record<string, PropertyType>>;
}
interface PropertyType {
  readonly $ref?: string;
  readonly items?: PropertyType;
  readonly oneOf?: readonly PropertyType[];
}

/** The property names of a resource type of the classic provider, including those of nested object types. */
type Declared = { readonly [property: string]: Declared | true };
const classicTypes: Readonly<Record<string, Declared>> = classic.types as never;

/** Whether the provider has the type. */
export function isDeclared(type: string): boolean {
  return Object.hasOwn(type.startsWith("azure:") ? classicTypes : native.resources, type);
}

/** Whether the type has the property, a path such as `networkProfile.accountAccess`, as an input or an output. */
export function has(type: string, property: string): boolean {
  // Every custom resource has an id.
  if (property === "id") return true;
  const names = property.split(".");
  if (type.startsWith("azure:")) return hasClassic(classicTypes[type], names);
  const resource = native.resources[type];
  return resource !== undefined && hasNative([resource], names);
}

function hasClassic(type: Declared | true | undefined, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return type !== undefined;
  return typeof type === "object" && Object.hasOwn(type, name) && hasClassic(type[name], rest);
}

/** Whether one of these types has the property, as an input or an output. */
function hasNative(types: readonly ObjectType[], [name = "", ...rest]: readonly string[]): boolean {
  const all = types.flatMap(({ properties = {}, inputProperties = {} }) => [properties, inputProperties]);
  const found = all.flatMap((properties) => (Object.hasOwn(properties, name) ? [properties[name]] : []));
  return found.length > 0 && (rest.length === 0 || hasNative(found.flatMap(objectTypes), rest));
}

function objectTypes(type: PropertyType | undefined): readonly ObjectType[] {
  if (type === undefined) return [];
  const referred = native.types[type.$ref?.replace("#/types/", "") ?? ""];
  return [...(referred ? [referred] : []), ...objectTypes(type.items), ...(type.oneOf ?? []).flatMap(objectTypes)];
}
