import { type Format, isObject } from "../../policies/plan/program";
import type { Document, Refused } from "./document";
import type { Listed } from "./read-document";
import { utc } from "./time";

/** The state of a stack: an export, or a file of a self-managed backend. */
export function toStack(
  format: Format,
  content: Readonly<Record<string, unknown>>,
  { resources, wrong, stack }: Listed,
): Document | Refused {
  const refused = format.refuse(content) ?? wrong;
  if (refused !== undefined) return { refused };
  // The manifest has the same parent as the list of resources.
  const deployment = format.list
    .slice(0, -1)
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), content);
  const manifest = isObject(deployment) ? deployment.manifest : undefined;
  const time = utc(isObject(manifest) ? manifest.time : undefined);
  return { is: "stack", resources, ...(stack ? { stack } : {}), ...(time ? { time } : {}) };
}
