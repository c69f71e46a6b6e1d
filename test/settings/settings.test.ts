// Over 200 lines: one table for each setting.

import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { DEFAULT_SETTINGS, readSettings, SETTINGS, settingsSchema } from "../../policies/settings/settings";
import { anExemption, TODAY } from "../support/exemptions";

const policies = RULES.map(({ name }) => name);
const read = (raw: unknown) => readSettings(raw, { today: TODAY, policies });
const told = (raw: unknown) => read(raw).problems.map(({ at, found, meant }) => [at, found, meant]);

describe("what is left out has its default", () => {
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["no key", {}],
    ["a key without a value", { retirementDate: null, exemptions: undefined }],
  ])("%s", (_title, raw) => expect(read(raw)).toEqual(DEFAULT_SETTINGS));

  test("the defaults are right themselves", () => {
    const { problems: _, ...values } = DEFAULT_SETTINGS;
    expect(read(values)).toEqual(DEFAULT_SETTINGS);
  });
});

test("what is right is read as it stands", () => {
  const given = {
    retirementDate: "2026-09-30",
    batchSubnets: ["subnet-*", "urn:pulumi:dev::render::azure-native:network:Subnet::batch"],
    batchSecurityGroups: ["/subscriptions/*/networkSecurityGroups/nsg"],
    trustedSources: ["10.0.0.0/8", "203.0.113.7", "2001:db8::/32"],
    trustedNextHops: ["10.0.0.4", "VirtualNetworkGateway"],
    estate: { format: "azure-batch-guard snapshot 1", sources: [] },
    estateMaxAge: 0,
    estateFindings: "advisory",
    notExemptable: ["pool-node-management-outbound"],
    exemptions: [anExemption()],
  };
  const settings = read(given);
  expect(settings).toEqual({ ...given, exemptions: [{ ...anExemption(), at: "exemptions[0]" }], problems: [] });
});

describe("an estate as text", () => {
  const estate = { format: "azure-batch-guard snapshot 1", sources: [] };
  test("is read as the object in it", () => {
    expect(read({ estate: JSON.stringify(estate) }).estate).toEqual(estate);
  });

  test.each([
    ["{", "is not valid JSON"],
    ["[]", "is not a JSON object"],
    ["{}", 'is no snapshot: make one with "azure-batch-guard snapshot"'],
  ])("%s is reported, and not used", (text, found) => {
    const { estate: none, problems } = read({ estate: text });
    expect([none, problems.map((problem) => [problem.at, problem.found])]).toEqual([undefined, [["estate", found]]]);
  });
});

describe("a policy that was called otherwise", () => {
  const aliases = new Map([["pool-mode", "pool-no-classic-communication"]]);
  const given = { notExemptable: ["undecided"], exemptions: [{ ...anExemption(), policy: "pool-mode" }] };

  test("is exempted under its former name as under the present one", () => {
    const { exemptions, problems } = readSettings(given, { today: TODAY, policies, aliases });
    expect(exemptions.map(({ policy }) => policy)).toEqual(["pool-no-classic-communication"]);
    expect(problems).toEqual([]);
  });

  test("is not exempted where that is ruled out under its former name", () => {
    const refused = { exemptions: [{ ...anExemption(), policy: "pool-no-classic-communication" }] };
    const settings = { ...refused, notExemptable: ["pool-mode"] };
    const { exemptions, problems } = readSettings(settings, { today: TODAY, policies, aliases });
    expect(exemptions).toEqual([]);
    expect(problems.map(({ found }) => found)).toEqual(['"pool-no-classic-communication" is not exemptable']);
  });

  test("is unknown where it never was", () => {
    expect(read(given).problems.map(({ at }) => at)).toEqual(["exemptions[0].policy"]);
  });
});

describe("what is wrong is named, and the default or the rest applies", () => {
  test.each([
    ["a misspelt key", { retirmentDate: "2027-01-01" }, "retirmentDate", "is not a setting", "retirementDate"],
    ["an unknown key", { zzzzz: 1 }, "zzzzz", "is not a setting", undefined],
    ["a number for a date", { retirementDate: 20260331 }, "retirementDate", "is 20260331, a number", undefined],
    ["an impossible day", { retirementDate: "2026-02-30" }, "retirementDate", '"2026-02-30" is not a day', undefined],
    ["another order", { retirementDate: "31.03.2026" }, "retirementDate", "is not a day", undefined],
    ["an object for a list", { trustedSources: {} }, "trustedSources", "is an object", undefined],
    ["a text for a list", { batchSubnets: "batch" }, "batchSubnets", "is a string", undefined],
    ["a list for an object", [], "settings", "is not an object", undefined],
    [
      "a misspelt next hop",
      { trustedNextHops: ["VirtualNetworkGatway"] },
      "trustedNextHops[0]",
      "is not",
      "VirtualNetworkGateway",
    ],
    [
      "a policy that does not exist",
      { notExemptable: ["undceided"] },
      "notExemptable[0]",
      "is not the name",
      "undecided",
    ],
  ])("%s", (_title, raw, at, found, meant) => {
    const settings = read(raw);
    expect(settings.problems).toEqual([
      { at, found: expect.stringContaining(found), meant, accepts: expect.any(String) },
    ]);
    expect({ ...settings, problems: [] }).toEqual(DEFAULT_SETTINGS);
  });

  test("one wrong element leaves the others", () => {
    const settings = read({ trustedSources: ["10.0.0.0/8", "10.0.0.0/33", 7, "192.0.2.1"] });
    expect(settings.trustedSources).toEqual(["10.0.0.0/8", "192.0.2.1"]);
    expect(settings.problems.map(({ at }) => at)).toEqual(["trustedSources[1]", "trustedSources[2]"]);
  });

  test("one wrong key leaves the others", () => {
    expect(read({ retirementDate: "soon", batchSubnets: ["a"] }).batchSubnets).toEqual(["a"]);
  });

  test("a long or many-lined value is not printed in full", () => {
    const [[, found]] = told({ retirementDate: `x\n${"y".repeat(10_000)}` }) as [[string, string]];
    expect(found.length).toBeLessThan(120);
    expect(found).not.toContain("\n");
  });

  test.each([[{ exemptions: [null, 1, "x", [], {}] }], [Object.create(null)], ["text"], [7], [() => 1]])(
    "nothing makes it throw: %j",
    (raw) => expect(() => read(raw)).not.toThrow(),
  );
});

