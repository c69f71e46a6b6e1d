import { type Format, isObject } from "../../policies/plan/program";
import type { Document, Refused } from "./document";
import type { Listed } from "./read-document";
import { utc } from "./time";

/** A state of a stack: an export, or what a self-managed backend keeps. */
export function toStack(
  format: Format,
  content: Readonly<Record<string, unknown>>,
  { resources, wrong, stack }: Listed,
): Document | Refused {
  const refused = format.refuse(content) ?? wrong;
  if (refused !== undefined) return { refused };
  // Its manifest stands beside the list of resources.
  const deployment = format.list
    .slice(0, -1)
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), content);
  const manifest = isObject(deployment) ? deployment.manifest : undefined;
  const time = utc(isObject(manifest) ? manifest.time : undefined);
  return { is: "stack", resources, ...(stack ? { stack } : {}), ...(time ? { time } : {}) };
}
