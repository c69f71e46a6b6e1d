import { isUnknown } from "../known/value";
import { ask } from "../remedies/remedy";
import type { Context } from "../settings/context";
import { isRetired } from "../settings/retirement";
import { poolRegion } from "../topology/region";
import { finding, type Rule } from "./rule";

/** https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#supported-regions */
const WITHOUT_SIMPLIFIED: ReadonlyMap<string, string> = new Map([
  ["westindia", "West India"],
  ["chinanorth", "China North 1"],
  ["chinaeast", "China East 1"],
]);

export const poolRegionSupportsSimplified: Rule = {
  name: "pool-region-supports-simplified",
  title: "A Batch pool is in a region that offers simplified node communication.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication#supported-regions",
  checkTopology: (topology, context) =>
    topology.pools.flatMap((pool) => {
      const region = poolRegion(pool);
      const name = isUnknown(region) ? undefined : WITHOUT_SIMPLIFIED.get(region);
      if (name === undefined) return [];
      return [
        finding({
          urn: pool.entity.resource.urn,
          path: "",
          found: `The pool's account is in ${name}.`,
          why: `Batch does not offer simplified node communication there, and ${classicEnds(context)}.`,
          remedies: [ask("Move the account and its network to another region.")],
        }),
      ];
    }),
};

function classicEnds(context: Context): string {
  return isRetired(context)
    ? "no longer supports the classic mode anywhere"
    : `supports the classic mode nowhere after ${context.settings.retirementDate}`;
}
