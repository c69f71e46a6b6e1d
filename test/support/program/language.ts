/**
 * A Pulumi program as data: logical name → resource. Values are plain data, or one of the marks below, which represent
 * outputs.
 */
export type Program = Readonly<Record<string, Written>>;

/** One resource as it is written. */
export interface Written {
  readonly type: string;
  readonly args: Args;
  /** The logical name of the component that it is in. */
  readonly parent?: string;
  /** `.get()`: an existing resource that is only read. `args` are its properties. */
  readonly existing?: boolean;
}

export type Args = { readonly [name: string]: unknown };

/** An output of another resource: `path` within its outputs, e.g. `id` or `subnets[0].id`. */
export interface Ref {
  readonly $ref: string;
  readonly path: string;
}

/** A text that contains outputs, as `pulumi.interpolate` creates it. */
export interface Interpolated {
  readonly $text: readonly (string | Ref)[];
}

/** A value that is unknown until deployment and depends on no resource, such as one of a stack reference. */
export interface Later {
  readonly $later: unknown;
}

/** The subscription that every program is deployed to. */
export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

/** The location in the configuration of the provider. */
export const DEFAULT_LOCATION = "westeurope";

/** An output of the resource `name`. */
export function ref(name: string, path = "id"): Ref {
  return { $ref: name, path };
}

/** `interpolate` as a template tag. */
export function text(parts: TemplateStringsArray, ...values: readonly (string | Ref)[]): Interpolated {
  return { $text: parts.flatMap((part, at) => [part, ...values.slice(at, at + 1)]) };
}

/** A value that is unknown until deployment. */
export function later(value: unknown): Later {
  return { $later: value };
}

/** A resource of azure-native, `type` like `network:Subnet`. Its resource group is `group` by default. */
export function native(type: string, args: Args, more: Partial<Written> = {}): Written {
  return { type: `azure-native:${type}`, args: { ...IN_GROUP, ...args }, ...more };
}

const IN_GROUP = { resourceGroupName: { $ref: "group", path: "name" } };

/** A resource group of azure-native. */
export function resourceGroup(args: Args): Written {
  return { type: "azure-native:resources:ResourceGroup", args };
}

/** The resource group that {@link native} resources are in. */
export const GROUP: Program = { group: resourceGroup({ location: "westeurope" }) };

export function isObject(value: unknown): value is Args {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isRef(value: unknown): value is Ref {
  return isObject(value) && typeof value.$ref === "string";
}

/** All references inside a value. */
export function refsIn(value: unknown): readonly Ref[] {
  if (isRef(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(refsIn);
  return isObject(value) ? Object.values(value).flatMap(refsIn) : [];
}

/** A value with every reference changed. */
function mapRefs(value: unknown, change: (ref: Ref) => unknown): unknown {
  if (isRef(value)) return change(value);
  if (Array.isArray(value)) return value.map((item) => mapRefs(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mapRefs(field, change)]));
}

/** A program with every reference changed. */
export function mapProgramRefs(program: Program, change: (ref: Ref) => unknown): Program {
  return Object.fromEntries(
    Object.entries(program).map(([name, written]) => [
      name,
      { ...written, args: mapRefs(written.args, change) as Args },
    ]),
  );
}
