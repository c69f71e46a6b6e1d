import { expect, test } from "vitest";
import { toCsv } from "../../../cli/fleet/csv";
import { formatFleet } from "../../../cli/fleet/text";
import { aFleet, aPool, aStack } from "../../support/fleets";
import { HOSTILE } from "../../support/hostile-names";

test("for people: totals, what breaks first, where, and by which policy", () => {
  const oldest = aPool({
    runs: "Classic",
    service: "blocked",
    reason: 'nsg: rule "Deny" denies it',
    created: "2022-02-02",
    urn: "urn:pulumi:prod::render::azure-native:batch:Pool::old",
  });
  const zero = aPool({ asks: "Classic", runs: "Classic", scaling: "automatic" });
  const advisory = { policy: "undecided", level: "advisory", severity: "low", urn: "urn:x" } as const;
  const fleet = aFleet(
    aStack({ pools: [aPool({ asks: "Classic", runs: "Classic" }), zero] }),
    aStack({
      file: "b.json",
      stack: "prod",
      pools: [oldest],
      findings: [...aStack().findings, ...aStack().findings, advisory],
    }),
    aStack({ file: "c.json", stack: "test", findings: [] }),
  );
  expect(formatFleet(fleet)).toBe(`3 stacks, 4 pools; 2 stacks with mandatory findings, 0 files not judged.

breaks by itself: 1 pool. The nodes run in classic mode, and a formula scales the pool: it may fail at the next scale-up.
  render/dev  pool  automatic scaling  created 2025-01-15

breaks when resized: 2 pools. The nodes run in classic mode: the pool may fail as soon as a node has to be added or replaced.
  render/prod  old   4 nodes  created 2022-02-02
  render/dev   pool  4 nodes  created 2025-01-15

blocked: 1 pool. The nodes do not reach the Batch service without classic communication.
  render/prod  old  4 nodes  created 2022-02-02  nsg: rule "Deny" denies it

Stacks with mandatory findings:
  render/prod  2 mandatory, 1 advisory  b.json
  render/dev   1 mandatory, 0 advisory  a.json

Policies, by the stacks they find something in:
  nsg-no-classic-inbound  2
  undecided               1
`);
});

test("what has changed since an earlier sweep", () => {
  const finding = (policy: string) => ({ policy, level: "mandatory", severity: "high", urn: aPool().urn }) as const;
  const [found, fixed] = [[finding("new-one")], [finding("old-one"), finding("old-one")]];
  const changed = { project: "render", stack: "dev", found, fixed };
  const since = { date: "2026-05-14", stacks: [changed], added: ["render/test"], gone: ["old/dev"] };
  expect(formatFleet({ ...aFleet(aStack()), since })).toMatch(
    /\nSince 2026-05-14: 1 new finding, 2 fixed; 1 new stack, 1 gone\.\n {2}new +render\/dev +new-one +pool\n( {2}fixed +render\/dev +old-one +pool\n){2} {2}new stack +render\/test\n {2}gone +old\/dev\n$/,
  );
  const nothing = { ...since, stacks: [], added: [], gone: [] };
  expect(formatFleet({ ...aFleet(), since: nothing })).toContain("0 new findings, 0 fixed; 0 new stacks, 0 gone.\n");
});

test("a long table is cut, and counted", () => {
  const text = formatFleet(aFleet(...Array.from({ length: 100 }, (_, index) => aStack({ stack: `s${index}` }))));
  expect(text.match(/ 1 mandatory, /g)).toHaveLength(40);
  expect(text).toContain("  and 60 more");
});

test("CSV has a row for each pool, and one for a stack without any", () => {
  const stack = aStack({
    exempted: 2,
    pools: [aPool({ asks: "Classic", runs: "Classic", name: 'a "b", c' }), aPool()],
  });
  expect(toCsv(aFleet(stack, aStack({ project: "empty", pools: [], findings: [] }))).split("\r\n")).toEqual([
    "project,stack,file,pool,urn,asks,runs,created,scaling,outlook,service,reason,mandatory,advisory,exempted",
    `render,dev,a.json,"a ""b"", c",${aPool().urn},Classic,Classic,2025-01-15,4,breaks when resized,open,,1,0,2`,
    `render,dev,a.json,render-pool,${aPool().urn},Simplified,Simplified,2025-01-15,4,,open,,1,0,2`,
    "empty,dev,a.json,,,,,,,,,,0,0,0",
    "",
  ]);
});

test.each(HOSTILE)("a name makes no row and no formula: %s", (_what, name) => {
  const csv = toCsv(aFleet(aStack({ project: name, pools: [aPool({ name })] })));
  expect(csv.split("\n")).toHaveLength(3);
  expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks that they are absent.
  expect(formatFleet(aFleet(aStack({ project: name })))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
