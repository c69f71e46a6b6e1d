import { expect, test } from "vitest";
import { toAnnotations } from "../../../cli/report/annotations";
import { aDocument, aFile, aFinding } from "../../support/findings";
import { HOSTILE } from "../../support/hostile-names";

const options = { source: "infra/Pulumi.yaml" };
const lines = (findings: ReturnType<typeof aFinding>[]) =>
  toAnnotations(aDocument(aFile({ findings })), options)
    .split("\n")
    .slice(0, -1);

test("a command for each finding, escaped as GitHub asks", () => {
  const advisory = aFinding({ level: "advisory", message: "100%\nsure" });
  expect(lines([advisory, aFinding({ message: "a: b, c" })])).toEqual([
    "::error file=infra/Pulumi.yaml,line=1,title=nsg-no-classic-inbound (azure-native%3Anetwork%3ANetworkSecurityGroup%3A nsg)::a: b, c",
    "::warning file=infra/Pulumi.yaml,line=1,title=nsg-no-classic-inbound (azure-native%3Anetwork%3ANetworkSecurityGroup%3A nsg)::100%25%0Asure",
  ]);
});

test("no more than GitHub shows, and the others are counted", () => {
  const many = (count: number) => Array.from({ length: count }, () => aFinding());
  expect(lines(many(10))).toHaveLength(10);
  const shown = lines([...many(12), ...many(11).map((each) => ({ ...each, level: "advisory" as const }))]);
  expect(shown).toHaveLength(20);
  expect(shown[9]).toContain("3 more mandatory findings are in the report.");
  expect(shown[19]).toContain("2 more advisory findings are in the report.");
});

test("what is known of its place is reported", () => {
  const location = { file: "network/index.ts", line: 50, column: 17 };
  expect(lines([aFinding({ location, message: "x" })])).toEqual([
    "::error file=infra/network/index.ts,line=50,col=17,title=nsg-no-classic-inbound (azure-native%3Anetwork%3ANetworkSecurityGroup%3A nsg)::x",
  ]);
});

test("nothing found, nothing said", () => expect(lines([])).toEqual([]));

test.each(HOSTILE)("a name starts no command of its own: %s", (_what, name) => {
  const urn = `urn:pulumi:dev::render::azure-native:batch:Pool::${name}`;
  const [line = "", ...more] = lines([aFinding({ urn, message: name })]);
  expect(more).toEqual([]);
  expect(line).toMatch(/^::error file=infra\/Pulumi\.yaml,line=1,title=[^:,]*::/);
});
