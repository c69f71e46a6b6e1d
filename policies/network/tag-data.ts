import published from "./data/service-tags.json";

/** Azure's separate clouds; each has service tags of its own, which stand for its own addresses. */
export type Cloud = "Public" | "AzureGovernment" | "China";

export const CLOUDS: readonly Cloud[] = ["Public", "AzureGovernment", "China"];

/** What is kept of Microsoft's published service tags of one cloud; made by toolchain/service-tags. */
export interface CloudTags {
  readonly changeNumber: number;
  /** The day of the published file, `yyyy-mm-dd`. */
  readonly date: string;
  /** Every tag name before its first dot. */
  readonly families: readonly string[];
  /** The suffixes of `AzureCloud.*`, some of which are not region names (`centralfrance`). */
  readonly azureCloud: readonly string[];
  /** Suffixes of other tags that name no region (`Backend`). */
  readonly otherSuffixes: readonly string[];
  /** Prefixes of `BatchNodeManagement.<suffix>`; under `""` those that only `BatchNodeManagement` holds. */
  readonly batch: Readonly<Record<string, readonly string[]>>;
}

/** The published service tags of each cloud, see https://learn.microsoft.com/azure/virtual-network/service-tags-overview. */
export const TAGS: Readonly<Record<Cloud, CloudTags>> = published;
