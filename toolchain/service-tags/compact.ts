import type { CloudTags } from "../../policies/network/tag-data";

/** The properties that are read from Microsoft's published files "Azure IP Ranges and Service Tags", one for each cloud. */
export interface PublishedTags {
  readonly changeNumber: number;
  readonly cloud: string;
  readonly values: readonly {
    readonly name: string;
    readonly properties: { readonly addressPrefixes: readonly string[] };
  }[];
}

const BATCH = "BatchNodeManagement";

/** The necessary part of a published file whose name ends in `_yyyymmdd.json`. */
export function compact(published: PublishedTags, fileName: string): CloudTags {
  const day = /_(\d{4})(\d\d)(\d\d)\.json$/.exec(fileName);
  if (day === null) throw new Error(`${fileName}: the name does not end in _yyyymmdd.json`);
  const tags = new Map(published.values.map(({ name, properties }) => [name, properties.addressPrefixes]));
  const split = [...tags.keys()].map((name) => name.split(".") as [string, string?]);
  const suffixes = (keep: (family: string) => boolean) =>
    unique(split.flatMap(([family, suffix]) => (suffix !== undefined && keep(family) ? [suffix] : [])));
  const regions = suffixes((family) => family === BATCH);
  const azureCloud = suffixes((family) => family === "AzureCloud");
  const known = new Set([...regions, ...azureCloud].map((suffix) => suffix.toLowerCase()));
  const regional = new Set(regions.flatMap((suffix) => tags.get(`${BATCH}.${suffix}`) ?? []));
  const batch: Record<string, readonly string[]> = {
    "": (tags.get(BATCH) ?? []).filter((prefix) => !regional.has(prefix)),
  };
  for (const suffix of regions) batch[suffix] = tags.get(`${BATCH}.${suffix}`) ?? [];
  return {
    changeNumber: published.changeNumber,
    date: day.slice(1).join("-"),
    families: unique(split.map(([family]) => family)),
    azureCloud,
    otherSuffixes: suffixes(() => true).filter((suffix) => !known.has(suffix.toLowerCase())),
    batch,
  };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
