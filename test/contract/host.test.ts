// Over 200 lines: one policy server, with one pack of witnesses, for everything that the host promises.

import * as path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { type PolicyServer, startPolicyServer } from "../../toolchain/policy-server";
import type { PolicyConfiguration, SentResource } from "../../toolchain/wire/analyzer";
import { unknownMark } from "../../toolchain/wire/properties";
import { anExemption, daysFromToday } from "../support/exemptions";

/** The real host and the real SDK with policies that report their input. */
const directory = path.join(root, "test/support/packs/witness");
const URN = "urn:pulumi:dev::render::azure-native:batch:Pool::pool";

let server: PolicyServer;
beforeAll(async () => {
  server = await startPolicyServer(directory);
});
afterAll(() => server.stop());
beforeEach(() => configure({}));

const off = { enforcementLevel: "disabled" } as const;
const on = { enforcementLevel: "mandatory" } as const;

/** Disables all policies except the witnesses and `settings`, unless a test configures others. */
function configure(policies: { readonly [policy: string]: PolicyConfiguration }): Promise<void> {
  const quiet = { settings: on, thrower: off, asker: off, modules: off, undecided: off, exemptions: off };
  return server.configure({ ...quiet, first: on, second: on, ...policies });
}

function pool(properties: SentResource["properties"], change: Partial<SentResource> = {}): SentResource {
  return { urn: URN, type: "azure-native:batch:Pool", name: "pool", properties, ...change };
}

async function analyze(resource: SentResource): Promise<string[]> {
  return (await server.analyze(resource)).map(({ message }) => message.split("\n")[0] ?? "");
}

async function analyzeStack(...resources: SentResource[]): Promise<string[]> {
  return (await server.analyzeStack(resources)).map(({ message }) => message.split("\n")[0] ?? "");
}

/** The numbers that the witnesses assigned to the resources or topologies in these messages. */
function numbersIn(messages: readonly string[]): number[] {
  return messages.map((message) => Number(/(?:resource|topology) (\d+)/.exec(message)?.[1]));
}

describe("what one call makes is shared by its policies, and by no other call", () => {
  test("AnalyzeStack: one topology for all policies, another one in the next call", async () => {
    const [one, other] = numbersIn(await analyzeStack(pool({})));
    expect(other).toBe(one);
    const [next, nextOther] = numbersIn(await analyzeStack(pool({})));
    expect(next).not.toBe(one);
    expect(nextOther).toBe(next);
  });

  test("Analyze: one resource for all policies, another one in the next call, for the same URN too", async () => {
    const [one, other] = numbersIn(await analyze(pool({ poolName: "a" })));
    expect(other).toBe(one);
    const [next] = numbersIn(await analyze(pool({ poolName: "a" })));
    expect(next).not.toBe(one);
  });

  test("calls at the same moment do not mix", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `pool-${index}`);
    const calls = names.map((name) => server.analyze(pool({ poolName: name }, { urn: `${URN}-${name}`, name })));
    for (const [index, found] of (await Promise.all(calls)).entries()) {
      expect(found.map(({ urn }) => urn)).toEqual([`${URN}-${names[index]}`, `${URN}-${names[index]}`]);
      const [one, other] = numbersIn(found.map(({ message }) => message));
      expect(other).toBe(one);
    }
    await analyzeStack();
  });

  test("no policy has to be enabled for another", async () => {
    await configure({ settings: off, first: off });
    await analyze(pool({ poolName: "a" }));
    expect((await analyzeStack(pool({ poolName: "b" }))).at(-1)).toContain(
      'with inputs {"poolName":"b"}'.replace("b", "a"),
    );
  });
});

