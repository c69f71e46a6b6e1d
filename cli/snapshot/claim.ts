import type { Coverage } from "../../policies/estate/snapshot";
import { isObject } from "../../policies/plan/program";
import type { Document, Refused } from "./document";
import { utc } from "./time";

/** The `format` of the file that declares which resources a folder of Azure responses lists in full. */
export const CLAIM_FORMAT = "azure-batch-guard coverage 1";

/** Reads the file that declares which subscriptions and types the other files of its folder list in full. */
export function readClaim(content: Readonly<Record<string, unknown>>): Document | Refused {
  const coverage = toCoverage(content.coverage);
  if (typeof coverage === "string") return { refused: coverage };
  const { name } = content;
  const time = utc(content.time);
  if (content.time !== undefined && time === undefined)
    return { refused: "has a time that is none: write it as 2026-11-27T02:00:00Z." };
  return {
    is: "coverage",
    claim: { coverage, ...(typeof name === "string" && name !== "" ? { name } : {}), ...(time ? { time } : {}) },
  };
}

/** The coverage, or the end of a sentence on what is wrong with it. */
function toCoverage(written: unknown): readonly Coverage[] | string {
  if (!Array.isArray(written)) return 'has no list "coverage".';
  const read = written.map(toOne);
  const wrong = read.indexOf(undefined);
  if (wrong >= 0) return `has a wrong entry: coverage[${wrong}] needs a "subscription" and a list "types".`;
  return read.filter((each) => each !== undefined);
}

function toOne(written: unknown): Coverage | undefined {
  if (!isObject(written)) return undefined;
  const { subscription, resourceGroup, types } = written;
  if (typeof subscription !== "string" || subscription === "" || !Array.isArray(types)) return undefined;
  if (!types.every((type) => typeof type === "string" && type !== "")) return undefined;
  if (resourceGroup !== undefined && (typeof resourceGroup !== "string" || resourceGroup === "")) return undefined;
  return { subscription, ...(resourceGroup === undefined ? {} : { resourceGroup }), types };
}
