import type { Log, Result } from "sarif";
import { describe, expect, test } from "vitest";
import type { FindingsDocument } from "../../../cli/findings/document";
import { toSarif } from "../../../cli/report/sarif";
import { RULES } from "../../../policies/rules";
import { aDocument, aFile, aFinding } from "../../support/findings";
import { HOSTILE } from "../../support/hostile-names";
import { sarifValidator } from "../../support/sarif-schema";

const validate = sarifValidator();

function sarif(document: FindingsDocument, source = "Pulumi.yaml"): Log {
  const log = JSON.parse(toSarif(document, { source })) as Log;
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log;
}

const results = (document: FindingsDocument): readonly Result[] => sarif(document).runs[0]?.results ?? [];
const exemption = { at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01", ticket: "NET-412" };

test("the schema does refuse what is no SARIF", () => {
  expect(validate({ version: "2.1.0", runs: [{}] })).toBe(false);
});

test("a finding is a result with its level, place and policy", () => {
  const log = sarif(aDocument(aFile()), "infra/my stack/Pulumi.yaml");
  const [run] = log.runs;
  const [result] = run?.results ?? [];
  expect(result).toEqual({
    ruleId: "nsg-no-classic-inbound",
    ruleIndex: RULES.findIndex(({ name }) => name === "nsg-no-classic-inbound"),
    kind: "fail",
    level: "error",
    rank: 80,
    message: { text: aFinding().message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "infra/my%20stack/Pulumi.yaml" }, region: { startLine: 1 } },
        logicalLocations: [{ name: "nsg", fullyQualifiedName: aFinding().urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/) },
    properties: {
      severity: "high",
      project: "render",
      stack: "dev",
      type: "azure-native:network:NetworkSecurityGroup",
      property: "securityRules[0]",
    },
  });
  expect(run?.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe("nsg-no-classic-inbound");
  expect(run?.automationDetails?.id).toBe("azure-batch-guard/render/dev/");
});

test("remedies are fixes that say what to do, and change nothing by themselves", () => {
  const evidence = {
    ...{ path: "", found: "It is shut.", why: "Nobody gets in.", change: ["Either open it.", "Or go around."] },
    remedies: [
      { words: ["Open it.", "Then wait."], changes: ["ask"], edits: [] },
      { words: ["Go [around](it)."], changes: ["ask"], edits: [] },
    ],
  } as const;
  const [result] = results(aDocument(aFile({ findings: [aFinding({ evidence })] })));
  expect(result?.fixes?.map(({ description }) => description?.text)).toEqual([
    "Open it.\nThen wait.",
    "Go [around] (it).",
  ]);
  const regions = result?.fixes?.flatMap(({ artifactChanges }) => artifactChanges[0]?.replacements ?? []);
  for (const { deletedRegion, insertedContent } of regions ?? []) {
    expect(deletedRegion.endColumn).toBe(deletedRegion.startColumn);
    expect(insertedContent).toBeUndefined();
  }
});

test("what stops nothing is a warning, and what does not count is suppressed with its reason", () => {
  const advisory = aFinding({ level: "advisory", severity: "low" });
  const [one, other] = results(
    aDocument(aFile({ findings: [advisory], exempted: [{ ...aFinding(), exemptions: [exemption] }] })),
  );
  expect(one).toMatchObject({ level: "warning", rank: 20 });
  expect(one).not.toHaveProperty("suppressions");
  expect(other).toMatchObject({
    level: "error",
    suppressions: [{ kind: "external", status: "accepted", justification: "It drains. (NET-412) Until 2027-01-01." }],
  });
});

describe("fingerprints", () => {
  const prints = (...findings: ReturnType<typeof aFinding>[]) =>
    results(aDocument(aFile({ findings }))).map(
      ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
    );
  const [usual] = prints(aFinding());

  test("stay when the message, the level or the index in a list changes", () => {
    const evidence = { ...aFinding().evidence, path: "securityRules[7]", securityRule: "old" } as never;
    expect(prints(aFinding({ message: "3 days left", level: "advisory", severity: "low", evidence }))).toEqual([usual]);
  });

  test.each([
    ["another policy", { policy: "undecided" }],
    ["another resource", { urn: `${aFinding().urn}2` }],
    ["another rule", { evidence: { ...aFinding().evidence, securityRule: "new" } as never }],
  ])("tell %s", (_what, change) => expect(prints(aFinding(change))).not.toEqual([usual]));

  test("tell two of the same", () => {
    const [one, two] = prints(aFinding(), aFinding());
    expect([one, two]).toEqual([usual, usual?.replace(/:1$/, ":2")]);
  });
});

test("several stacks share a category of their own", () => {
  expect(sarif(aDocument(aFile(), aFile({ stack: "prod" }))).runs[0]?.automationDetails?.id).toBe("azure-batch-guard/");
});

test("a policy of another version is told by its name", () => {
  const log = sarif(aDocument(aFile({ findings: [aFinding({ policy: "no-such-policy" })] })));
  const [result] = log.runs[0]?.results ?? [];
  expect(log.runs[0]?.tool.driver.rules?.[result?.ruleIndex ?? -1]).toMatchObject({ id: "no-such-policy" });
});

test("files that could not be judged are reported, and the run was not successful", () => {
  const log = sarif({ ...aDocument(), refused: [{ file: "a", reason: "a is not valid JSON." }] });
  expect(log.runs[0]?.invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: "error", message: { text: "a is not valid JSON." } }],
    },
  ]);
});

// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
describe("what GitHub demands", () => {
  const findings = Array.from({ length: 25_100 }, (_, index) => aFinding({ urn: `${aFinding().urn}${index}` }));
  const log = JSON.parse(toSarif(aDocument(aFile({ findings })), { source: "Pulumi.yaml" })) as Log;
  const rules = log.runs[0]?.tool.driver.rules ?? [];

  test("at most 25,000 results, and the others are counted", () => {
    expect(log.runs[0]?.results).toHaveLength(25_000);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain(
      "100 more findings are left out",
    );
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))("the rule %s", (id, rule) => {
    expect(id.length).toBeLessThanOrEqual(255);
    expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.helpUri).toMatch(/^https:/);
    expect(rule.help?.text).toContain(rule.helpUri);
    expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
    expect(Number(rule.properties?.["security-severity"])).toBeGreaterThan(0);
    expect(["error", "warning"]).toContain(rule.properties?.["problem.severity"]);
    expect(["very-high", "high"]).toContain(rule.properties?.precision);
  });

  test("results lie in the repository", () => {
    for (const result of log.runs[0]?.results?.slice(0, 3) ?? []) {
      expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).not.toMatch(/^(\/|\w+:)/);
    }
  });
});

test.each(HOSTILE)("a name cannot do harm: %s", (_what, name) => {
  const urn = `urn:pulumi:dev::render::azure-native:batch:Pool::${name}`;
  const [result] = results(aDocument(aFile({ findings: [aFinding({ urn, message: `Pool "${name}" is odd.` })] })));
  expect(result?.message.text).not.toMatch(/\]\(/);
  expect(JSON.stringify(result)).not.toMatch(/[\u202e\u200b]/);
});
