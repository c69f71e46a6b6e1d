import { describe, expect, test } from "vitest";
import { toJUnit } from "../../../cli/report/junit";
import { aDocument, aFile, aFinding } from "../../support/findings";
import { HOSTILE } from "../../support/hostile-names";
import { parseXml } from "../../support/xml";

const names = (xml: string) => parseXml(xml).map(({ name }) => name);

test("mandatory findings fail, advisory and exempted ones are skipped, other policies pass", () => {
  const advisory = aFinding({ policy: "undecided", level: "advisory" });
  const exempted = {
    ...aFinding(),
    exemptions: [{ at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01" }],
  };
  const policies = { "nsg-no-classic-inbound": "mandatory", undecided: "advisory", settings: "mandatory" } as const;
  const xml = toJUnit(aDocument(aFile({ policies, findings: [aFinding(), advisory], exempted: [exempted] })));
  const elements = parseXml(xml);
  expect(names(xml)).toEqual([
    ...["testsuites", "testsuite"],
    ...["testcase", "failure"],
    ...["testcase", "skipped", "system-out"],
    ...["testcase", "skipped", "system-out"],
    "testcase",
  ]);
  expect(elements[1]?.attributes).toMatchObject({ name: "render/dev", tests: "4", failures: "1", skipped: "2" });
  expect(elements[2]?.attributes.name).toBe("nsg-no-classic-inbound (azure-native:network:NetworkSecurityGroup: nsg)");
  expect(elements[3]?.attributes).toEqual({ message: 'Rule "old" lets Batch in.', type: "high" });
  expect(elements[3]?.text).toBe(aFinding().message);
  expect(elements[9]?.text).toBe(`Exempted until 2027-01-01: It drains.\n${aFinding().message}`);
  expect(elements.at(-1)?.attributes.name).toBe("settings");
});

test("a run of the engine without findings is a suite that passes", () => {
  const { policies: _, exempted: __, ...file } = aFile({ findings: [] });
  expect(names(toJUnit(aDocument(file)))).toEqual(["testsuites", "testsuite", "testcase"]);
});

test("a file that could not be judged is an error", () => {
  const elements = parseXml(
    toJUnit({ ...aDocument(), refused: [{ file: "b.json", reason: "b.json is not valid JSON." }] }),
  );
  expect(elements[0]?.attributes.errors).toBe("1");
  expect(elements.at(-1)).toMatchObject({ name: "error", attributes: { message: "b.json is not valid JSON." } });
});

describe("no name changes what the file is made of", () => {
  const document = (name: string) => {
    const urn = `urn:pulumi:dev::render::azure-native:batch:Pool::${name}`;
    const exempted = { ...aFinding(), exemptions: [{ at: "exemptions[0]", reason: name, expires: "2027-01-01" }] };
    const findings = [
      aFinding({ urn, policy: name, message: `${name}\n${name}` }),
      aFinding({ level: "advisory", message: name }),
    ];
    return {
      ...aDocument(aFile({ project: name, findings, exempted: [exempted] })),
      refused: [{ file: name, reason: name }],
    };
  };
  test.each(HOSTILE)("%s", (_what, name) => {
    const xml = toJUnit(document(name));
    expect(names(xml)).toEqual(names(toJUnit(document("name"))));
    expect(xml).not.toMatch(/[\u200b\u202e\u2066\ufeff]/);
  });
});
