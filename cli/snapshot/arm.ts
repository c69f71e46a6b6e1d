import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject } from "../../policies/plan/program";
import { isOfTypes, parseArmId } from "../../policies/topology/arm-id";
import { type ArmKind, type ArmType, armKindOf, isArmId, isReadType } from "./arm-kinds";
import { keep, type Spelling } from "./keep";
import { keptOf } from "./kept-of";
import { toResource } from "./resource";

/** Names are compared without case: for some of them, `az` and Azure Resource Manager differ in case. */
const ANY_CASE: Pick<Spelling, "namesOf" | "nameIn"> = {
  namesOf: (name) => [name.toLowerCase()],
  nameIn: (written) => written.toLowerCase(),
};

/** Flattens `properties`, as azure-native and most commands of `az` do. */
const ARM: Spelling = {
  ...ANY_CASE,
  see: (value) => {
    if (!isObject(value) || !isObject(value.properties)) return value;
    const { properties, ...rest } = value;
    return { ...properties, ...withoutNulls(rest) };
  },
};

function withoutNulls(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}

/** A resource of Azure; `undefined` if its type is not read; or why it is not a valid resource. */
export function readArm(body: unknown): SnapshotResource | undefined | { readonly wrong: string } {
  if (!isObject(body)) return { wrong: "is not an object" };
  const written = inAnyCase(body, "id");
  if (!isArmId(written)) return { wrong: "has no id of Azure Resource Manager" };
  const type = inAnyCase(body, "type");
  const spelled = respelled(written);
  const arm = armKindOf(spelled, type);
  if (!arm)
    return isReadType(type) ? { wrong: "has an id that is none of a resource of Azure Resource Manager" } : undefined;
  const id = withTypesOf(arm.armType, spelled);
  if (!hasProperties(body, arm)) {
    return {
      wrong: 'has no properties, as what "az resource list" prints: ask for id, name, type, location, sku, properties',
    };
  }
  const required = REQUIRED[arm.armType];
  if (required !== undefined && !isWritten(body, required)) {
    return { wrong: `has some of its properties, and no ${required}: ask for all of them, without "$select"` };
  }
  return toArmResource(id, arm, body);
}

/**
 * A property that Azure returns for every resource of a type whose list accepts `$select`: without it, some properties were not selected.
 * https://learn.microsoft.com/rest/api/batchmanagement/pool/list-by-batch-account
 */
const REQUIRED: Partial<Record<ArmType, string>> = { "Microsoft.Batch/batchAccounts/pools": "vmSize" };

/** Whether the property is present, nested under `properties` or flattened. */
function isWritten(body: Readonly<Record<string, unknown>>, name: string): boolean {
  const lower = name.toLowerCase();
  const properties = inAnyCase(body, "properties");
  return [body, isObject(properties) ? properties : {}].some((each) => typeof inAnyCase(each, lower) === "string");
}

function inAnyCase(body: Readonly<Record<string, unknown>>, wanted: string): unknown {
  return Object.entries(body).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** Wrong types in ids that Azure's responses and examples contain → the right types. */
const SPELLINGS: readonly (readonly [written: RegExp, meant: string])[] = [
  // A zone group belongs to a private endpoint; a private link service has none.
  [/\/privateLinkServices\/(?=[^/]+\/privateDnsZoneGroups\/)/i, "/privateEndpoints/"],
  [/\/virtualHubVnetConnections\//i, "/hubVirtualNetworkConnections/"],
];

function respelled(id: string): string {
  return SPELLINGS.reduce((spelled, [written, meant]) => spelled.replace(written, meant), id);
}

/** The id with the types of Azure Resource Manager, as other resources and its own children use it. */
function withTypesOf(armType: ArmType, id: string): string {
  const parsed = parseArmId(id);
  const types = armType.split("/").slice(1);
  if (!parsed || isOfTypes(parsed, types) || parsed.segments.length !== types.length) return id;
  const rest = parsed.segments.map(([, name], at) => `${types[at]}/${name}`);
  return [...id.split("/").slice(0, PLACE), ...rest].join("/");
}

/** The number of parts of `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network`. */
const PLACE = 7;

/** A resource in the form of azure-native. */
export function toArmResource(id: string, { armType, kind, token }: ArmKind, body: object): SnapshotResource {
  const kept = keep(body, keptOf(kind, "azure-native"), ARM);
  const name = kept.properties.name ?? id.split("/").filter(Boolean).at(-1);
  // The type of a record set shows the type of its records.
  const type = kind === "zoneRecord" ? { type: armType } : {};
  return toResource({ type: token, id, kept: { ...kept, properties: { ...kept.properties, name, ...type } } });
}

/** Properties that every resource has in a response, whatever was requested. */
const ALWAYS: ReadonlySet<string> = new Set(["name", "type", "location", "sku"]);

/** Whether the response contains the resource's properties: those that a list leaves out must not count as absent. */
function hasProperties(body: Readonly<Record<string, unknown>>, { kind }: ArmKind): boolean {
  const own = Object.keys(keptOf(kind, "azure-native").fields ?? {}).map((name) => name.toLowerCase());
  const decisive = new Set(own.filter((name) => !ALWAYS.has(name)));
  if (decisive.size === 0) return true;
  return Object.entries(body).some(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === "properties") return isObject(value);
    return lower === "etag" ? typeof value === "string" : decisive.has(lower) && value !== null;
  });
}
