import { type AddressSet, NO_ADDRESS, overlap, subtract, unionAll } from "./address-set";
import { addresses } from "./address-text";
import { type Extent, exactly } from "./extent";
import type { Parsed } from "./parsed";
import { azureCloudSuffix, type Region, regionOf, regionOfAzureCloudSuffix, regions } from "./regions";
import { HOST_ADDRESS, POSSIBLY_PUBLIC } from "./special-addresses";
import { CLOUDS, type Cloud, TAGS } from "./tag-data";

/** A service tag that contains the same addresses everywhere in one cloud. */
export interface ServiceTag {
  /** As Microsoft publishes it: `BatchNodeManagement.WestEurope`. */
  readonly name: string;
  /** The name before the dot. */
  readonly family: string;
  /** The region that the suffix names, as `westeurope`; another suffix (`Backend`) in lower case; `undefined` without one. */
  readonly region: string | undefined;
  readonly extent: Extent;
}

export const BATCH_TAG = "BatchNodeManagement";

const memory = new Map<string, unknown>();

function remembered<T>(key: string, make: () => T): T {
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as T;
}

/**
 * The addresses of `BatchNodeManagement.<region>`, which pool nodes call on TCP 443, as of the date in the tag table.
 * `location` in any spelling; `undefined` where the table has no such region.
 */
export function batchNodeManagement(location: string | Region): AddressSet | undefined {
  const region = typeof location === "string" ? regionOf(location) : location;
  if (region === undefined) return undefined;
  return remembered(`batch ${region.name}`, () => addresses(...(TAGS[region.cloud].batch[region.tagSuffix] ?? [])));
}

/** The addresses of `BatchNodeManagement` (all regions) in `cloud`, or in all clouds together. */
export function everyBatchNodeManagement(cloud?: Cloud): AddressSet {
  return remembered(`batch of ${cloud}`, () =>
    cloud === undefined
      ? unionAll(CLOUDS.map(everyBatchNodeManagement))
      : addresses(...Object.values(TAGS[cloud].batch).flat()),
  );
}

/** The name of the regional tag: `BatchNodeManagement.WestEurope`. */
export function batchTagName(region: Region): string {
  return `${BATCH_TAG}.${region.tagSuffix}`;
}

/** The regions whose node management addresses share an address with `set`. */
export function batchRegionsIn(set: AddressSet): Region[] {
  if (!overlap(set, everyBatchNodeManagement())) return [];
  return [...regions().values()].filter((region) => overlap(set, batchNodeManagement(region) ?? NO_ADDRESS));
}

/**
 * Tags of the platform itself, which are not in the published files. They work only in outbound security rules
 * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags).
 */
const PLATFORM_TAGS = ["AzurePlatformDNS", "AzurePlatformIMDS", "AzurePlatformLKM"];

/**
 * Reads the name of a service tag in `cloud`, or in any cloud if that is not known. Names are compared case-insensitively, as
 * in Azure Resource Manager; a casing other than the published one gets a note. A name that is not in the published files is a
 * problem: it is misspelt, of another cloud, or newer than the table.
 *
 * The extent of `BatchNodeManagement*` is exact. Of the other tags, only what concerns Batch is known: `AzureCloud` contains
 * `BatchNodeManagement`, `AzureCloud.<region>` that region's addresses and no other region's, and every other tag none of them.
 * The script that rebuilds the table checks these facts.
 */
export function readServiceTag(text: string, cloud?: Cloud): Parsed<ServiceTag> {
  const parsed = remembered(`tag ${cloud} ${text.toLowerCase()}`, () => lookUp(text.toLowerCase(), cloud));
  if (parsed.problem !== undefined) return { ...parsed, problem: `"${text}" ${parsed.problem}` };
  return parsed.value.name === text ? parsed : { ...parsed, note: `Azure spells "${text}" ${parsed.value.name}` };
}

