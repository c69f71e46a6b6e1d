import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject } from "../../policies/plan/program";
import { isOfTypes, parseArmId } from "../../policies/topology/arm-id";
import { type ArmKind, type ArmType, armKindOf, isArmId, isReadType } from "./arm-kinds";
import { keep, type Spelling } from "./keep";
import { keptOf } from "./kept-of";
import { toResource } from "./resource";

/** Names are compared in any case: `az` writes some of them in another one than Azure Resource Manager. */
export const ANY_CASE: Pick<Spelling, "namesOf" | "nameIn"> = {
  namesOf: (name) => [name.toLowerCase()],
  nameIn: (written) => written.toLowerCase(),
};

/** Flattens what stands under `properties`, as azure-native and most commands of `az` do it. */
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

/** A resource of Azure, `undefined` where nothing of it is read; or why it cannot be taken for one. */
export function readArm(body: unknown): SnapshotResource | undefined | { readonly wrong: string } {
  if (!isObject(body)) return { wrong: "is no object" };
  const written = inAnyCase(body, "id");
  if (!isArmId(written)) return { wrong: "has no id of Azure Resource Manager" };
  const type = inAnyCase(body, "type");
  const spelled = respelled(written);
  const arm = armKindOf(spelled, type);
  if (!arm)
    return isReadType(type) ? { wrong: "has an id that is none of a resource of Azure Resource Manager" } : undefined;
  const id = withTypesOf(arm.armType, spelled);
  if (!tellsProperties(body, arm)) {
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
 * What Azure shows of every resource of a type whose list takes `$select`: without it, not all properties were asked for.
 * https://learn.microsoft.com/rest/api/batchmanagement/pool/list-by-batch-account
 */
const REQUIRED: Partial<Record<ArmType, string>> = { "Microsoft.Batch/batchAccounts/pools": "vmSize" };

/** Nested or flattened. */
function isWritten(body: Readonly<Record<string, unknown>>, name: string): boolean {
  const lower = name.toLowerCase();
  const properties = inAnyCase(body, "properties");
  return [body, isObject(properties) ? properties : {}].some((each) => typeof inAnyCase(each, lower) === "string");
}

function inAnyCase(body: Readonly<Record<string, unknown>>, wanted: string): unknown {
  return Object.entries(body).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** What answers and examples of Azure call a type in ids, where it is another one. */
const SPELLINGS: readonly (readonly [written: RegExp, meant: string])[] = [
  // A zone group is one of an endpoint; a private link service has none.
  [/\/privateLinkServices\/(?=[^/]+\/privateDnsZoneGroups\/)/i, "/privateEndpoints/"],
  [/\/virtualHubVnetConnections\//i, "/hubVirtualNetworkConnections/"],
];

function respelled(id: string): string {
  return SPELLINGS.reduce((spelled, [written, meant]) => spelled.replace(written, meant), id);
}

/** The id under which other resources name it, and its own children lie: with the types of Azure Resource Manager in it. */
function withTypesOf(armType: ArmType, id: string): string {
  const parsed = parseArmId(id);
  const types = armType.split("/").slice(1);
  if (!parsed || isOfTypes(parsed, types) || parsed.segments.length !== types.length) return id;
  const rest = parsed.segments.map(([, name], at) => `${types[at]}/${name}`);
  return [...id.split("/").slice(0, PLACE), ...rest].join("/");
}

/** `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network` in parts. */
const PLACE = 7;

/** A resource as azure-native has it. */
export function toArmResource(id: string, { armType, kind, token }: ArmKind, body: object): SnapshotResource {
  const kept = keep(body, keptOf(kind, "azure-native"), ARM);
  const name = kept.properties.name ?? id.split("/").filter(Boolean).at(-1);
  // Of a set of records the type tells what they are.
  const type = kind === "zoneRecord" ? { type: armType } : {};
  return toResource({ type: token, id, kept: { ...kept, properties: { ...kept.properties, name, ...type } } });
}

/** What every resource shows, however little was asked of it. */
const ALWAYS: ReadonlySet<string> = new Set(["name", "type", "location", "sku"]);

/** Whether it was read as a whole: what a list does not show must not pass for absent. */
function tellsProperties(body: Readonly<Record<string, unknown>>, { kind }: ArmKind): boolean {
  const own = Object.keys(keptOf(kind, "azure-native").fields ?? {}).map((name) => name.toLowerCase());
  const telling = new Set(own.filter((name) => !ALWAYS.has(name)));
  if (telling.size === 0) return true;
  return Object.entries(body).some(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === "properties") return isObject(value);
    return lower === "etag" ? typeof value === "string" : telling.has(lower) && value !== null;
  });
}
