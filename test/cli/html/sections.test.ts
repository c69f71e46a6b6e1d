import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sectionsOf } from "../../../cli/html/sections";
import { judgeProgram } from "../../../cli/judge-program";
import { isRefusal } from "../../../policies/plan/program";
import { recordingFile, recordingNames } from "../../../toolchain/examples";
import { examples } from "../../support/examples";
import { TODAY } from "../../support/exemptions";
import { aFinding, aPointer } from "../../support/findings";
import { aHop, aNetworkPath } from "../../support/network-paths";
import { readProgram } from "../../support/read-program";

const onNsg = aFinding();
const onPool = aFinding({ urn: "urn:pulumi:dev::render::azure-native:batch:Pool::render" });
const onStack = aFinding({ urn: "urn:pulumi:dev::render::pulumi:pulumi:Stack::render-dev" });

test("a finding stands at the pool that it is about, and at each pool on whose path its resource lies", () => {
  const [render, other] = [aNetworkPath(), aNetworkPath({ pool: "urn:other", name: "other" })];
  const pointer = aPointer({ urn: render.pool });
  const { pools, others, places } = sectionsOf({
    findings: [onNsg, onPool, onStack],
    networkPaths: [render, other],
    pointers: [pointer],
  });
  expect(pools).toEqual([
    { path: render, findings: [onNsg, onPool], pointers: [pointer] },
    { path: other, findings: [onNsg], pointers: [] },
  ]);
  expect(others).toEqual([onStack]);
  expect([places.get(onNsg), places.get(onPool), places.get(onStack)]).toEqual([2, 1, undefined]);
});

test("a resource that comes twice on a path brings its findings once, in their order", () => {
  const twice = aNetworkPath({
    hops: [...aNetworkPath().hops, aHop({ id: "n9", urn: onPool.urn }), aHop({ id: "n8", urn: onNsg.urn })],
  });
  const again = aFinding({ policy: "undecided" });
  expect(sectionsOf({ findings: [onPool, onNsg, again], networkPaths: [twice] }).pools[0]?.findings).toEqual([
    onPool,
    onNsg,
    again,
  ]);
});

test("what is blocked comes first, else the order of the program stays", () => {
  const names = (["open", "unknown", "blocked", "open", "blocked"] as const).map((is, at) =>
    aNetworkPath({ is, name: `p${at}` }),
  );
  expect(sectionsOf({ findings: [], networkPaths: names }).pools.map(({ path }) => path.name)).toEqual([
    "p2",
    "p4",
    "p1",
    "p0",
    "p3",
  ]);
});

test("without network paths every finding is one of the others", () => {
  expect(sectionsOf({ findings: [onNsg, onPool] })).toMatchObject({ pools: [], others: [onNsg, onPool] });
});

test("what is found on a rule of its own stands at the pools behind its group", () => {
  const rule = aFinding({ urn: "urn:pulumi:dev::render::azure-native:network:SecurityRule::allow-batch" });
  const path = aNetworkPath({ hops: [...aNetworkPath().hops, aHop({ id: "n9", parts: [rule.urn] })] });
  expect(sectionsOf({ findings: [rule], networkPaths: [path] })).toMatchObject({
    pools: [{ findings: [rule] }],
    others: [],
  });
});

test.each(examples)("in the report of $name, what is found on rules and routes stands at the pools", (example) => {
  for (const name of recordingNames) {
    const program = readProgram(readFileSync(recordingFile(example, name), "utf8"), name);
    if (isRefusal(program)) throw new Error(program.refused);
    const { others } = sectionsOf(judgeProgram(name, program, new Map(), TODAY));
    const policies = others.map(({ policy }) => policy);
    expect(policies.filter((policy) => /^(pool-(?!vnet)|subnet-|nsg-no-classic)/.test(policy))).toEqual([]);
  }
});
