import { isUnknown } from "../../known/value";
import type { ResolutionFault } from "../../reach/resolution";
import { stoppingRule } from "../../reach/resolver";
import type { ZoneRecord } from "../../topology/private-zone";
import type { PoolNode } from "../../topology/topology";
import { capital, describeRule, placeOf } from "../../wording/describe-rule";
import { nameOf, namesOf } from "../../wording/names";
import { quoted, shown } from "../../wording/shown";
import type { Finding } from "../rule";
import { becomeUnusable } from "./unusable";

type FindingText = Pick<Finding, "urn" | "path" | "found" | "why" | "securityRule">;

/** Why the nodes do not resolve the name of a node management endpoint to its private address, and the resource at fault. */
export function dnsFault(fault: ResolutionFault, pools: readonly PoolNode[]): FindingText {
  const network = nameOf(fault.network.entity);
  if (fault.reason === "resolver-blocked") return blocked(fault, pools);
  const { zone, endpoint } = fault;
  const zoneName = quoted(shown("name", zone.name));
  const place = { urn: zone.entity.resource.urn, path: "" };
  const pe = `private endpoint "${nameOf(endpoint.entity)}"`;
  switch (fault.reason) {
    case "not-linked":
      return {
        ...place,
        found: `Zone${zoneName} has no link to virtual network "${network}" of ${namesOf(pools)}.`,
        why: `The nodes resolve the name of ${pe} to the public address.`,
      };
    case "no-record":
      return {
        ...place,
        found: `Zone${zoneName} answers queries from virtual network "${network}" of ${namesOf(pools)} and has no record for ${pe}${fault.stray ? `: ${leading(fault.stray)}` : ""}.`,
        why: fault.fallsBack
          ? `The link falls back to public DNS: the nodes resolve the name of ${pe} to the public address.`
          : fault.stray
            ? "The nodes resolve the name to that address, or not at all: a linked zone does not fall back to the public address."
            : "Without a record the nodes cannot resolve the name: a linked zone does not fall back to the public address.",
      };
    default:
      return {
        ...place,
        path: "privateZoneName",
        found: `Zone${zoneName} cannot contain the node management name of the account.`,
        why: `The nodes resolve the name of ${pe} to the public address.`,
      };
  }
}

function leading({ name, addresses }: ZoneRecord): string {
  const all = isUnknown(addresses) ? [] : addresses.flatMap((each) => shown("address", each) ?? []);
  return `record${quoted(shown("name", name))} leads to ${all.join(", ") || "another address"}`;
}

function blocked(
  { blocked }: Extract<ResolutionFault, { reason: "resolver-blocked" }>,
  pools: readonly PoolNode[],
): FindingText {
  const { servers, traffic } = blocked;
  const { group, subnet } = traffic;
  const rule = stoppingRule(blocked);
  const [first] = servers;
  const who =
    first === undefined
      ? "Azure's DNS resolver (tag AzurePlatformDNS)"
      : `custom DNS server ${shown("address", first) ?? ""}`;
  return {
    ...(rule?.ref ? placeOf(rule.ref) : { urn: (group ?? subnet).entity.resource.urn, path: "" }),
    found: `${capital(describeRule(rule))}${group ? ` of "${nameOf(group.entity)}"` : ""} blocks outbound UDP 53 from ${namesOf(pools)} to ${who}${servers.length > 1 ? ` and ${servers.length - 1} more` : ""}.`,
    why: `Nodes that cannot resolve the name of their node management endpoint ${becomeUnusable(pools)}.`,
  };
}
