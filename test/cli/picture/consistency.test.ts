import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Leg, Passage, Stop, Way } from "../../../cli/findings/way";
import { waysOf } from "../../../cli/picture/way-of";
import { readProgram } from "../../../policies/plan/file";
import { isRefusal } from "../../../policies/plan/program";
import type { PlannedResource } from "../../../policies/plan/resource";
import { RULES } from "../../../policies/rules";
import { accountNodeManagementReachable } from "../../../policies/rules/account-node-management-reachable";
import { withDesignated } from "../../../policies/rules/lib/designation";
import { poolNoPublicIpHasEgress } from "../../../policies/rules/pool-no-public-ip-has-egress";
import { poolNodeManagementOutbound } from "../../../policies/rules/pool-node-management-outbound";
import type { Context, Finding, Item, Rule } from "../../../policies/rules/rule";
import { subnetRouteReachesNodeManagement } from "../../../policies/rules/subnet-route-reaches-node-management";
import { readSettings } from "../../../policies/settings/settings";
import { single } from "../../../policies/topology/link";
import { buildTopology, type PoolNode, type Topology } from "../../../policies/topology/topology";
import { recordingFile, recordingNames } from "../../../toolchain/examples";
import { PROGRAMS } from "../../programs/all";
import { examples } from "../../support/examples";
import { TODAY } from "../../support/exemptions";
import { hidden, placesIn } from "../../support/hidden-values";
import { batchTokens } from "../../support/program/batch-tokens";
import { SHAPES } from "../../support/program/shapes";
import { VARIANTS } from "../../support/program/variants";
import type { Tables, Valid } from "../../support/rule-tables";
import "../../support/runs";

/*
 * A picture says what the policies say: its way is blocked exactly where one of them has a finding on the pool, and open only
 * where none of them leaves anything undecided. Tried with every program of the tests, in every way in which it can be written
 * and shown, and with single values of it hidden.
 */

// The tables stand in test files, which hand them to the tester: here it only takes them.
const cases = vi.hoisted(() => [] as Valid[]);
vi.mock("../../support/rule-tester", () => ({
  testRule: (_: unknown, { valid, invalid, undecided }: Tables) =>
    cases.push(...valid, ...invalid, ...(typeof undecided === "string" ? [] : undecided)),
}));

beforeAll(async () => {
  const judging = RULES.filter(({ checkProceedings }) => checkProceedings === undefined);
  for (const { name } of judging) await import(`../../rules/${name}.test.ts`);
});

const FULL = process.env.AZURE_BATCH_GUARD_RUNS === "full";
/** Of all that can be hidden, one of so many is tried, unless all is. */
const SPARSE = 11;

const ABOUT_WAYS: readonly Rule[] = [
  poolNodeManagementOutbound,
  subnetRouteReachesNodeManagement,
  poolNoPublicIpHasEgress,
  accountNodeManagementReachable,
];

function contextOf({ settings, today = TODAY }: Pick<Valid, "settings" | "today">): Context {
  return { settings: readSettings(settings, { today, policies: [], aliases: new Map() }), today };
}

/** What the policies say of one pool: of a program in which it is the only one. */
function saidOf(pool: PoolNode, topology: Topology, context: Context): { blocked: boolean; undecided: boolean } {
  const alone = { ...topology, pools: [pool] };
  const items: Item[] = ABOUT_WAYS.flatMap((rule) => rule.checkTopology?.(alone, context) ?? []);
  return {
    blocked: items.some((item) => item.kind === "finding" && isAbout(item, pool)),
    undecided: items.some((item) => item.kind === "undecided"),
  };
}

/** An account is told of without pools as well, and where its rules may let the nodes in for a time. */
function isAbout({ urn, found }: Finding, pool: PoolNode): boolean {
  const account = single(pool.account);
  const isAccount = /BatchAccount::|batch\/account:Account::/.test(urn);
  return !isAccount || (urn === account?.entity.resource.urn && !found.includes("Azure chooses"));
}

interface Looked {
  readonly faults: readonly string[];
  readonly ways: readonly Way[];
}

/** How pictures differ from what the policies say. */
function look(resources: readonly PlannedResource[], context: Context): Looked {
  const topology = withDesignated(buildTopology(resources), context.settings);
  const ways = waysOf(topology, context);
  const faults = topology.pools.flatMap((pool, at) => {
    const way = ways[at] as Way;
    const { blocked, undecided } = saidOf(pool, topology, context);
    const told: string[] = [...shapeFaults(way)];
    if ((way.is === "blocked") !== blocked) told.push(`is ${way.is}, and blocked is ${blocked}`);
    if (way.is === "open" && undecided) told.push("is open, and a policy is undecided");
    return told.map((fault) => `${way.name}: ${fault}`);
  });
  return { faults, ways };
}

