import type { Snapshot } from "../../policies/estate/snapshot";
import { toJson } from "../json";

/** A snapshot as JSON, with one resource on each line: this keeps large files small, and shows changes line by line. */
export function snapshotJson({ format, sources }: Snapshot): string {
  const texts = sources.map(({ resources, ...source }) => {
    const head = toJson(source).trimEnd().slice(0, -2);
    const lines = resources.map((resource) => compact(resource)).join(",\n");
    return `${head},\n  "resources": [${lines === "" ? "" : `\n${lines}\n`}]\n}`;
  });
  return `{\n"format": ${JSON.stringify(format)},\n"sources": [\n${texts.join(",\n")}\n]\n}\n`;
}

/** JSON on one line, with the commands of CI systems escaped as in `toJson`. */
function compact(value: unknown): string {
  return JSON.stringify(value).replaceAll(/##(?=vso\[|\[)/gi, "#\\u0023");
}