describe("an exemption that says something wrong is left out as a whole", () => {
  test.each([
    ["no reason", { reason: undefined }, "reason", "is missing"],
    ["a short reason", { reason: "  because   " }, "reason", "has fewer than 10 characters"],
    ["no end", { expires: undefined }, "expires", "is missing"],
    ["an end that is no day", { expires: "2026-06-31" }, "expires", "is not a day"],
    ["an end too far ahead", { expires: yearsFromToday(2, 1) }, "expires", `is later than ${yearsFromToday(2)}`],
    ["no resource", { resource: undefined }, "resource", "is missing"],
    ["an empty resource", { resource: "" }, "resource", "is empty"],
    ["a pattern of another language", { resource: "nsg-{a,b}" }, "resource", "only * and ? are wildcards"],
    ["a misspelt policy", { policy: "pool-no-clasic-communication" }, "policy", "is not the name of a policy"],
    ["the settings policy", { policy: "settings" }, "policy", "cannot be exempted"],
    ["the exemptions policy", { policy: "exemptions" }, "policy", "cannot be exempted"],
    ["a wrong optional field", { stack: 7 }, "stack", "is 7, a number"],
  ])("%s", (_title, change, field, found) => {
    const settings = read({ exemptions: [anExemption(), anExemption(change)] });
    expect(settings.exemptions).toHaveLength(1);
    expect(settings.problems).toMatchObject([{ at: `exemptions[1].${field}`, found: expect.stringContaining(found) }]);
  });

  test("a misspelt restriction would widen it", () => {
    const settings = read({ exemptions: [anExemption({ ruel: "allow-classic" })] });
    expect(settings.exemptions).toEqual([]);
    expect(settings.problems).toMatchObject([{ at: "exemptions[0].ruel", meant: "rule" }]);
  });

  test("a misspelt required field is reported once", () => {
    const { reason, ...rest } = anExemption();
    expect(told({ exemptions: [{ ...rest, raeson: reason }] })).toEqual([
      ["exemptions[0].raeson", "is not a setting", "reason"],
    ]);
  });

  test("the last allowed day is allowed, and a past one is read", () => {
    const exemptions = [anExemption({ expires: yearsFromToday(2) }), anExemption({ expires: yearsFromToday(-1) })];
    expect(read({ exemptions }).problems).toEqual([]);
  });

  test.each([
    ["the policy is not exemptable", { policy: "pool-no-classic-communication" }, ["pool-no-classic-communication"]],
    ["none is", { policy: "*" }, ["*"]],
  ])("%s", (_title, change, notExemptable) => {
    const settings = read({ notExemptable, exemptions: [anExemption(change)] });
    expect(settings.exemptions).toEqual([]);
    expect(settings.problems).toMatchObject([
      { at: "exemptions[0].policy", found: expect.stringContaining("is not exemptable") },
    ]);
  });
});

describe("addresses", () => {
  test.each([
    ["10.1.2.3", true],
    ["10.0.0.0/8", true],
    ["10.1.2.3/8", true],
    ["0.0.0.0/0", true],
    ["2001:db8::1", true],
    ["2001:db8::/32", true],
    ["::/0", true],
    ["010.1.1.1", false],
    ["10.1", false],
    ["0x7f.0.0.1", false],
    ["10.0.0.0/33", false],
    ["10.0.0.0/", false],
    ["10.0.0.0/08", false],
    ["fe80::1%eth0", false],
    ["10.0.0.1-10.0.0.9", false],
    ["AzureCloud", false],
    ["*", false],
    ["", false],
    [" 10.0.0.1", false],
  ])("%j", (text, accepted) => {
    expect(read({ trustedSources: [text] }).trustedSources).toEqual(accepted ? [text] : []);
  });
});

describe("the schema for Pulumi", () => {
  test("has every key with its default and what it accepts", () => {
    const schema = settingsSchema();
    expect(Object.keys(schema)).toEqual(Object.keys(SETTINGS));
    for (const [name, { kind, default: value }] of Object.entries(SETTINGS)) {
      expect(schema[name]).toEqual({ default: value, description: expect.stringContaining(kind.accepts) });
    }
  });
});

function yearsFromToday(years: number, days = 0): string {
  const date = new Date(`${Number(TODAY.slice(0, 4)) + years}${TODAY.slice(4)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