/** What is wrong with a picture, whatever the policies say. */
function shapeFaults({ is, stops, legs }: Way): readonly string[] {
  const faults: string[] = [];
  const place = new Map(stops.map(({ id }, at) => [id, at]));
  const at = (id: string) => place.get(id) ?? Number.NaN;
  const last = stops.length - 1;
  if (place.size < stops.length) faults.push("two stops have one id");
  if (stops[0]?.kind !== "nodes" || stops[last]?.kind !== "service")
    faults.push("it does not lead from nodes to service");
  if (stops[last]?.is !== is) faults.push("it ends otherwise than it says");
  if (!legs.every(({ from, to }) => at(from) < at(to))) faults.push("a leg leads back, or nowhere");
  const loose = stops.filter((stop, index) => !hasLegs(stop, index, last, legs));
  faults.push(...loose.map(({ kind, name }) => `${kind} ${name} is not on the way`));
  const between = stops.slice(0, last);
  const states = [...between, ...legs].map((each) => each.is);
  if (is === "blocked" && !between.some((stop) => stop.is === "blocked")) faults.push("nothing says why it is blocked");
  if (is === "unknown" && !states.includes("unknown")) faults.push("nothing says why it is unknown");
  if (is === "open" && states.includes("blocked")) faults.push("it is open, and something is blocked");
  if (is === "open" && !reaches(stops, legs)) faults.push("it is open, and no course is");
  return faults;
}

function hasLegs({ id }: Stop, index: number, last: number, legs: readonly Leg[]): boolean {
  return (index === 0 || legs.some(({ to }) => to === id)) && (index === last || legs.some(({ from }) => from === id));
}

/** Whether there is a course of nothing but what is open. */
function reaches(stops: readonly Stop[], legs: readonly Leg[]): boolean {
  const reached = new Set(stops.slice(0, 1).map(({ id }) => id));
  for (const { id, is } of stops.slice(1)) {
    if (is === "open" && legs.some((leg) => leg.to === id && leg.is === "open" && reached.has(leg.from)))
      reached.add(id);
  }
  return reached.has(stops.at(-1)?.id ?? "");
}

const AS_IS = (type: string) => type;

describe("every program, however it is written and shown", () => {
  test.each(PROGRAMS.map((each) => [each.title, each] as const))("%s", (_, { program }) => {
    const faults = VARIANTS.flatMap((variant) => {
      const written = variant.rewrite(program);
      if (!written) return [];
      return SHAPES.flatMap((shape) => {
        const resources = shape.show(written, variant.spell ?? AS_IS);
        return look(resources, contextOf({})).faults.map((fault) => `${variant.name}, ${shape.name}: ${fault}`);
      });
    });
    expect(faults).toEqual([]);
  });
});

describe("the examples, as the engine showed them", () => {
  test.each(examples.map((each) => [each.name, each] as const))("%s", (_, example) => {
    for (const name of recordingNames) {
      const program = readProgram(readFileSync(recordingFile(example, name), "utf8"), name);
      if (isRefusal(program)) throw new Error(program.refused);
      const { faults, ways } = look(program.resources, contextOf({}));
      expect(faults).toEqual([]);
      expect(ways.length).toBeGreaterThan(0);
    }
  });
});

interface Whole {
  readonly given: Pick<Valid, "title" | "settings" | "today">;
  readonly resources: readonly PlannedResource[];
}

/** The programs of all tables. */
const wholes = (): readonly Whole[] => [
  ...cases.flatMap((given) =>
    SHAPES.map((shape) => ({ given, resources: shape.show(given.program, batchTokens(given.batchTokens)) })),
  ),
];

describe("the programs of the policies' tables", () => {
  test("there are many of them, with ways of all sorts", () => expect(cases.length).toBeGreaterThan(300));

  test("in every shape", () => {
    const count: Record<Passage, number> = { open: 0, blocked: 0, unknown: 0 };
    const faults = wholes().flatMap(({ given, resources }) => {
      const looked = look(resources, contextOf(given));
      for (const { is } of looked.ways) count[is] += 1;
      return looked.faults.map((fault) => `${given.title}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(Math.min(...Object.values(count))).toBeGreaterThan(200);
  });

  test("hiding a value never turns a way around", { timeout: 1_800_000 }, () => {
    const [fullest] = SHAPES;
    const known: Whole[] = [
      ...cases.map((given) => ({
        given,
        resources: fullest?.show(given.program, batchTokens(given.batchTokens)) ?? [],
      })),
      ...PROGRAMS.map(({ title, program }) => ({ given: { title }, resources: fullest?.show(program, AS_IS) ?? [] })),
    ];
    const faults: string[] = [];
    let tried = 0;
    for (const { given, resources } of known) {
      const context = contextOf(given);
      const before = new Map(look(resources, context).ways.map((way) => [way.pool, way]));
      placesIn(resources).forEach((place) => {
        tried += 1;
        if (!FULL && tried % SPARSE > 0) return;
        const after = look(hidden(resources, [place]), context);
        const turned = after.ways.filter(({ pool, is }) => isTurned(before.get(pool)?.is, is));
        const where = `${given.title}, without ${resources[place.at]?.name} ${place.path.join(".")}`;
        faults.push(...after.faults.map((fault) => `${where}: ${fault}`));
        faults.push(...turned.map(({ name, is }) => `${where}: ${name} becomes ${is}`));
      });
    }
    expect(faults).toEqual([]);
  });
});

/** What is not known may make a way unknown, and nothing else. */
function isTurned(before: Passage | undefined, after: Passage): boolean {
  return before !== undefined && after !== before && after !== "unknown" && before !== "unknown";
}
