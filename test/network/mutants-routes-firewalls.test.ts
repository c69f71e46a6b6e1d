import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { BatchHosts } from "../../policies/network/batch-hosts";
import type { Place, PlacedRule } from "../../policies/network/firewall-order";
import { origins } from "../../policies/network/route-choice";
import { agreesOnFirewalls } from "../support/firewall-oracle";
import { agreesOnRoutes } from "../support/route-oracle";
import { RUNS, SEED } from "../support/runs";

/*
 * Broken copies of the evaluators: in each, a replaced function makes a plausible mistake. The oracles must detect every one of them,
 * or they prove nothing.
 */

type Origin = (typeof origins)[number];

async function replacing(module: string, change: (original: Record<string, never>) => object): Promise<void> {
  vi.resetModules();
  vi.doMock(module, async (importOriginal) => {
    const original = (await importOriginal()) as Record<string, never>;
    return { ...original, ...change(original) };
  });
}

afterEach(() => {
  vi.doUnmock("../../policies/network/route-choice");
  vi.doUnmock("../../policies/network/system-routes");
  vi.doUnmock("../../policies/network/firewall-order");
  vi.doUnmock("../../policies/network/batch-hosts");
  vi.resetModules();
});

const rankBy = (order: (length: number, standing: number) => number) => () => ({
  rank: (length: number, origin: Origin) => order(length, origins.indexOf(origin)),
});

describe("broken route tables are noticed", () => {
  test.each<[string, string, Parameters<typeof replacing>[1]]>([
    ["the shortest prefix wins", "route-choice", rankBy((length, standing) => -length * 100 + standing)],
    ["system routes win", "route-choice", rankBy((length, standing) => length * 100 - standing)],
    ["origins do not matter", "route-choice", rankBy((length) => length)],
    ["origins come before lengths", "route-choice", rankBy((length, standing) => standing * 1000 + length)],
    [
      "a tag is not better for its region",
      "route-choice",
      rankBy((length, standing) => length * 100 + (standing === 6 ? 5 : standing)),
    ],
    ["no system routes", "system-routes", () => ({ systemEntries: () => [] })],
  ])("%s", async (_title, module, change) => {
    await replacing(`../../policies/network/${module}`, change);
    const { routesFor } = await import("../../policies/network/routes.js");
    expect(fc.check(agreesOnRoutes(routesFor), { numRuns: RUNS, seed: SEED }).failed).toBe(true);
  });
});

const reordered = (place: (place: Place) => Place) => (original: { readonly rulesInOrder?: never }) => ({
  rulesInOrder: (firewall: unknown) =>
    (original.rulesInOrder as unknown as (of: unknown) => readonly PlacedRule<string>[])(firewall).map((each) => ({
      ...each,
      place: place(each.place),
    })),
});

/** A place with two of its steps exchanged: 0 type, 1 inheritance, 2 group, 3 collection, 4 rule. */
const exchanged = (one: number, other: number) =>
  reordered((place) =>
    place.map((step, index) => place[index === one ? other : index === other ? one : index] ?? step),
  );

/** A place without one of its steps. */
const without = (gone: number) =>
  reordered((place) => place.map((step, index) => (index === gone ? { from: 0, to: 0 } : step)));

describe("broken firewalls are noticed", () => {
  test.each<[string, string, Parameters<typeof replacing>[1]]>([
    ["parents are not before children", "firewall-order", without(1)],
    ["the type of a rule does not matter", "firewall-order", without(0)],
    ["collections come before groups", "firewall-order", exchanged(2, 3)],
    ["groups come before parents", "firewall-order", exchanged(1, 2)],
    ["rules of a collection have no order", "firewall-order", () => ({ certainlyBefore: () => false })],
    [
      "the higher number comes first",
      "firewall-order",
      (original: { readonly certainlyBefore?: never }) => ({
        certainlyBefore: (a: Place, b: Place) =>
          (original.certainlyBefore as unknown as (x: Place, y: Place) => boolean)(b, a),
      }),
    ],
    [
      "a domain stands for its hosts",
      "batch-hosts",
      () => ({
        hostCover: (name: string, { serviceSuffix }: BatchHosts) =>
          name === "*" || `.${name}`.replace("*", "").endsWith(serviceSuffix) ? "all" : "none",
      }),
    ],
  ])("%s", async (_title, module, change) => {
    await replacing(`../../policies/network/${module}`, change);
    const { judgeFirewall: firewallLets } = await import("../../policies/network/firewall-verdict.js");
    expect(fc.check(agreesOnFirewalls(firewallLets), { numRuns: RUNS, seed: SEED }).failed).toBe(true);
  });

  test("and the whole ones are not", async () => {
    const { judgeFirewall: firewallLets } = await import("../../policies/network/firewall-verdict.js");
    const { routesFor } = await import("../../policies/network/routes.js");
    expect(fc.check(agreesOnFirewalls(firewallLets), { numRuns: 200 }).failed).toBe(false);
    expect(fc.check(agreesOnRoutes(routesFor), { numRuns: 200 }).failed).toBe(false);
  });
});
