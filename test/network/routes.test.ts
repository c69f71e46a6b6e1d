import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unknown } from "../../policies/known/value";
import type { Verdict } from "../../policies/known/verdict";
import { equal, overlap, subtract, unionAll } from "../../policies/network/address-set";
import { addresses } from "../../policies/network/address-text";
import type { HopType } from "../../policies/network/next-hop";
import { judgeRouting, type RouteList, routesFor } from "../../policies/network/routes";
import { batchNodeManagement } from "../../policies/network/service-tags";
import type { RoutedNetwork } from "../../policies/network/system-routes";
import type { Route } from "../../policies/network/user-route";
import { masked } from "../support/masking";
import { agreesOnRoutes, userRoutes } from "../support/route-oracle";
import { hops, NETWORK, route, table } from "../support/routing";
import { holdsAlways, RUNS } from "../support/runs";

const all = batchNodeManagement("westeurope") ?? addresses();
const westEurope = { v4: all.v4, v6: [] };
const everywhere = addresses("0.0.0.0/0");

/** A judge as in rules: a route to the internet holds, a dropping one is violated, and one to an appliance is undecided. */
function judge({ hop }: Route<unknown>): Verdict<HopType | undefined> {
  const because = hop.type;
  if (because === "Internet") return { is: "holds", because };
  return because === "None" ? { is: "violated", because } : { is: "undecided", because, unknowns: [] };
}

const verdict = (of: RouteList<unknown>, network: RoutedNetwork) =>
  judgeRouting(routesFor(westEurope, of, network), judge).is;

