// Over 200 lines: one picture is drawn and parsed once, and each test looks at another part of it.

import { beforeAll, describe, expect, test } from "vitest";
import {
  HOP_KINDS,
  type NetworkPath,
  type PathEdge,
  type PathHop,
  type PathStatus,
} from "../../../cli/findings/network-path";
import { drawPath } from "../../../cli/picture/draw-path";
import { HOSTILE } from "../../support/hostile-names";
import { type Element, parseXml } from "../../support/xml";

const hop = (id: string, kind: PathHop["kind"], change: Partial<PathHop> = {}): PathHop => ({
  ...{ id, kind, name: kind, detail: "", is: "open" },
  ...change,
});
const edge = (from: string, to: string, is: PathStatus = "open"): PathEdge => ({ from, to, is });

const path = (change: Partial<NetworkPath> = {}): NetworkPath => ({
  pool: "urn:pulumi:dev::render::azure-native:batch:Pool::render",
  name: "render",
  region: "WestEurope",
  is: "blocked",
  hops: [
    hop("n1", "nodes", { name: "render" }),
    hop("n2", "subnet", { name: "snet" }),
    hop("n3", "private-endpoint", { name: "pe", is: "unknown" }),
    hop("n4", "security-group", { name: "nsg", detail: 'rule "Deny" denies it', is: "blocked" }),
    hop("n5", "service", { name: "Batch service", is: "blocked" }),
  ],
  edges: [
    edge("n1", "n2"),
    edge("n2", "n3"),
    edge("n2", "n4"),
    edge("n3", "n5", "unknown"),
    edge("n4", "n5", "blocked"),
  ],
  ...change,
});

let svg = "";
let elements: Element[] = [];
beforeAll(async () => {
  svg = await drawPath(path());
  elements = parseXml(svg);
});

const groups = (what: string) =>
  elements.flatMap(({ name, attributes }) =>
    name === "g" && attributes.class?.startsWith(what) ? attributes.class : [],
  );

test("is one element for a page, and an image with a text for who does not see it", () => {
  const [root, title] = elements;
  const words =
    'render: blocked. Nodes → subnet snet → private endpoint pe, unknown → Batch service; or Nodes → subnet snet → NSG nsg, blocked (rule "Deny" denies it) → Batch service';
  expect(svg).toMatch(/^<svg .*<\/svg>$/s);
  expect(root).toMatchObject({ name: "svg", attributes: { role: "img", "aria-label": words, class: "path right" } });
  expect(title).toMatchObject({ name: "title", text: words, inside: ["svg"] });
});

test("has a group with its classes for each hop and each edge", () => {
  expect(groups("hop")).toEqual([
    "hop nodes open",
    "hop subnet open",
    "hop private-endpoint unknown",
    "hop security-group blocked",
    "hop service blocked",
  ]);
  expect(groups("edge")).toEqual(["edge open", "edge open", "edge open", "edge unknown", "edge blocked"]);
});

test("shows every text of a hop", () => {
  const texts = elements.filter(({ name }) => name === "text").map(({ text }) => text);
  expect(texts).toEqual([
    ...["nodes of pool", "render", "subnet", "snet", "private endpoint", "pe", "?"],
    ...["NSG", "nsg", 'rule "Deny" denies it', "✕", "TCP 443 to", "Batch service", "✕"],
  ]);
});

test("has no colours of its own, no ids, and nothing that is loaded or run", () => {
  const values = elements.flatMap(({ attributes }) => Object.entries(attributes));
  const colours = values.filter(([name]) => ["fill", "stroke", "color"].includes(name)).map(([, value]) => value);
  expect(new Set(colours)).toEqual(new Set(["none", "currentColor"]));
  expect(values.filter(([name]) => /^(id|style|href|xlink:href|src|on.*)$/.test(name))).toEqual([]);
  expect(new Set(elements.map(({ name }) => name))).toEqual(new Set(["svg", "title", "g", "rect", "text", "path"]));
});

test("tells blocked and unknown by more than colour", () => {
  const strokes = (is: PathStatus) =>
    elements.filter(({ name, attributes }) => name === "rect" && attributes["stroke-width"] === STROKE[is]).length;
  const dashed = elements.filter(({ attributes }) => "stroke-dasharray" in attributes).map(({ name }) => name);
  expect([strokes("open"), strokes("blocked"), strokes("unknown")]).toEqual([2, 2, 1]);
  expect(dashed).toEqual(["path", "rect"]);
});
const STROKE = { open: "1.2", blocked: "2.4", unknown: "1.4" };

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const frames = (all: readonly Element[]): Frame[] =>
  all.flatMap(({ name, attributes: { x, y, width, height } }) =>
    name === "rect" ? [{ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }] : [],
  );

