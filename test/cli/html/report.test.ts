// Over 200 lines: all tests read one page, each another part of it.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { JudgedFile } from "../../../cli/findings/document";
import { toHtml } from "../../../cli/html/report";
import { visible } from "../../../cli/visible";
import { aDocument, aFile, aFinding, aPointer } from "../../support/findings";
import { HOSTILE } from "../../support/hostile-names";
import { aNetworkPath } from "../../support/network-paths";

const today = "2026-05-15";
const page = (...files: readonly JudgedFile[]) => toHtml(aDocument(...files), { today });
const exemption = { at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01", ticket: "NET-412" };
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

test("the page allows its own style sheet and nothing else", async () => {
  const html = await page(aFile({ networkPaths: [aNetworkPath()] }));
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(html).toContain(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(style).not.toMatch(/url\(|@import/);
  expect(html).not.toMatch(/<script|\son\w+=|\sstyle=|\ssrc=|<iframe|<object|<embed/);
  expect(html.startsWith('<!DOCTYPE html>\n<html lang="en">')).toBe(true);
});

describe("the head", () => {
  test.each([
    [
      "a blocked pool",
      [aFile({ networkPaths: [aNetworkPath()] })],
      "The pool does not reach the Batch service. 1 mandatory finding.",
    ],
    [
      "several pools",
      [
        aFile({
          networkPaths: [aNetworkPath(), aNetworkPath({ is: "open" }), aNetworkPath({ is: "unknown" })],
          findings: [],
        }),
      ],
      "1 of 3 pools does not reach the Batch service. No mandatory findings.",
    ],
    [
      "pools of which nothing is known",
      [aFile({ networkPaths: [aNetworkPath({ is: "unknown" }), aNetworkPath({ is: "open" })] })],
      "Undecided for 1 of 2 pools: whether they reach the Batch service. 1 mandatory finding.",
    ],
    [
      "open pools",
      [aFile({ networkPaths: [aNetworkPath({ is: "open" })] })],
      "The pool reaches the Batch service. 1 mandatory finding.",
    ],
    ["no pool", [aFile({ networkPaths: [] })], "1 mandatory finding."],
  ])("tells of %s", async (_what, files, headline) => {
    expect(await page(...files)).toContain(`<p class="headline">${headline}</p>`);
  });

  test("names the stack, the day and the version", async () => {
    const html = await page(aFile());
    expect(html).toContain("<h1><bdi>render/dev</bdi></h1>");
    expect(html).toContain('<time datetime="2026-05-15">2026-05-15</time> with version 0.1.0');
  });

  test("counts each finding once, however many pools it stands at", async () => {
    const html = await page(
      aFile({ networkPaths: [aNetworkPath(), aNetworkPath({ pool: "urn:other", name: "other" })] }),
    );
    expect(html).toContain('<div class="tile mandatory"><dt>mandatory</dt><dd>1</dd></div>');
    expect(count(html, '<li id="pool-')).toBe(2);
    expect(html).toContain("also on the path of 1 other pool");
  });
});

test("a pool has its picture and its findings; others come after, exempted ones last", async () => {
  const undecided = aFinding({ policy: "undecided", level: "advisory", urn: "" });
  const exempted = { ...aFinding({ policy: "pool-subnet-capacity" }), exemptions: [exemption] };
  const html = await page(
    aFile({ networkPaths: [aNetworkPath()], findings: [aFinding(), undecided], exempted: [exempted] }),
  );
  const parts = [
    "<svg",
    ">nsg-no-classic-inbound<",
    "Other findings",
    ">undecided<",
    "Exempted findings",
    ">pool-subnet-capacity<",
  ];
  const main = html.slice(html.indexOf("</search>"));
  const places = parts.map((part) => main.indexOf(part));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(html).toContain('until <time datetime="2027-01-01">2027-01-01</time>: It drains. (NET-412)');
});

test("a finding has its level, severity, policy, resource, property and link", async () => {
  const html = await page(aFile());
  for (const part of [
    '<span class="badge mandatory">mandatory</span>',
    "high severity",
    '<code class="policy">nsg-no-classic-inbound</code>',
    "Rule &quot;old&quot; lets Batch in.",
    "<li>Delete it.</li>",
    '<code>nsg</code> <span class="type">azure-native:network:NetworkSecurityGroup</span>',
    "<code>securityRules[0]</code>",
    'href="https://learn.microsoft.com/',
  ])
    expect(html).toContain(part);
});

describe("a finding in another stack", () => {
  const pool = aNetworkPath().pool;
  const owner = aFile({
    ...{ file: "network.json", project: "network", stack: "prod", networkPaths: [] },
    findings: [aFinding({ urn: aPointer().at.urn })],
  });
  const batch = aFile({ findings: [], networkPaths: [aNetworkPath()], pointers: [aPointer({ urn: pool })] });
  const sectionOf = (html: string) => /<section class="pool .*?<\/section>/s.exec(html)?.[0] ?? "";

  test("stands in one line at the pool, and leads to the file that has it", async () => {
    const html = await page(owner, batch);
    const section = sectionOf(html);
    expect(section).toContain("Rule &quot;old&quot; lets Batch in, in stack network/prod.");
    expect(section).toContain("high severity, in another stack");
    expect(section).toContain('<a href="#file-1">Finding and fix in <bdi>network/prod</bdi></a>');
    expect(html).toContain('<h2 id="file-1"><bdi>network/prod</bdi></h2>');
    expect(section).not.toContain("Nothing was found");
    expect(html).toContain('<div class="tile mandatory"><dt>mandatory</dt><dd>1</dd></div>');
  });

  test("leads nowhere where the page does not have it", async () => {
    const section = sectionOf(await page(batch));
    expect(section).toContain("in stack network/prod.");
    expect(section).not.toContain("<a href");
  });

  test("keeps its pool on the page when its level or policy is chosen", async () => {
    const other = aFinding({ level: "advisory", policy: "undecided", urn: pool });
    const html = await page(aFile({ ...batch, findings: [other] }), owner);
    const marks = [...html.matchAll(/<section class="pool blocked ([^"]*)"/g)].map(([, classes = ""]) =>
      classes.split(" "),
    );
    expect(marks[0]).toEqual(expect.arrayContaining(["level-0", "level-1", "policy-0", "policy-1"]));
  });

  test("has a column where there are several pools", async () => {
    const [one, two] = [aNetworkPath(), aNetworkPath({ pool: "urn:two", name: "two" })];
    const html = await page(aFile({ ...batch, networkPaths: [one, two] }));
    const rows = [...html.matchAll(/<tr class.*?<\/tr>/gs)].map(([row]) => row.match(/<td>[^<]*<\/td>/g)?.at(-1));
    expect(html).toContain('<th scope="col">In other stacks</th>');
    expect(rows).toEqual(["<td>1</td>", "<td>–</td>"]);
    expect(await page(aFile({ networkPaths: [one, two] }))).not.toContain("In other stacks");
  });
});

test("what is mandatory is unfolded", async () => {
  const html = await page(aFile({ findings: [aFinding(), aFinding({ level: "advisory" })] }));
  expect([count(html, "<details open"), count(html, "<details>")]).toEqual([1, 1]);
});

test("events of the engine have no network: the page says so", async () => {
  const { exempted: _, ...file } = aFile();
  const html = await page(file);
  expect(html).toContain("There are no pictures where only the events of a Pulumi run are known");
  expect(html).not.toContain("<svg");
  expect(await page(aFile({ networkPaths: [] }))).not.toContain("There are no pictures");
});

test("files that could not be judged are reported first", async () => {
  const html = await toHtml({ ...aDocument(aFile()), refused: [{ file: "b", reason: "b is \u202eodd." }] }, { today });
  expect(html.indexOf("<li>b is \\u{202e}odd.</li>")).toBeLessThan(html.indexOf('<li class="finding'));
  expect(html).toContain("<li>b is \\u{202e}odd.</li>");
  expect(html).toContain("1 mandatory finding. 1 file could not be judged.");
});

describe("filters", () => {
  const several = aFile({
    networkPaths: [aNetworkPath(), aNetworkPath({ is: "open" })],
    findings: [aFinding(), aFinding({ level: "advisory", policy: "undecided" })],
  });
  test.each([
    ["those with something to choose", [several], ["Level", "Pools", "Policy"]],
    [
      "stacks too, where there are several",
      [several, aFile({ stack: "prod", networkPaths: [] })],
      ["Level", "Pools", "Policy", "Stack"],
    ],
    ["none, where all is the same", [aFile({ networkPaths: [aNetworkPath()] })], []],
  ])("%s", async (_what, files, labels) => {
    const html = await page(...files);
    const found = [...html.matchAll(/<legend>(\w+)<\/legend>|<label class="list"><span>(\w+)</g)];
    expect(found.map(([, legend, list]) => legend ?? list)).toEqual(labels);
    for (const [, mark] of html.matchAll(/#([\w-]+):checked/g)) expect(html).toContain(` id="${mark}"`);
  });
});

describe.each(HOSTILE)("%s", (_what, name) => {
  test("stays text", async () => {
    const evidence = { path: name, found: name, why: name, change: [name], securityRule: name };
    const finding = aFinding({
      policy: name,
      urn: `urn:pulumi:dev::render::${name}::${name}`,
      message: name,
      evidence,
    });
    const exempted = { ...finding, exemptions: [{ at: name, reason: name, expires: name, ticket: name }] };
    const networkPaths = [aNetworkPath({ name, region: name }), aNetworkPath({ is: "open" })];
    const pointer = aPointer({
      policy: name,
      urn: aNetworkPath().pool,
      message: name,
      at: { urn: name, project: name, stack: name },
    });
    const file = aFile({
      ...{ file: name, project: name, stack: name, findings: [finding], exempted: [exempted] },
      ...{ pointers: [pointer], networkPaths },
    });
    const html = await page(file, aFile());
    expect(html).not.toMatch(/<(script|img)|<\/testcase|<!--/);
    const text = visible(name).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
    expect(count(html, text)).toBeGreaterThanOrEqual(10);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks that they are absent.
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
  });
});
