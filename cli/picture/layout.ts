/** A box to place, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Boxes and the curves between them, in pixels from the top left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The centre of each box, in the given order. */
  readonly middles: readonly Point[];
  /** The points of each line, in the given order: the first, then three for each Bézier curve. */
  readonly curves: readonly (readonly Point[])[];
}

export type Point = readonly [x: number, y: number];

/** Graphviz measures in inches. */
const INCH = 72;
const BOXES = 'nodesep=0.18; ranksep=0.32; margin=0; node [shape=box, fixedsize=true, label=""];';

/** The direction of a path: along a line of text, or down a narrow screen. */
export type Direction = "right" | "down";

/** The direction of Graphviz's layout, and the sides of the boxes at which lines begin and end. */
const FLOWS: Readonly<Record<Direction, string>> = {
  right: "rankdir=LR; edge [arrowhead=none, tailport=e, headport=w];",
  down: "rankdir=TB; edge [arrowhead=none, tailport=s, headport=n];",
};

const loaded = (() => {
  let loading: Promise<(dot: string) => string> | undefined;
  return () => {
    loading ??= import("@hpcc-js/wasm-graphviz").then(async ({ Graphviz }) => {
      const graphviz = await Graphviz.load();
      return (dot: string) => graphviz.layout(dot, "plain", "dot");
    });
    return loading;
  };
})();

/**
 * Places boxes one after the other, by the lines between them (pairs of indices). Graphviz gets only sizes and numbers, so it cannot
 * interpret text of a program.
 */
export async function layOut(
  boxes: readonly Box[],
  lines: readonly (readonly [number, number])[],
  direction: Direction = "right",
): Promise<Layout> {
  const layout = await loaded();
  const nodes = boxes.map(({ width, height }, at) => `${at} [width=${width / INCH}, height=${height / INCH}];`);
  const edges = lines.map(([from, to]) => `${from} -> ${to};`);
  return read(layout(`digraph { ${BOXES} ${FLOWS[direction]} ${nodes.join(" ")} ${edges.join(" ")} }`), lines);
}

/** Reads https://graphviz.org/docs/outputs/plain/ */
function read(plain: string, lines: readonly (readonly [number, number])[]): Layout {
  const rows = plain.split("\n").map((row) => row.split(" "));
  const numbers = (row: readonly string[], from: number, to: number) =>
    row.slice(from, to).map((text) => Number(text) * INCH);
  const [width = 0, height = 0] = numbers(rows.find(([what]) => what === "graph") ?? [], 2, 4);
  const point = ([x = 0, y = 0]: readonly number[]): Point => [x, height - y];
  const middles = rows.filter(([what]) => what === "node");
  const curves = new Map<string, readonly Point[]>();
  for (const row of rows.filter(([what]) => what === "edge")) {
    const flat = numbers(row, 4, 4 + 2 * Number(row[3]));
    const points = Array.from({ length: flat.length / 2 }, (_, at) => point(flat.slice(2 * at, 2 * at + 2)));
    curves.set(`${row[1]} ${row[2]}`, points);
  }
  return {
    width,
    height,
    middles: middles
      .toSorted(([, one], [, other]) => Number(one) - Number(other))
      .map((row) => point(numbers(row, 2, 4))),
    curves: lines.map(([from, to]) => curves.get(`${from} ${to}`) ?? []),
  };
}
