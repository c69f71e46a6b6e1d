/**
 * Rebuilds policies/network/data/service-tags.json from Microsoft's published files, one for each cloud:
 *
 *   npm run service-tags -- ServiceTags_Public_20251028.json ServiceTags_AzureGovernment_….json ServiceTags_China_….json
 *
 * Download them from "Azure IP Ranges and Service Tags" (Microsoft Download Center, 56519, 57063 and 57062).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compact, type PublishedTags } from "./compact";
import { brokenFacts } from "./facts";

const TARGET = join("policies", "network", "data", "service-tags.json");
const CLOUDS = ["Public", "AzureGovernment", "China"];

const published = process.argv.slice(2).map((path) => {
  const tags = JSON.parse(readFileSync(path, "utf8")) as PublishedTags;
  const broken = brokenFacts(tags);
  if (broken.length > 0) throw new Error(`${path} contradicts what the policies rely on:\n${broken.join("\n")}`);
  return [tags.cloud, compact(tags, basename(path))] as const;
});
const missing = CLOUDS.filter((cloud) => !published.some(([name]) => name === cloud));
if (missing.length > 0) throw new Error(`No published file for: ${missing.join(", ")}`);
const ordered = Object.fromEntries(CLOUDS.map((cloud) => [cloud, new Map(published).get(cloud)]));
writeFileSync(TARGET, `${JSON.stringify(ordered)}\n`);