function lookUp(lower: string, cloud: Cloud | undefined): Parsed<ServiceTag> {
  const [familyText = "", suffixText, ...more] = lower.split(".");
  const clouds = cloud === undefined ? CLOUDS : [cloud];
  const platform = PLATFORM_TAGS.find((name) => name.toLowerCase() === lower);
  if (platform !== undefined) return tag(platform, undefined, { must: NO_ADDRESS, may: platformAddresses() });
  const family = find(
    clouds.flatMap((each) => TAGS[each].families),
    familyText,
  );
  if (family === undefined || more.length > 0) return notATag(clouds);
  if (suffixText === undefined) return tag(family, undefined, globalExtent(family, cloud));
  if (family === "AzureCloud") return azureCloudTag(suffixText, clouds);
  const suffix = find(
    clouds.flatMap((each) => [
      ...Object.keys(TAGS[each].batch),
      ...(family === BATCH_TAG ? [] : TAGS[each].otherSuffixes),
    ]),
    suffixText,
  );
  if (suffix === undefined || suffix === "") {
    const region = regionOfAzureCloudSuffix(suffixText);
    const right = region === suffixText ? undefined : regionOf(region);
    return notATag(clouds, right && `the tag of that region is ${family}.${right.tagSuffix}`);
  }
  const region = suffix.toLowerCase();
  const extent = family === BATCH_TAG ? exactly(batchNodeManagement(region) ?? NO_ADDRESS) : elsewhere(cloud);
  return tag(`${family}.${suffix}`, region, extent);
}

function tag(name: string, region: string | undefined, extent: Extent): Parsed<ServiceTag> {
  return { value: { name, family: name.split(".")[0] as string, region, extent } };
}

function find(names: readonly string[], lower: string): string | undefined {
  return names.find((name) => name.toLowerCase() === lower);
}

function notATag(clouds: readonly Cloud[], hint?: string): Parsed<ServiceTag> {
  const tables = clouds.map((cloud) => `${cloud} (${TAGS[cloud].date})`).join(", ");
  return { problem: `is not a service tag of ${tables}${hint === undefined ? "" : `; ${hint}`}`, hint };
}

function globalExtent(family: string, cloud: Cloud | undefined): Extent {
  const batch = everyBatchNodeManagement(cloud);
  if (family === BATCH_TAG) return exactly(batch);
  // The documentation says that AzureCloud has no IPv6 prefixes, the published files list thousands.
  if (family === "AzureCloud") return { must: { v4: batch.v4, v6: NO_ADDRESS.v6 }, may: POSSIBLY_PUBLIC };
  return elsewhere(cloud);
}

/** Any public addresses, but none of Batch. */
function elsewhere(cloud: Cloud | undefined): Extent {
  return remembered(`elsewhere ${cloud}`, () => ({
    must: NO_ADDRESS,
    may: subtract(POSSIBLY_PUBLIC, everyBatchNodeManagement(cloud)),
  }));
}

function platformAddresses(): AddressSet {
  return unionAll([elsewhere(undefined).may, HOST_ADDRESS]);
}

function azureCloudTag(suffix: string, clouds: readonly Cloud[]): Parsed<ServiceTag> {
  const name = find(
    clouds.flatMap((each) => TAGS[each].azureCloud),
    suffix,
  );
  if (name === undefined) {
    const right = azureCloudSuffix(suffix);
    return notATag(clouds, right === suffix ? undefined : `Azure names that region AzureCloud.${right}`);
  }
  const regionName = regionOfAzureCloudSuffix(suffix);
  const own = batchNodeManagement(regionName) ?? NO_ADDRESS;
  const others = unionAll(
    [...regions().values()]
      .filter((each) => each.name !== regionName)
      .map((each) => batchNodeManagement(each) ?? NO_ADDRESS),
  );
  const may = subtract(POSSIBLY_PUBLIC, others);
  return tag(`AzureCloud.${name}`, regionName, { must: { v4: own.v4, v6: NO_ADDRESS.v6 }, may });
}
