import { styleText } from "node:util";
import type { World } from "./world";

const STYLES = { bad: ["red", "bold"], odd: "yellow", good: "green", title: "bold", aside: "dim" } as const;

/** Colours a part of a line, or leaves it unchanged. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

/** For files, pipes, and terminals without colours. */
export const PLAIN: Paint = (_style, text) => text;

/** The paint for the output of this run. */
export function paintFor({ colours }: Pick<World, "colours">): Paint {
  return colours ? (style, text) => styleText([STYLES[style]].flat(), text) : PLAIN;
}