describe("the two views are joined", () => {
  const stack = async (...resources: SentResource[]) => (await analyzeStack(...resources))[0];

  test("what the inputs leave out is absent, whatever the outputs of a preview say", async () => {
    await analyze(pool({ poolName: "a" }));
    expect(await stack(pool({ poolName: "a", networkConfiguration: unknownMark }))).toContain(
      'with inputs {"poolName":"a"}',
    );
  });

  test("only the outputs came", async () => {
    expect(await stack(pool({ poolName: "a", vmSize: unknownMark }))).toContain(
      'without inputs {"poolName":"a","vmSize":"?"}',
    );
  });

  test("only the inputs came: what is not in the stack is not judged", async () => {
    await analyze(pool({ poolName: "a" }));
    expect(await stack()).toBeUndefined();
  });

  test("{} inputs, as --target sends them, say nothing", async () => {
    await analyze(pool({}));
    expect(await stack(pool({ poolName: "a" }))).toContain('without inputs {"poolName":"a"}');
  });

  test("a resource that is analyzed twice in one update counts as it came last: a replacement", async () => {
    await analyze(pool({ poolName: "old" }));
    await analyze(pool({ poolName: "new" }));
    expect(await stack(pool({}))).toContain('with inputs {"poolName":"new"}');
  });

  test("a URN that comes twice in one stack counts once, as it came last", async () => {
    const found = await analyzeStack(pool({ poolName: "old" }), pool({ poolName: "new" }));
    expect(found).toHaveLength(2);
    for (const message of found) expect(message).toContain('{"poolName":"new"}');
  });

  test("the inputs of one update are forgotten in the next", async () => {
    await analyze(pool({ poolName: "first update" }));
    await analyzeStack(pool({}));
    expect(await stack(pool({ poolName: "a" }))).toContain('without inputs {"poolName":"a"}');
  });

  test.each([
    [
      "a dependency that is not in the stack",
      { dependencies: ["urn:gone"], propertyDependencies: { poolName: ["urn:gone"] } },
    ],
    ["a parent that is not in the stack", { parent: "urn:gone" }],
    ["a URN that is none", { urn: "?", name: "" }],
    [
      "properties that look special",
      { properties: { __proto__x: 1, constructor: 1, toString: "x", "": 2, hasOwnProperty: null } },
    ],
    ["odd values", { properties: { poolName: ["a"], networkConfiguration: 7, scaleSettings: [[[unknownMark]]] } }],
    ["a secret as a whole", { properties: { $secret: { networkConfiguration: { $secret: unknownMark } } } }],
  ])("nothing makes it throw: %s", async (_title, change) => {
    const odd = pool({ poolName: "a" }, change as Partial<SentResource>);
    expect(await analyze(odd)).toHaveLength(2);
    expect(await analyzeStack(odd)).toHaveLength(2);
  });
});

describe("settings", () => {
  test("apply to Analyze as well as to AnalyzeStack", async () => {
    await configure({ settings: { ...on, retirementDate: "2027-01-31" } });
    for (const found of [await analyze(pool({ poolName: "a" })), await analyzeStack(pool({}))]) {
      expect(found).toHaveLength(2);
      for (const message of found) expect(message).toContain("until 2027-01-31");
    }
  });

  test("a new configuration replaces the last", async () => {
    await configure({ settings: { ...on, retirementDate: "2027-02-28" } });
    await analyze(pool({ poolName: "a" }));
    await configure({});
    expect((await analyzeStack(pool({})))[0]).toContain("until 2026-03-31");
  });

  test("a mistake is reported once per stack, at the policy's level, and the rest applies", async () => {
    await configure({ settings: { ...on, retirementDate: "soon", trusted: [], batchSubnets: ["a"] } });
    expect((await analyze(pool({ poolName: "a" }))).every((message) => message.includes("until 2026-03-31"))).toBe(
      true,
    );
    const found = (await server.analyzeStack([pool({})])).filter(({ policyName }) => policyName === "settings");
    expect(found.map(({ level, message }) => [level, message.split(/\W/)[0]])).toEqual([
      ["mandatory", "trusted"],
      ["mandatory", "retirementDate"],
    ]);
    await configure({ settings: { enforcementLevel: "advisory", retirementDate: "soon" } });
    const [advisory] = (await server.analyzeStack([pool({})])).filter(({ policyName }) => policyName === "settings");
    expect(advisory?.level).toBe("advisory");
  });

  test("disabled: the defaults apply, and the first enabled policy reports it once per stack", async () => {
    // The settings of another policy are not read instead.
    await configure({
      settings: { ...off, retirementDate: "2027-01-31" },
      first: { ...on, retirementDate: "2027-01-31" },
    });
    for (let update = 0; update < 2; update++) {
      expect((await analyze(pool({ poolName: "a" }))).at(-1)).toContain("until 2026-03-31");
      const found = await server.analyzeStack([pool({})]);
      const told = found.filter(({ message }) => message.startsWith("The policy settings is disabled"));
      expect(told.map(({ policyName, level }) => [policyName, level])).toEqual([["first", "advisory"]]);
      expect(found).toHaveLength(3);
      expect(found[1]?.message).toContain("until 2026-03-31");
    }
  });

  test("given to another policy they have no effect, and that policy reports it once", async () => {
    await configure({ second: { ...on, exemptions: [], colour: "red" } });
    const told = async (found: ReturnType<PolicyServer["analyze"]>) =>
      (await found).filter(({ message }) => message.includes("takes no settings"));
    expect(await told(server.analyze(pool({ poolName: "a" })))).toMatchObject([
      {
        policyName: "second",
        level: "advisory",
        message: expect.stringMatching(
          /is given colour, exemptions\.[\s\S]*Fix: Move exemptions to the policy settings/,
        ),
      },
    ]);
    expect(await told(server.analyze(pool({ poolName: "b" })))).toEqual([]);
    expect(await told(server.analyzeStack([pool({})]))).toEqual([]);
  });

  test("the pack describes them, without a type that would make the engine refuse what the pack reports better", async () => {
    const [described] = (await server.describe()).policies;
    expect(described).toMatchObject({ name: "settings", level: "mandatory" });
    expect(described?.configSchema?.required).toEqual([]);
    for (const [name, schema] of Object.entries(described?.configSchema?.properties ?? {})) {
      const keys = name === "estate" ? ["description"] : ["default", "description"];
      expect(Object.keys(schema as object).sort(), name).toEqual(keys);
    }
  });
});