describe("routes", () => {
  test("the longest prefix wins, for every address", () => holdsAlways(agreesOnRoutes(routesFor)));

  test("every destination is in exactly one piece", () =>
    holdsAlways(
      fc.property(userRoutes, (user) => {
        const { pieces } = routesFor(everywhere, table(...user), NETWORK);
        const sets = pieces.map(({ destinations }) => destinations);
        expect(equal(unionAll(sets), everywhere)).toBe(true);
        for (const [index, set] of sets.entries()) {
          expect(overlap(set, unionAll([addresses(), ...sets.slice(index + 1)]))).toBe(false);
        }
      }),
    ));

  test("packets to one part alone, and nobody knows which: decided where every part alone is, and alike", () => {
    const parts = ["westeurope", "eastus", "japaneast"].map((region) => {
      return { v4: (batchNodeManagement(region) ?? addresses()).v4, v6: [] };
    });
    const seen = new Set<string>();
    holdsAlways(
      fc.property(userRoutes, (user) => {
        const of = table(...user);
        const alone = new Set(parts.map((part) => judgeRouting(routesFor(part, of, NETWORK), judge).is));
        const routing = { ...routesFor(unionAll(parts), of, NETWORK), oneOf: { parts, why: [] } };
        const expected = alone.size === 1 ? [...alone][0] : "undecided";
        expect(judgeRouting(routing, judge).is).toBe(expected);
        seen.add(`${expected}`);
      }),
    );
    expect(seen.size).toBe(3);
  });

  test("neither the order of routes nor the casing of words matters", () => {
    const shuffled = userRoutes.chain((user) =>
      fc.tuple(fc.constant(user), fc.shuffledSubarray([...user], { minLength: user.length }), fc.boolean()),
    );
    holdsAlways(
      fc.property(shuffled, ([user, mixed, upper]) => {
        const cased = (text: unknown) => (upper ? `${text}`.toUpperCase() : `${text}`.toLowerCase());
        const changed = mixed.map(({ ref, addressPrefix, nextHopType, nextHopIpAddress }) => ({
          ...{ ref, addressPrefix: cased(addressPrefix), nextHopType: cased(nextHopType), nextHopIpAddress },
        }));
        const pieces = (list: typeof user) => routesFor(everywhere, table(...list), NETWORK).pieces;
        const other = pieces(changed);
        for (const piece of pieces(user)) {
          const same = other.filter(({ destinations }) => overlap(destinations, piece.destinations));
          expect(same.map((each) => hops(each))).toEqual([hops(piece)]);
          expect(subtract(piece.destinations, same[0]?.destinations ?? addresses())).toEqual(addresses());
        }
      }),
    );
  });

  test("an unknown value never turns a verdict around", () => {
    const tables = fc.record({
      list: userRoutes,
      complete: fc.constant(true),
      disableBgpRoutePropagation: fc.option(fc.boolean(), { nil: undefined }),
    });
    const networks = fc.record({
      cloud: fc.constant("Public" as const),
      virtualNetwork: fc.constant({ prefixes: ["10.0.0.0/16"], complete: true }),
      peered: fc.constant({ prefixes: ["10.1.0.0/16"], complete: true }),
      gateway: fc.boolean(),
      serviceEndpoints: fc.constantFrom([], ["Microsoft.Storage"]),
    });
    const hideable = [
      "addressPrefix",
      "nextHopType",
      "nextHopIpAddress",
      "maybe",
      "disableBgpRoutePropagation",
      "gateway",
    ];
    const situations = masked(fc.record({ of: tables, network: networks }), (key) => hideable.includes(`${key}`));
    let decided = 0;
    holdsAlways(
      fc.property(situations, ({ whole, hiding }) => {
        const known = verdict(whole.of, whole.network);
        const unsure = verdict(hiding.of, hiding.network);
        if (unsure !== "undecided") decided++;
        return unsure === "undecided" || unsure === known;
      }),
    );
    expect(decided).toBeGreaterThan(RUNS / 20);
  });

  test("values that make no sense never throw, and are refused or harmless", () => {
    const field = fc.anything();
    const routes = fc.array(
      fc.record({
        ref: fc.nat(),
        name: field,
        addressPrefix: field,
        nextHopType: field,
        nextHopIpAddress: field,
        maybe: field,
      }),
      { minLength: 1, maxLength: 5 },
    );
    const prefixes = fc.record({ prefixes: fc.array(field, { maxLength: 3 }), complete: fc.boolean() });
    holdsAlways(
      fc.property(routes, prefixes, field, (list, space, other) => {
        const of = { list, complete: true, disableBgpRoutePropagation: other } as RouteList<number>;
        const network = {
          cloud: undefined,
          virtualNetwork: space,
          peered: space,
          gateway: other,
          serviceEndpoints: other,
        };
        const { refused } = routesFor(westEurope, of, network as RoutedNetwork);
        expect(refused.length).toBeGreaterThan(0);
        expect(refused.every(({ problems }) => problems.length > 0)).toBe(true);
      }),
    );
  });
});

describe("pieces that are judged", () => {
  test.each<[string, RouteList<unknown>, Verdict<unknown>["is"]]>([
    ["an unknown next hop", table(route("0.0.0.0/0", unknown("nextHopType"))), "undecided"],
    [
      "one of no consequence",
      table(route("0.0.0.0/0", "None"), route("10.9.0.0/16", unknown("nextHopType"))),
      "violated",
    ],
    ["an unknown prefix", table(route(unknown("addressPrefix"), "None")), "undecided"],
    [
      "whatever it is for, it is dropped",
      table(route("0.0.0.0/0", "None"), route(unknown("addressPrefix"), "None")),
      "violated",
    ],
    ["a route that may not exist", table(route("0.0.0.0/0", "None", { maybe: unknown("id") })), "undecided"],
    [
      "part of the tag dropped",
      table(route("13.69.65.64/32", "None"), route("0.0.0.0/0", unknown("nextHopType"))),
      "violated",
    ],
  ])("%s", (_title, of, expected) => {
    expect(verdict(of, NETWORK)).toBe(expected);
  });

  test("routes beside those that are shown leave everything open", () => {
    expect(verdict({ ...table(route("0.0.0.0/0", "None")), complete: false }, NETWORK)).toBe("undecided");
  });
});
