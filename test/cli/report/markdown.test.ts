import { beforeAll, describe, expect, test } from "vitest";
import { toMarkdown } from "../../../cli/report/markdown";
import { aDocument, aFile, aFinding, aPointer } from "../../support/findings";
import { HOSTILE } from "../../support/hostile-names";

/** The HTML that GitHub's Markdown renders from the comment, before sanitizing. */
let rendered: (markdown: string) => string;
beforeAll(async () => {
  const { micromark } = await import("micromark");
  const { gfm, gfmHtml } = await import("micromark-extension-gfm");
  rendered = (markdown) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
});

/** The HTML without the content of code elements: GitHub makes no mentions, references or links there. */
const outsideOfCode = (html: string) => html.replace(/<(code|pre)>[^<]*<\/\1>/g, "<$1></$1>");

function named(name: string) {
  const urn = `urn:pulumi:dev::render::azure-native:batch:Pool::${name}`;
  return aDocument(
    aFile({
      file: name,
      project: name,
      stack: name,
      pointers: [aPointer({ urn, policy: name, message: name })],
      findings: [aFinding({ urn, policy: name, message: `${name}\nIt is ${name}.` })],
    }),
  );
}

test("a table with a row for each finding, and each message folded below", () => {
  const advisory = aFinding({ policy: "undecided", level: "advisory", severity: "low" });
  const html = rendered(toMarkdown(aDocument(aFile({ findings: [aFinding(), advisory] }))));
  expect(html).toContain("azure-batch-guard: 1 mandatory and 1 advisory finding");
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html.match(/<details>/g)).toHaveLength(2);
  expect(html).toContain("❌ mandatory, high");
  expect(html).toContain("⚠️ advisory, low");
});

test("what is found in other stacks is told in a line each, and does not count", () => {
  const text = toMarkdown(aDocument(aFile({ findings: [], pointers: [aPointer()] })));
  expect(text).toContain("### azure-batch-guard: 0 mandatory and 0 advisory findings");
  expect(text).toContain(
    '- ❌ mandatory, in another stack: `nsg-no-classic-inbound` `azure-native:batch:Pool: render`: `Rule "old" lets Batch in, in stack network/prod.`',
  );
});

test("nothing found is a short comment", () => {
  expect(toMarkdown(aDocument(aFile({ findings: [] })))).toBe(
    "<!-- azure-batch-guard -->\n### azure-batch-guard: 0 mandatory and 0 advisory findings\n",
  );
});

test("exempted findings are counted, files that could not be judged are reported", () => {
  const exempted = [
    { ...aFinding(), exemptions: [{ at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01" }] },
  ];
  const refused = [{ file: "b", reason: "b is not valid JSON." }];
  const text = toMarkdown({ ...aDocument(aFile({ findings: [], exempted })), refused });
  expect(text).toContain("0 mandatory and 0 advisory findings, 1 file not judged");
  expect(text).toContain("1 finding does not count, because of exemptions.");
  expect(rendered(text)).toContain("<li><code>b is not valid JSON.</code></li>");
});

describe("too much for a comment", () => {
  const size = (text: string) => Buffer.byteLength(text);
  const findings = (count: number, message: string) =>
    Array.from({ length: count }, (_, index) => aFinding({ urn: `${aFinding().urn}${index}`, message }));

  test.each([
    ["many findings", 3000, "short"],
    ["long messages", 30, `short\n${"é€🚀".repeat(1000)}`],
    ["both", 3000, "x\n".repeat(5000)],
    ["one message that is too long alone", 1, `short\n${"y".repeat(70_000)}`],
  ])("is left out and counted: %s", (_what, count, message) => {
    const text = toMarkdown(aDocument(aFile({ findings: findings(count, message) })));
    expect(size(text)).toBeLessThanOrEqual(65_000);
    const shown = text.match(/^\| (❌|⚠️)/gm)?.length ?? 0;
    const folded = text.match(/^<details>/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    if (shown < count) expect(text).toContain(`${count - shown} findings are left out`);
    if (folded < shown) expect(text).toMatch(new RegExp(`${shown - folded} messages? (is|are) left out`));
    expect(shown + folded).toBeLessThan(2 * count);
    expect(text).not.toMatch(/<details>(?![\s\S]*<\/details>)/);
  });

  test("room is not wasted", () => {
    const text = toMarkdown(aDocument(aFile({ findings: findings(3000, "short") })));
    expect(size(text)).toBeGreaterThan(60_000);
  });
});

describe("no name changes what the comment is made of", () => {
  test.each(HOSTILE)("%s", (_what, name) => {
    const text = toMarkdown(named(name));
    expect(outsideOfCode(rendered(text))).toEqual(outsideOfCode(rendered(toMarkdown(named("name")))));
    expect(rendered(text).match(/<!--/g)).toHaveLength(1);
    expect(text).not.toMatch(/[\u202e\u2066\u200b]/);
  });
});
