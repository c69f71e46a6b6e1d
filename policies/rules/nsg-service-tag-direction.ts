import { filtersPools } from "../reach/batch-subnets";
import { type GroupRule, groupFilters } from "../reach/filters";
import { misplacedTag } from "../reach/misplaced-tag";
import type { PoolReach, Reach } from "../reach/reach";
import { isBatchTag, isStorageTag } from "../reach/tag-family";
import { correctionOf } from "../remedies/misdirected";
import { candidates } from "../topology/link";
import { memoFor } from "../topology/once";
import type { SecurityGroup } from "../topology/security-group";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { type Finding, finding, type Rule } from "./rule";

export const nsgServiceTagDirection: Rule = {
  name: "nsg-service-tag-direction",
  title: "Service tags of Batch and Storage are on the side of a security rule where they can match.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/virtual-network/service-tags-overview",
  checkReach: (reach) =>
    reach.topology.securityGroups
      .filter((group) => !isBlocked(group, reach))
      .flatMap((group) => {
        const isOfService = filtersPools(group, reach.topology) ? isOfBatchOrStorage : isBatchTag;
        return (groupFilters(group).group?.rules ?? []).flatMap((rule) => misplaced(rule, isOfService, group));
      }),
};

/** Whether the security rules block the path to the Batch service: the finding on the blocked path then reports the cause. */
function isBlocked(group: SecurityGroup, reach: Reach): boolean {
  return blockedGroups(reach).has(group);
}

const blockedGroups = memoFor((reach: Reach): ReadonlySet<SecurityGroup> => {
  const blocked = reach.all().filter(({ is }) => is === "violated");
  return new Set(blocked.flatMap(groupsThatBlock));
});

function groupsThatBlock({ traces }: PoolReach): readonly SecurityGroup[] {
  const causes = traces.flatMap((trace) => trace.causes);
  const isBlocked = causes.some((cause) => cause.kind === "hop" && cause.hop.kind === "security rules");
  return isBlocked ? traces.flatMap(({ subnet }) => (subnet ? candidates(subnet.securityGroup) : [])) : [];
}

function isOfBatchOrStorage(tag: string): boolean {
  return isBatchTag(tag) || isStorageTag(tag);
}

function misplaced(rule: GroupRule, isOfService: (tag: string) => boolean, group: SecurityGroup): readonly Finding[] {
  const { ref } = rule;
  const found = misplacedTag(rule, isOfService);
  if (!found || !ref) return [];
  const { direction, written, side } = found;
  const tag = shown("tag", written) ?? "a service tag";
  return [
    finding({
      ...placeOf(ref),
      found: `${capital(describeNode(ref))} of "${nameOf(group.entity)}" is ${direction.toLowerCase()} and has ${tag} as its ${side}.`,
      why: `The ${side} of an ${direction.toLowerCase()} rule is a virtual machine in the subnet, so the rule never matches.`,
      // Without an outbound rule the path depends on Azure's default rules, so it is corrected. An inbound rule is not needed.
      remedies: [
        direction === "Outbound"
          ? correctionOf({ fault: "direction", rule, tag: written }, written)
          : { do: "remove security rule", rule: ref, reason: "it never matches" },
      ],
    }),
  ];
}