describe("a policy that throws", () => {
  test("becomes a finding of that policy, at its level, that names policy and resource; the others run on", async () => {
    await configure({ thrower: { enforcementLevel: "advisory" } });
    const resource = await server.analyze(pool({ poolName: "a" }));
    const stack = await server.analyzeStack([pool({})]);
    for (const found of [resource, stack]) {
      expect(found.map(({ policyName }) => policyName)).toEqual(["first", "thrower", "second"]);
      expect(found[1]).toMatchObject({ level: "advisory", severity: "critical" });
      expect(found[1]?.message).toContain("The policy thrower could not be judged on ");
      // An error message may quote a value of the program, which may be a secret.
      expect(found[1]?.message).toContain(": TypeError at policies/");
      expect(found[1]?.message).not.toContain("no such thing");
    }
    expect(resource[1]?.message).toContain(URN);
    expect(resource[1]?.urn).toBe(URN);
    expect(stack[1]?.message).toContain("this stack");
  });
});

describe("exemptions and the undecided", () => {
  const exemption = anExemption({ policy: "first", resource: "pool", stack: "dev", expires: daysFromToday(10) });
  const sum = { undecided: on, exemptions: on };
  const lastOf = async (policy: string) =>
    (await server.analyzeStack([pool({})])).filter(({ policyName }) => policyName === policy);

  test("an exemption works in both calls, and is listed as in use after either", async () => {
    await configure({ ...sum, settings: { ...on, exemptions: [exemption] } });
    expect((await server.analyze(pool({ poolName: "a" }))).map(({ policyName }) => policyName)).toEqual(["second"]);
    const found = await server.analyzeStack([pool({})]);
    expect(found.map(({ policyName }) => policyName)).toEqual(["second", "exemptions"]);
    expect(found[1]?.message).toContain("1 exemption excludes 2 findings from the result.");
  });

  test("what was in use in one update is forgotten in the next", async () => {
    await configure({ ...sum, settings: { ...on, exemptions: [exemption] } });
    await server.analyze(pool({ poolName: "a" }));
    await server.analyzeStack([]);
    const [unused] = await server.analyzeStack([
      pool({}, { urn: `${URN}-other`, name: "other", type: "random:index:Id" }),
    ]);
    expect(unused?.message).toContain("No exemption is active in this stack.");
  });

  test.each([
    ["enabled, it matches nothing", on, true],
    ["disabled, nobody knows", off, false],
  ])("an exemption from a policy for single resources is unused: %s", async (_title, level, unused) => {
    const given = anExemption({ policy: "alone", resource: "gone", stack: "dev" });
    await configure({ ...sum, settings: { ...on, exemptions: [given] }, alone: level });
    await server.analyze(pool({ poolName: "a" }));
    expect(await lastOf("exemptions")).toHaveLength(unused ? 1 : 0);
  });

  test("undecided questions are reported for the enabled policies", async () => {
    await configure({ ...sum, asker: on });
    const [only, ...more] = await lastOf("undecided");
    expect(more).toEqual([]);
    expect(only).toMatchObject({ urn: URN, message: expect.stringContaining("whether this is a test") });
    await configure(sum);
    expect(await lastOf("undecided")).toEqual([]);
  });
});

test("stdout is silent but for the port, and azure-native is not loaded", async () => {
  await configure({ modules: on });
  const loaded = (await server.analyzeStack([])).find(({ policyName }) => policyName === "modules")?.message ?? "";
  expect(loaded).toContain("@pulumi/policy");
  expect(loaded).not.toMatch(/@pulumi[/\\](azure|azuread)|vitest|fast-check|ajv/);
  expect(server.stdout()).toMatch(/^\d+\n$/);
  expect(server.stderr()).toBe("");
});
