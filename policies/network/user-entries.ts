import { unknownsAmong } from "../known/combine";
import type { Unknown } from "../known/value";
import { type AddressSet, EVERY_ADDRESS, intersect, isEmpty, subtract } from "./address-set";
import { addresses, toPrefixes } from "./address-text";
import { type RouteEntry, rank } from "./route-choice";
import { BATCH_TAG, type ServiceTag } from "./service-tags";
import type { Destination } from "./spellings";
import { CLOUDS, type Cloud, TAGS } from "./tag-data";
import { type Route, readUserRoute, type UserRouteFields } from "./user-route";

/**
 * The entries of user-defined routes. If the prefix of a route is unknown or refused by Azure, its entry may be for any
 * address, with a prefix of any length. Azure refuses two routes for the same prefix, so either may win.
 */
export function userEntries<Ref>(
  routes: readonly UserRouteFields<Ref>[],
  cloud: Cloud | undefined,
): readonly RouteEntry<Route<Ref>>[] {
  const read = routes.map((fields) => readUserRoute(fields, cloud));
  const seen = new Map<string, number>();
  for (const { target } of read) seen.set(keyOf(target), (seen.get(keyOf(target)) ?? 0) + 1);
  return read.flatMap((each) => {
    if (each.target === undefined) return [anywhere(each.route)];
    const repeated = (seen.get(keyOf(each.target)) ?? 0) > 1;
    const route = repeated ? withProblem(each.route, `several routes are for ${each.target.text}`) : each.route;
    const entries = entriesFor(each.target, route, cloud);
    return each.certain ? entries : entries.map((entry) => ({ ...entry, certain: false }));
  });
}

/** The entry for routes that the program does not show: any number, for any address, to any next hop. */
export function hiddenRoutes<Ref>(by: Unknown | undefined): RouteEntry<Route<Ref>> {
  const hop = { type: undefined, address: undefined };
  const unknowns = unknownsAmong([by]);
  return anywhere<Ref>({
    source: "user",
    ref: undefined,
    prefix: undefined,
    hop,
    unknowns,
    problems: [],
  });
}

function withProblem<Ref>(route: Route<Ref>, text: string): Route<Ref> {
  const hint = "a table has at most one route for each prefix";
  return { ...route, problems: [...route.problems, { field: "addressPrefix", text, hint }] };
}

function anywhere<Ref>(route: Route<Ref>): RouteEntry<Route<Ref>> {
  return { route, destinations: EVERY_ADDRESS, rank: [rank(0, "prefix"), rank(128, "prefix")], certain: false };
}

function keyOf(target: Destination | undefined): string {
  if (target === undefined) return "";
  return target.tag?.name ?? toPrefixes(target.extent.must).join();
}

function entriesFor<Ref>(
  { text, tag, extent }: Destination,
  route: Route<Ref>,
  cloud: Cloud | undefined,
): readonly RouteEntry<Route<Ref>>[] {
  if (tag === undefined) {
    const at = rank(prefixLength(text), "prefix");
    return [{ route, destinations: extent.must, rank: [at, at], certain: true }];
  }
  if (tag.family === BATCH_TAG) return batchEntries(tag, route, cloud);
  return otherTagEntries(tag, route, cloud);
}

/** Each prefix of the tag is a route; those of one length form one entry. */
function batchEntries<Ref>(tag: ServiceTag, route: Route<Ref>, cloud: Cloud | undefined): RouteEntry<Route<Ref>>[] {
  const origin = tag.region === undefined ? "global tag" : "regional tag";
  return batchPrefixes(cloud).flatMap(({ length, set }) => {
    const destinations = intersect(set, tag.extent.must);
    const at = rank(length, origin);
    return isEmpty(destinations) ? [] : [{ route, destinations, rank: [at, at], certain: true }];
  });
}

/**
 * A tag whose prefixes are not in the tag table. The Batch addresses that it certainly contains are in prefixes at most as long
 * as those of Batch itself.
 */
function otherTagEntries<Ref>(tag: ServiceTag, route: Route<Ref>, cloud: Cloud | undefined): RouteEntry<Route<Ref>>[] {
  const origin =
    tag.family === "AzureCloud"
      ? tag.region === undefined
        ? "AzureCloud"
        : "AzureCloud.region"
      : tag.region === undefined
        ? "global tag"
        : "regional tag";
  const lowest = rank(shortestTagPrefix, origin);
  const certain = batchPrefixes(cloud).map(({ length, set }) => ({
    route,
    destinations: intersect(set, tag.extent.must),
    rank: [lowest, rank(length, origin)] as const,
    certain: true,
  }));
  const rest = subtract(tag.extent.may, tag.extent.must);
  const possible = { route, destinations: rest, rank: [lowest, rank(128, origin)] as const, certain: false };
  return [...certain, possible].filter((entry) => !isEmpty(entry.destinations));
}

/** No published tag has a prefix shorter than /15 (Public, 2025-10-28; others /16); the rest is a margin for later tables. */
const shortestTagPrefix = 12;

interface PrefixesOfLength {
  readonly length: number;
  readonly set: AddressSet;
}

const memory = new Map<Cloud | undefined, readonly PrefixesOfLength[]>();

/** The prefixes of `BatchNodeManagement`, grouped by length. Regional tags have the same prefixes. */
function batchPrefixes(cloud: Cloud | undefined): readonly PrefixesOfLength[] {
  const known = memory.get(cloud);
  if (known !== undefined) return known;
  const byLength = new Map<number, string[]>();
  for (const each of cloud === undefined ? CLOUDS : [cloud]) {
    for (const prefix of Object.values(TAGS[each].batch).flat()) {
      const length = Number(prefix.split("/")[1] ?? (prefix.includes(":") ? 128 : 32));
      byLength.set(length, [...(byLength.get(length) ?? []), prefix]);
    }
  }
  const made = [...byLength].map(([length, prefixes]) => ({ length, set: addresses(...prefixes) }));
  memory.set(cloud, made);
  return made;
}

/** The number after the slash. */
export function prefixLength(prefix: string): number {
  return Number(prefix.slice(prefix.indexOf("/") + 1));
}