test("hops stand inside the picture, side by side, from left to right", () => {
  const [left, top, width, height] = (elements[0]?.attributes.viewBox ?? "").split(" ").map(Number) as [
    ...[number, number, number, number],
  ];
  const all = frames(elements);
  for (const box of all) {
    expect(box.x).toBeGreaterThanOrEqual(left);
    expect(box.y).toBeGreaterThanOrEqual(top);
    expect(box.x + box.width).toBeLessThanOrEqual(left + width);
    expect(box.y + box.height).toBeLessThanOrEqual(top + height);
  }
  const apart = (one: Frame, other: Frame) =>
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y;
  expect(all.every((one, at) => all.slice(at + 1).every((other) => apart(one, other)))).toBe(true);
  const [nodes, subnet, endpoint, group, service] = all.map(({ x }) => x) as [number, number, number, number, number];
  expect(nodes < subnet && subnet < endpoint && subnet < group && endpoint < service && group < service).toBe(true);
});

test("an edge goes from the edge of one box to the edge of the next", () => {
  const [nodes, subnet] = frames(elements) as [Frame, Frame];
  const path = elements.find(({ name, inside }) => name === "path" && inside.at(-1) === "g")?.attributes.d ?? "";
  const [from = "", ...rest] = path.slice(1).split(/ C| /);
  const [x, y] = from.split(",").map(Number) as [number, number];
  const [endX] = (rest.at(-1) ?? "").split(",").map(Number) as [number];
  expect(x).toBeCloseTo(nodes.x + nodes.width, 0);
  expect(y).toBeCloseTo(nodes.y + nodes.height / 2, 0);
  expect(endX).toBeCloseTo(subnet.x, 0);
});

test("five or six hops fit into a column", async () => {
  const detail = 'route "everything-through-the-firewall" (0.0.0.0/0 to VirtualAppliance 10.0.1.4)';
  const kinds = ["nodes", "subnet", "security-group", "route", "firewall", "service"] as const;
  const hops = kinds.map((kind, at) => hop(`n${at}`, kind, { name: "nsg-render-westeurope", detail }));
  const edges = hops.slice(1).map(({ id }, at) => edge(`n${at}`, id));
  const [root] = parseXml(await drawPath(path({ hops, edges })));
  expect(Number(root?.attributes.width)).toBeLessThan(1200);
});

test.each(HOP_KINDS)("knows the kind %s", async (kind) => {
  const drawn = parseXml(await drawPath(path({ hops: [hop("n1", kind)], edges: [] })));
  expect(drawn.find(({ attributes }) => attributes.class === "kind")?.text).toMatch(/^[A-Za-z0-9 ]+$/);
});

test("what leads nowhere is left out, and nothing at all is an empty picture", async () => {
  const lost = await drawPath(path({ edges: [edge("n1", "n9"), edge("n9", "n1")] }));
  expect(lost).not.toContain('class="edge');
  expect(parseXml(await drawPath(path({ hops: [], edges: [] }))).map(({ name }) => name)).toEqual(["svg", "title"]);
});

describe("no name changes what the picture is made of", () => {
  const GRAPHVIZ: readonly (readonly [string, string])[] = [
    ["Graphviz's own escapes", "\\N \\G \\E \\T \\H \\L \\n \\l \\r \\\\"],
    ["a record", "{a|<port> b|{c|d}}"],
    ["a table", "<table><tr><td>a</td></tr></table>"],
    ["the end of a statement", '"]; evil [shape=egg]; "'],
    ["the end of a graph", "} digraph { a -> b }"],
    ["a comment", "/* a */ // b # c"],
    ["letters of another direction", "\u05d0\u05d1\u05d2 \u0627\u0644"],
    ["what no XML may hold", "a\ufffe\uffff\u0000b"],
    ["a picture of two characters", "\u{1f468}\u200d\u{1f469}\u{10fffd}"],
    ["nothing", ""],
    ["blanks", "   "],
  ];
  const hostile = (name: string) =>
    path({
      name,
      region: name,
      hops: path().hops.map((each) => ({ ...each, name, detail: name, urn: name })),
    });
  const shape = (xml: string) => parseXml(xml).filter(({ name }) => name !== "text");
  const made = (xml: string) => shape(xml).map(({ name, attributes, inside }) => [name, attributes.class, inside]);

  test.each([...HOSTILE, ...GRAPHVIZ])("%s", async (_what, name) => {
    const drawn = await drawPath(hostile(name));
    expect(made(drawn)).toEqual(made(svg));
    expect(drawn).not.toMatch(/[\p{Cc}\u200b\u202e\u2066\ufeff]/u);
    expect(drawn).not.toMatch(/\p{Cs}/u);
  });

  test("and none is lost", async () => {
    const drawn = parseXml(await drawPath(hostile('<b>"a"</b>\\N')));
    const names = drawn.filter(({ attributes }) => attributes.class === "name").map(({ text }) => text);
    expect(new Set(names)).toEqual(new Set(['<b>"a"</b>\\N']));
  });

  test("ids are anything as well", async () => {
    const id = (text: string) => `"] evil; ${text}`;
    const hops = path().hops.map((each) => ({ ...each, id: id(each.id) }));
    const edges = path().edges.map((each) => edge(id(each.from), id(each.to), each.is));
    expect(await drawPath(path({ hops, edges }))).toBe(svg);
  });
});

test("hundreds are drawn, one like the other", async () => {
  const drawn = await Promise.all(Array.from({ length: 300 }, () => drawPath(path())));
  expect(new Set(drawn)).toEqual(new Set([svg]));
});
