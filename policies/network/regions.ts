import { CLOUDS, type Cloud, TAGS } from "./tag-data";

/** An Azure region that has node management addresses of its own. */
export interface Region {
  /** As Azure Resource Manager names it: `westeurope`. */
  readonly name: string;
  readonly cloud: Cloud;
  /** As most service tags spell it: `WestEurope`. */
  readonly tagSuffix: string;
}

/**
 * Regions whose name in `AzureCloud.<suffix>`, and in no other tag, differs from that in Azure Resource Manager
 * (https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags).
 */
const AZURE_CLOUD_SPELLING: Readonly<Record<string, string>> = {
  brazilnortheast: "brazilne",
  brazilsoutheast: "brazilse",
  chilecentral: "chilec",
  eastusstg: "usstagee",
  francecentral: "centralfrance",
  francesouth: "southfrance",
  germanynorth: "germanyn",
  germanywestcentral: "germanywc",
  norwayeast: "norwaye",
  norwaywest: "norwayw",
  southcentralusstg: "usstagec",
  switzerlandnorth: "switzerlandn",
  switzerlandwest: "switzerlandw",
};

const REGION_OF_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries(AZURE_CLOUD_SPELLING).map(([region, spelling]) => [spelling, region]),
);

let table: ReadonlyMap<string, Region> | undefined;

/** Every region with node management addresses in the published service tags of all clouds, by its name. */
export function regions(): ReadonlyMap<string, Region> {
  table ??= new Map(
    CLOUDS.flatMap((cloud) =>
      Object.keys(TAGS[cloud].batch)
        .filter((suffix) => suffix !== "")
        .map((tagSuffix) => [tagSuffix.toLowerCase(), { name: tagSuffix.toLowerCase(), cloud, tagSuffix }]),
    ),
  );
  return table;
}

/** A location in the form that Azure Resource Manager compares: `"West Europe"` → `"westeurope"`. */
export function normalizeLocation(location: string): string {
  return location.replace(/\s+/g, "").toLowerCase();
}

/** The region that a location names (`West Europe`, `westeurope`), or `undefined` if the published tags do not contain it. */
export function regionOf(location: string): Region | undefined {
  return regions().get(normalizeLocation(location));
}

/** The suffix by which `AzureCloud.<suffix>` names a region: `norwayeast` → `norwaye`. */
export function azureCloudSuffix(regionName: string): string {
  return AZURE_CLOUD_SPELLING[regionName] ?? regionName;
}

/** The name in Azure Resource Manager of the region in `AzureCloud.<suffix>`: `norwaye` → `norwayeast`. */
export function regionOfAzureCloudSuffix(suffix: string): string {
  return REGION_OF_SPELLING.get(suffix) ?? suffix;
}
