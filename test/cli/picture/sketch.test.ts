import { expect, test } from "vitest";
import type { Passage } from "../../../cli/findings/way";
import { newSketch, perhaps, type Sight, within, worst } from "../../../cli/picture/sketch";

const sight = (name: string, is: Passage = "open"): Sight => ({ kind: "subnet", name, detail: "", is });

test("stops get their ids in the order in which packets pass them, not in that in which they were found", () => {
  const sketch = newSketch();
  const nodes = sketch.through([], "nodes", sight("nodes"));
  const early = sketch.through([nodes], "shared", sight("shared"));
  const other = sketch.through([nodes], "other", sight("other"));
  const late = sketch.through([other], "shared", sight("shared"));
  sketch.through([early, late], "service", sight("service"));
  const { stops, legs } = sketch.finish();
  expect(stops.map(({ id, name }) => `${id} ${name}`)).toEqual(["n1 nodes", "n2 other", "n3 shared", "n4 service"]);
  expect(legs.map(({ from, to }) => `${from} ${to}`)).toEqual(["n1 n3", "n1 n2", "n2 n3", "n3 n4"]);
});

test("the worst that is seen of a stop, and of a leg, counts", () => {
  const sketch = newSketch();
  const nodes = sketch.through([], "nodes", sight("nodes"));
  sketch.through([nodes], "firewall", sight("lets through"));
  const end = sketch.through([{ ...nodes, is: "unknown" }], "firewall", sight("denies", "blocked"));
  sketch.through([nodes], "firewall", sight("who knows", "unknown"));
  expect(end).toEqual({ from: "firewall", is: "blocked" });
  expect(sketch.finish()).toEqual({
    stops: [
      { id: "n1", ...sight("nodes") },
      { id: "n2", ...sight("denies", "blocked") },
    ],
    legs: [{ from: "n1", to: "n2", is: "unknown" }],
  });
});

test("parts have stops of their own, and meet again", () => {
  const sketch = newSketch();
  const nodes = sketch.through([], "nodes", sight("nodes"));
  const ends = ["a", "b"].map((part) => within(sketch, part).through([nodes], "group", sight(part)));
  sketch.through(ends, "service", sight("service"));
  expect(sketch.finish().stops.map(({ name }) => name)).toEqual(["nodes", "a", "b", "service"]);
});

test("blocked is worse than unknown, and unknown than open", () => {
  expect([worst(["open", "unknown", "blocked"]), worst(["unknown", "open"]), worst(["open"]), worst([])]).toEqual([
    ...["blocked", "unknown", "open", "open"],
  ]);
});

test("where packets may go on elsewhere, open becomes unknown, and blocked stays", () => {
  const ends = [
    { from: "a", is: "open" },
    { from: "b", is: "blocked" },
  ] as const;
  expect(perhaps(ends, true).map(({ is }) => is)).toEqual(["unknown", "blocked"]);
  expect(perhaps(ends, false)).toEqual(ends);
});
