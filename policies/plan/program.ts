import type { PlannedResource } from "./resource";

/** A program as a file tells it. */
export interface Program {
  readonly resources: readonly PlannedResource[];
  /** What the file marks as secret: it may be judged, but must not be printed. */
  readonly secrets: readonly string[];
}

/** Why a file cannot be read as a program: one sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

/** Whether reading a file failed. */
export function isRefusal(read: object): read is Refusal {
  return "refused" in read;
}

/** Whether parsed JSON is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts in a list; anything else there is left out. */
export function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

/** Property → URNs, as recordings and states write it. */
export function urnsByProperty(written: unknown): ReadonlyMap<string, readonly string[]> {
  return new Map(isObject(written) ? Object.entries(written).map(([property, urns]) => [property, strings(urns)]) : []);
}
