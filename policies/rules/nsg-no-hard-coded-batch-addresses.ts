import { isUnknown } from "../known/value";
import { field, type Property, text, texts } from "../plan/property";
import { mayFilterPools } from "../reach/batch-subnets";
import { mayCoverClassicPorts } from "../reach/classic-inbound";
import { type GroupRule, groupFilters } from "../reach/filters";
import { ask, NEEDS_NONE } from "../remedies/remedy";
import type { RouteTable } from "../topology/route-table";
import type { SecurityGroup } from "../topology/security-group";
import { capital, describeNode, placeOf } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { quoted, shown } from "../wording/shown";
import { batchLiterals, listOf, tagsOf } from "./lib/batch-literals";
import { type Finding, finding, type Rule } from "./rule";

const WHY =
  "Microsoft changes these addresses: they then belong to another service, and the rule or route no longer covers Batch.";

export const nsgNoHardCodedBatchAddresses: Rule = {
  name: "nsg-no-hard-coded-batch-addresses",
  title: "Security rules and routes name the Batch service by its service tag, not by its addresses.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#network-security-groups-specifying-subnet-level-rules",
  checkTopology: (topology) => {
    if (topology.pools.length === 0 && topology.accounts.length === 0) return [];
    return [
      ...topology.securityGroups.flatMap((group) => {
        const rules = groupFilters(group).group?.rules ?? [];
        // nsg-no-classic-inbound reports rules that open the classic ports of pools, and proposes to remove them.
        const others = mayFilterPools(group, topology) ? rules.filter((rule) => !mayCoverClassicPorts(rule)) : rules;
        return others.flatMap((rule) => inRule(rule, group));
      }),
      ...topology.routeTables.flatMap(inTable),
    ];
  },
};

function inRule({ direction, access, ref }: GroupRule, group: SecurityGroup): readonly Finding[] {
  if (direction === undefined || access !== "Allow" || !ref?.certain) return [];
  const side = direction === "Outbound" ? "destination" : "source";
  const literals = batchLiterals(addressesOf(ref.property, side));
  if (literals.length === 0) return [];
  return [
    finding({
      ...placeOf(ref),
      found: `${capital(describeNode(ref))} of "${nameOf(group.entity)}" names addresses of the Batch service as its ${side}: ${listOf(literals)}.`,
      why: WHY,
      remedies: [
        direction === "Outbound"
          ? ask(useTags(tagsOf(literals), side))
          : { do: "remove security rule", rule: ref, reason: NEEDS_NONE },
      ],
    }),
  ];
}

/** A rule can have only one service tag: https://learn.microsoft.com/azure/virtual-network/service-tags-overview */
function useTags(tags: readonly string[], side: string): string {
  const [tag] = tags;
  return tags.length === 1
    ? `Set ${side}AddressPrefix to ${tag} instead.`
    : `Write one rule for each of ${tags.join(" and ")} instead, with the tag as ${side}AddressPrefix.`;
}

function addressesOf(rule: Property, side: "source" | "destination") {
  const many = texts(field(rule, `${side}AddressPrefixes`));
  return [text(field(rule, `${side}AddressPrefix`)), ...(isUnknown(many) ? [] : many)];
}

/** One finding for a table: one route for the tag replaces all these routes. */
function inTable(table: RouteTable): readonly Finding[] {
  const routes = table.routes.filter((route) => route.certain && batchLiterals([route.addressPrefix]).length > 0);
  const [first] = routes;
  if (!first) return [];
  const literals = batchLiterals(routes.map((route) => route.addressPrefix));
  const name = quoted(shown("name", first.name));
  const which = routes.length > 1 ? `Routes${name} and ${routes.length - 1} more` : `Route${name}`;
  const are = routes.length > 1 ? "are" : "is";
  return [
    finding({
      urn: first.property.owner,
      path: field(first.property, "addressPrefix").path,
      found: `${which} of "${nameOf(table.entity)}" ${are} for addresses of the Batch service: ${listOf(literals)}.`,
      why: WHY,
      remedies: [
        // A route for the whole tag with next hop None would drop all packets to the Batch service.
        routes.every(({ nextHopType }) => nextHopType === "None")
          ? ask(
              `Delete ${routes.length > 1 ? "the routes" : "the route"}: the next hop None drops packets to the Batch service.`,
            )
          : ask(
              `Use one route with addressPrefix ${tagsOf(literals).join(", one with ")} and the same next hop instead.`,
            ),
      ],
    }),
  ];
}
