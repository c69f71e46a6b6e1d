import builder, { type TestSuite } from "junit-report-builder";
import type { FindingsDocument, JudgedFile, JudgedFinding } from "../findings/document";
import { resourceOf } from "../findings/text";
import { visible, visibleLines } from "../visible";

/**
 * Findings as tests: a suite for each file, a failed test for each mandatory finding, a skipped test for each advisory or exempted
 * finding, and a passed test for each policy without findings.
 */
export function toJUnit({ files, refused, pack }: FindingsDocument): string {
  const report = builder.newBuilder().name(pack.name);
  for (const file of files) addSuite(report.testSuite(), file, pack.name);
  for (const { file, reason } of refused) {
    report.testSuite().name(visible(file)).testCase().className(pack.name).name("judged").error(visible(reason));
  }
  return `${report.build()}\n`;
}

function addSuite(
  suite: TestSuite,
  { file, project, stack, policies = {}, findings, exempted = [] }: JudgedFile,
  pack: string,
) {
  suite.name(visible(stack === "" ? file : `${project}/${stack}`));
  const test = (name: string) => suite.testCase().className(pack).name(visible(name));
  for (const finding of findings) {
    const { location } = finding;
    const where = location ? `${location.file}:${location.line}:${location.column}\n` : "";
    const text = visibleLines(`${finding.message.trimEnd()}\n${where}`.trimEnd());
    if (finding.level === "mandatory")
      test(nameOf(finding)).failure(text.split("\n")[0], finding.severity).stacktrace(text);
    else test(nameOf(finding)).skipped().standardOutput(text);
  }
  for (const finding of exempted) {
    const reasons = finding.exemptions.map(({ reason, expires }) =>
      expires === undefined ? `Exempted: ${reason}` : `Exempted until ${expires}: ${reason}`,
    );
    test(nameOf(finding))
      .skipped()
      .standardOutput(visibleLines([...reasons, finding.message].join("\n")));
  }
  const found = new Set([...findings, ...exempted].map(({ policy }) => policy));
  const passed = Object.keys(policies).filter((policy) => !found.has(policy));
  for (const policy of passed) test(policy);
  // Some readers refuse a suite without tests.
  if (found.size + passed.length === 0) test("no findings");
}

function nameOf({ policy, urn }: JudgedFinding): string {
  return `${policy} (${resourceOf(urn)})`;
}
