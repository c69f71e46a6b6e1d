import { expect, test } from "vitest";
import { toFleetHtml } from "../../../cli/html/fleet";
import { visible } from "../../../cli/visible";
import { aFleet, aPool, aStack } from "../../support/fleets";
import { HOSTILE } from "../../support/hostile-names";

const tile = (label: string, number: number) => new RegExp(`<dt>${label}</dt><dd>${number}</dd>`);

test("totals, what breaks first (the oldest first), the paths, stacks and policies", () => {
  const old = aPool({ runs: "Classic", scaling: "automatic", created: "2021-02-03", name: "old", service: "blocked" });
  const older = aPool({
    runs: "Classic",
    scaling: "automatic",
    created: "2020-02-03",
    name: "older",
    service: "unknown",
  });
  const ageless = aPool({ asks: "Classic", runs: "Classic", scaling: "automatic", created: "", name: "ageless" });
  const html = toFleetHtml({
    ...aFleet(
      aStack({ pools: [old, ageless, older] }),
      aStack({ file: "b.json", stack: "prod", findings: [], pools: [aPool({ asks: "Classic", runs: "classic" })] }),
    ),
    refused: [{ file: "c", reason: "c is broken." }],
  });
  const before = html.slice(0, html.indexOf("<h2>The path to the Batch service</h2>"));
  const names = [...before.matchAll(/<th scope="row"><bdi>([\w-]+)<\/bdi>/g)].map(([, name]) => name);
  expect(names.slice(0, 4)).toEqual(["older", "old", "ageless", "render-pool"]);
  expect(html).toContain(
    "3 pools break without anybody doing anything. 1 pool does not reach the Batch service. 1 stack has",
  );
  expect(html).toMatch(tile("with mandatory findings", 1));
  expect(html).toMatch(tile("not judged", 1));
  expect(html).toMatch(tile("breaks by itself", 3));
  expect(html).toMatch(tile("breaks when resized", 1));
  expect(html).toMatch(tile("blocked", 1));
  expect(html).toMatch(tile("open", 2));
  expect(html).toContain("has mandatory findings. 1 file could not be judged.");
  expect(html).toContain("<li>c is broken.</li>");
  expect(html).toContain(
    '<code>nsg-no-classic-inbound</code></th><td><span class="badge mandatory">mandatory</span></td><td>1</td><td>1</td>',
  );
  expect(html.indexOf("Stacks with mandatory findings</h2>")).toBeLessThan(html.indexOf("Other stacks</h2>"));
});

test("a fleet without any trouble says so", () => {
  const html = toFleetHtml(aFleet(aStack({ findings: [] })));
  expect(html).toContain('<p class="headline">No stack has mandatory findings.</p>');
  expect(html).toContain("No pool has to do with classic node communication.");
  expect(html).toContain("The nodes of all pools reach it.");
  expect(html).not.toContain("Stacks with mandatory findings");
});

test("no script, nothing to load", () => {
  const html = toFleetHtml(aFleet(aStack(), aStack({ project: "other", file: "b.json" })));
  expect(html).toContain("content=\"default-src 'none'; style-src 'sha256-");
  expect(html).not.toMatch(/<script|\son\w+=|\sstyle=|\ssrc=|url\(/);
  for (const [, mark] of html.matchAll(/#([\w-]+):checked/g)) expect(html).toContain(` id="${mark}"`);
});

test.each(HOSTILE)("%s stays text", (_what, name) => {
  const finding = { policy: name, level: "mandatory", severity: "high", urn: name } as const;
  const pool = aPool({ name, created: name, runs: name, asks: "Classic" });
  const html = toFleetHtml(
    aFleet(aStack({ file: name, project: name, stack: name, findings: [finding], pools: [pool] }), aStack()),
  );
  expect(html).not.toMatch(/<(script|img)|<\/testcase|<!--/);
  const text = visible(name).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  expect(html.split(text).length - 1).toBeGreaterThanOrEqual(6);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks that they are absent.
  expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
});
