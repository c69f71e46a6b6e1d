import { expect, test } from "vitest";
import type { PathStatus } from "../../../cli/findings/network-path";
import { type HopDraft, newPathBuilder, perhaps, within, worst } from "../../../cli/picture/path-builder";

const draft = (name: string, is: PathStatus = "open"): HopDraft => ({ kind: "subnet", name, detail: "", is });

test("hops get their ids in the order in which packets pass them, not in that in which they were found", () => {
  const builder = newPathBuilder();
  const nodes = builder.through([], "nodes", draft("nodes"));
  const early = builder.through([nodes], "shared", draft("shared"));
  const other = builder.through([nodes], "other", draft("other"));
  const late = builder.through([other], "shared", draft("shared"));
  builder.through([early, late], "service", draft("service"));
  const { hops, edges } = builder.finish();
  expect(hops.map(({ id, name }) => `${id} ${name}`)).toEqual(["n1 nodes", "n2 other", "n3 shared", "n4 service"]);
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual(["n1 n3", "n1 n2", "n2 n3", "n3 n4"]);
});

test("the worst that is seen of a hop, and of an edge, counts", () => {
  const builder = newPathBuilder();
  const nodes = builder.through([], "nodes", draft("nodes"));
  builder.through([nodes], "firewall", draft("lets through"));
  const end = builder.through([{ ...nodes, is: "unknown" }], "firewall", draft("denies", "blocked"));
  builder.through([nodes], "firewall", draft("who knows", "unknown"));
  expect(end).toEqual({ from: "firewall", is: "blocked" });
  expect(builder.finish()).toEqual({
    hops: [
      { id: "n1", ...draft("nodes") },
      { id: "n2", ...draft("denies", "blocked") },
    ],
    edges: [{ from: "n1", to: "n2", is: "unknown" }],
  });
});

test("parts have hops of their own, and meet again", () => {
  const builder = newPathBuilder();
  const nodes = builder.through([], "nodes", draft("nodes"));
  const ends = ["a", "b"].map((part) => within(builder, part).through([nodes], "group", draft(part)));
  builder.through(ends, "service", draft("service"));
  expect(builder.finish().hops.map(({ name }) => name)).toEqual(["nodes", "a", "b", "service"]);
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
