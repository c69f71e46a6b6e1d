import type { NetworkPath, PathEdge, PathHop } from "../findings/network-path";
import { visible } from "../visible";
import { hopInWords, inWords, KIND_NAMES } from "./in-words";
import { type Direction, layOut, type Point } from "./layout";
import { textLines, widthOf } from "./text-lines";

/** The three sorts of lines in a box, from the top. */
const SORTS = {
  kind: { size: 10, step: 13, weight: "normal", wide: 10, most: 1 },
  // Bold letters are wider.
  name: { size: 13, step: 16, weight: "bold", wide: 15, most: 3 },
  detail: { size: 11, step: 14, weight: "normal", wide: 11.5, most: 6 },
} as const;

const WIDEST = 150;
const NARROWEST = 64;
const PADDING = 9;
/** The space around the picture, for the width of its lines. */
const MARGIN = 3;

/** Colour alone must not show the status: a picture may be printed, and not everyone can see red. */
const MARKS = { open: "", blocked: "✕", unknown: "?" } as const;
const STROKES = {
  open: 'stroke-width="1.2"',
  blocked: 'stroke-width="2.4"',
  unknown: 'stroke-width="1.4" stroke-dasharray="5 4"',
} as const;

/** How a path is drawn. */
export interface DrawOptions {
  readonly direction?: Direction;
  /** The id on the page to which a hop links; `undefined` for no link. */
  readonly linkOf?: (hop: PathHop) => string | undefined;
}

/**
 * Draws a path as an `<svg>` element for use inside HTML. It has no colours of its own: all is `currentColor`, and groups have
 * classes: `hop` or `edge`, the kind of the hop, and `open`, `blocked` or `unknown`. It has no ids. Names are escaped, whatever they
 * contain.
 */
export async function drawPath(
  path: NetworkPath,
  { direction = "right", linkOf = () => undefined }: DrawOptions = {},
): Promise<string> {
  const boxes = path.hops.map(toBox);
  const places = new Map(path.hops.map(({ id }, at) => [id, at]));
  const edges = path.edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, line: [from, to] as const }];
  });
  const lines = edges.map(({ line }) => line);
  const { width, height, middles, curves } = await layOut(boxes, lines, direction);
  const [w, h] = [width, height].map((side) => number(side + 2 * MARGIN));
  const text = escaped(inWords(path));
  const links = path.hops.map(linkOf);
  // Links inside the role "img" cannot be reached by assistive technology; those inside a group can.
  const role = links.some((link) => link !== undefined) ? "group" : "img";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="path ${direction}" role="${role}" aria-label="${text}"`,
    ` width="${w}" height="${h}" viewBox="${-MARGIN} ${-MARGIN} ${w} ${h}" fill="none" stroke="none">`,
    `<title>${text}</title>`,
    ...edges.map(({ edge }, at) => drawEdge(edge, curves[at] ?? [], direction)),
    ...boxes.map((box, at) => linked(drawHop(box, middles[at] ?? [0, 0]), links[at])),
    "</svg>",
  ].join("");
}

function linked(drawn: string, id: string | undefined): string {
  return id === undefined ? drawn : `<a href="#${escaped(id)}">${drawn}</a>`;
}

interface TextBox {
  readonly hop: PathHop;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly { readonly sort: keyof typeof SORTS; readonly text: string }[];
}

function toBox(hop: PathHop): TextBox {
  const texts = { kind: KIND_NAMES[hop.kind], name: visible(hop.name), detail: visible(hop.detail) };
  const lines = (["kind", "name", "detail"] as const).flatMap((sort) => {
    const { wide, most } = SORTS[sort];
    return textLines(texts[sort], wide, WIDEST, most).map((text) => ({ sort, text }));
  });
  const widths = lines.map(({ sort, text }) => widthOf(text, SORTS[sort].wide));
  return {
    hop,
    lines,
    width: Math.ceil(Math.max(NARROWEST, ...widths) + 2 * PADDING),
    height: lines.reduce((sum, { sort }) => sum + SORTS[sort].step, 2 * PADDING),
  };
}

function drawHop({ hop, width, height, lines }: TextBox, [x, y]: Point): string {
  const [left, top] = [x - width / 2, y - height / 2];
  let baseline = top + PADDING - 3;
  const texts = lines.map(({ sort, text }) => {
    baseline += SORTS[sort].step;
    return textAt(left + PADDING, baseline, sort, text);
  });
  const mark = MARKS[hop.is];
  return [
    `<g class="hop ${hop.kind} ${hop.is}"><title>${escaped(hopInWords(hop))}</title>`,
    `<rect x="${number(left)}" y="${number(top)}" width="${width}" height="${height}" rx="6" stroke="currentColor" ${STROKES[hop.is]}/>`,
    ...texts,
    mark === "" ? "" : textAt(left + width - PADDING - 6, top + PADDING + 7, "name", mark, "mark"),
    "</g>",
  ].join("");
}

function textAt(x: number, y: number, sort: keyof typeof SORTS, text: string, what: string = sort): string {
  const { size, weight } = SORTS[sort];
  return `<text class="${what}" x="${number(x)}" y="${number(y)}" font-size="${size}" font-weight="${weight}" fill="currentColor">${escaped(text)}</text>`;
}

function drawEdge({ is }: PathEdge, points: readonly Point[], direction: Direction): string {
  const [start, ...rest] = points;
  const end = rest.at(-1);
  if (!start || !end) return "";
  const pairs = rest.map(pair).join(" ");
  const path = `<path d="M${pair(start)} C${pairs}" stroke="currentColor" ${STROKES[is]}/>`;
  return `<g class="edge ${is}">${path}${arrowHead(end, direction)}</g>`;
}

/** The head points in the direction of the path. */
function arrowHead([x, y]: Point, direction: Direction): string {
  const wings: readonly Point[] =
    direction === "right"
      ? [
          [x - 7, y - 3.5],
          [x - 7, y + 3.5],
        ]
      : [
          [x - 3.5, y - 7],
          [x + 3.5, y - 7],
        ];
  return `<path d="M${pair([x, y])} ${wings.map((wing) => `L${pair(wing)}`).join(" ")} Z" fill="currentColor"/>`;
}

function pair([x, y]: Point): string {
  return `${number(x)},${number(y)}`;
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Escapes XML's special characters, and replaces what XML cannot contain: lone surrogates and two noncharacters. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
