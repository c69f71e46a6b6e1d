import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Sent } from "../../toolchain/recording/recording";
import type { Diagnostic } from "../../toolchain/wire/analyzer-answers";
import { FULL } from "../support/full";
import { KINDS, type Mutation, mutate } from "../support/hostile/mutations";
import { nested } from "../support/hostile/odd-values";
import { ANCHORS, VICTIMS } from "../support/hostile/programs";
import { usePolicyServer } from "../support/policy-server";
import { SEED } from "../support/runs";

/** How many hostile programs are sent. */
const PROGRAMS = FULL ? 3_000 : 60;

/** The anchor takes most of the time: it is sent once with several hostile programs, which are then judged together as well. */
const AT_ONCE = 10;

/** A program with thousands of rules takes a second, so fewer of them are sent. */
const LARGE = FULL ? 20 : 2;

/** Far longer than a request takes, far shorter than a hang. */
const SLOWEST = 30_000;

/** Each judges half of the programs: one server uses only one processor. */
const servers = [usePolicyServer(), usePolicyServer()] as const;
const [server] = servers;

/** Sends a program as the engine does; returns the findings and the time of the slowest answer. */
async function send({ inputs, outputs }: Sent, to = server): Promise<{ found: Diagnostic[]; slowest: number }> {
  let slowest = 0;
  const timed = async (answer: Promise<Diagnostic[]>) => {
    const start = performance.now();
    const found = await answer;
    slowest = Math.max(slowest, performance.now() - start);
    return found;
  };
  const found = await Promise.all(inputs.map((resource) => timed(to().analyze(resource))));
  return { found: [...found.flat(), ...(await timed(to().analyzeStack(outputs)))], slowest };
}

/** The policy and resource of a finding, without its message. */
function keyOf({ policyName, urn }: Diagnostic): string {
  return `${policyName} ${urn}`;
}

function mandatory(found: readonly Diagnostic[]): string[] {
  return found.filter(({ level }) => level === "mandatory").map(keyOf);
}

const expected: string[][] = [];
/** The undecided findings on the anchors alone. */
const open = new Set<string>();
beforeAll(async () => {
  for (const anchor of ANCHORS) {
    const { found } = await send(anchor);
    expected.push(mandatory(found));
    for (const { policyName, message } of found) if (policyName === "undecided") open.add(message);
  }
});

test("there are mandatory findings to lose", () => {
  for (const keys of expected) {
    const policies = keys.map((key) => key.split(" ")[0]);
    expect([...new Set(policies)].sort()).toEqual([
      "nsg-no-classic-inbound",
      "pool-no-classic-communication",
      "pool-no-public-ip-has-egress",
      "pool-node-management-outbound",
      "subnet-route-reaches-node-management",
    ]);
  }
});

const someMutation = (...kinds: (keyof typeof KINDS)[]): fc.Arbitrary<Mutation> =>
  fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(), what: fc.nat() });

const usual = Object.keys(KINDS).filter((kind) => kind !== "manyRules") as (keyof typeof KINDS)[];
const mutations = fc.array(someMutation(...usual), { minLength: 1, maxLength: 5 });
const large = fc.tuple(someMutation("manyRules"), mutations).map(([first, others]) => [first, ...others]);

/** Programs with these mutations and one of the anchors: some before it, the others after it. */
const somePrograms = (changes: fc.Arbitrary<Mutation[]>, most: number) =>
  fc.record({
    anchor: fc.nat({ max: ANCHORS.length - 1 }),
    hostile: fc.array(fc.tuple(fc.nat({ max: VICTIMS.length - 1 }), changes), { minLength: most, maxLength: most }),
    before: fc.nat({ max: most }),
  });

test.concurrent.each([...servers.entries()])(
  "whatever is sent, the server answers in time, and no mandatory finding about the rest is lost (half %d)",
  async (half, own) => {
    const property = (changes: typeof mutations, most: number) =>
      fc.asyncProperty(somePrograms(changes, most), async ({ anchor, hostile, before }) => {
        const all = hostile.map(([victim, kinds]) => mutate(VICTIMS[victim] as Sent, kinds));
        all.splice(before, 0, ANCHORS[anchor] as Sent);
        const { found, slowest } = await send(
          { inputs: all.flatMap(({ inputs }) => inputs), outputs: all.flatMap(({ outputs }) => outputs) },
          own,
        );
        expect(slowest).toBeLessThan(SLOWEST);
        const lost = (expected[anchor] as string[]).filter((key) => !mandatory(found).includes(key));
        expect(lost.filter((key) => !isReportedOtherwise(key, found))).toEqual([]);
        for (const { message } of found) expectToBeReadable(message);
      });
    const seed = SEED + half;
    await fc.assert(property(mutations, AT_ONCE), { numRuns: PROGRAMS / AT_ONCE / servers.length, seed });
    await fc.assert(property(large, 1), { numRuns: LARGE / servers.length, seed });
    expect(own().stderr()).toBe("");
    expect(own().stdout()).toMatch(/^\d+\n$/);
  },
  FULL ? 3_600_000 : 120_000,
);

/** The SDK decodes a request before any policy receives it. If it cannot, the whole request fails, which stops the engine. */
test.each([
  ["a mark that it does not know", { $output: { value: "x" } }],
  ["an asset without content", { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" }],
  ["nesting that takes its decoder long", nested(900)],
])("what the SDK refuses is not taken for silence, and the server lives on: %s", async (_title, value) => {
  const [anchor] = ANCHORS as [Sent];
  const [hostile] = VICTIMS as [Sent];
  const broken = hostile.outputs
    .slice(0, 1)
    .map((each) => ({ ...each, properties: { ...each.properties, tags: { value } } }));
  const answer = await server()
    .analyzeStack([...anchor.outputs, ...broken])
    .then(mandatory, (error: Error) => error);
  if (!(answer instanceof Error)) expect(answer.length).toBeGreaterThan(0);
  expect(mandatory((await send(anchor)).found)).toEqual(expected[0]);
});

/** The pools affected by findings on other resources of the anchors. */
const POOLS: Readonly<Record<string, string>> = { "zz-nsg": "zz-blocked", "zz-lost": "zz-dropped" };

/**
 * Whether another finding reports the pool of a lost finding, because of a hostile resource. A gateway or an endpoint that may belong
 * to any network may be the pool's: then the pool is undecided, or the cause is that its name does not resolve to the endpoint. So
 * the pool is still reported.
 */
function isReportedOtherwise(key: string, found: readonly Diagnostic[]): boolean {
  const named = key.split("::").at(-1) ?? "";
  const pool = POOLS[named] ?? named;
  return found.some(({ policyName, urn, level, message }) => {
    if (policyName === "endpoint-node-management-dns" && level === "mandatory") return message.includes(`"${pool}"`);
    if (policyName !== "undecided" || open.has(message)) return false;
    // A cause is reported once: on one of the pools, with the names of three others.
    return urn.endsWith(`::${pool}`) || new RegExp(`same applies to (.*Pool ${pool}|.* and \\d+ more)`).test(message);
  });
}

/** No internal error, and no message that fills the screen. */
function expectToBeReadable(message: string): void {
  expect(message).not.toContain("This is an error in azure-batch-guard");
  expect(message.split("\n").length).toBeLessThanOrEqual(6);
  expect(message.length).toBeLessThan(2_500);
}
