import { isUnknown } from "../known/value";
import { regionOf } from "../network/regions";
import { batchTagName } from "../network/service-tags";
import { capital, describeNode, placeOf } from "./lib/describe-rule";
import { mendingOf, misdirectedRule } from "./lib/misdirected";
import { nameOf } from "./lib/names";
import { outboundOf, reliesOnDefault } from "./lib/outbound";
import { shown } from "./lib/shown";
import { type Finding, finding, type Rule } from "./rule";

export const nsgServiceTagRegion: Rule = {
  name: "nsg-service-tag-region",
  title: "The rule that lets nodes reach the Batch service names the region of their account.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication",
  checkTopology: (topology) => {
    const found = new Map<string, Finding>();
    for (const pool of topology.pools) {
      const outbound = outboundOf(pool, topology);
      // Where the way is blocked, that finding tells the cause.
      if (!outbound || outbound.verdict.is === "violated" || outbound.endpoint.is !== "violated") continue;
      const region = isUnknown(outbound.region) ? undefined : regionOf(outbound.region);
      for (const each of outbound.cases) {
        const { group } = each;
        if (!group || !region || !reliesOnDefault(each, outbound.region)) continue;
        const wrong = misdirectedRule(group, outbound.region);
        if (wrong?.fault !== "region" || !wrong.rule.ref) continue;
        const node = wrong.rule.ref;
        found.set(
          `${node.property.owner} ${node.property.path} ${region.name}`,
          finding({
            ...placeOf(node),
            found: `${capital(describeNode(node))} of "${nameOf(group.entity)}" opens the way to ${shown("tag", wrong.tag) ?? "another service tag"}; the account of pool "${nameOf(pool.entity)}" is in ${region.name}.`,
            why: "Nodes call the Batch service in the region of their account; no rule of the group opens the way there.",
            change: [mendingOf(wrong, batchTagName(region))],
          }),
        );
      }
    }
    return [...found.values()];
  },
};
