import * as path from "node:path";
import type { Program } from "../../policies/plan/program";
import { parseUrn } from "../../policies/plan/urn";
import type { JudgedFinding, SourceLocation } from "./document";

/** The position of a resource as the engine writes it: `project:///index.ts#50,17`, relative to the program's folder. */
const POSITION = /^project:\/\/\/([^#]+)#(\d{1,9}),(\d{1,9})$/;

/**
 * Finds where the program creates a resource. For a resource inside a library component, this is where the component is created,
 * because users do not edit the library.
 */
export function locator({ positions, resources }: Program): (urn: string) => SourceLocation | undefined {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  return (urn) => {
    const seen = new Set<string>();
    for (let at: string | undefined = urn; at !== undefined && !seen.has(at); at = parents.get(at)) {
      seen.add(at);
      const place = parsed(positions.get(at));
      if (place && parseUrn(at)?.type !== "pulumi:pulumi:Stack") return place;
    }
    return undefined;
  };
}

function parsed(position: string | undefined): SourceLocation | undefined {
  const [, written = "", line, column] = POSITION.exec(position ?? "") ?? [];
  const file = path.posix.normalize(decoded(written));
  const isOurs = written !== "" && !file.split("/").some((name) => name === "node_modules" || name === "site-packages");
  return isOurs && Number(line) > 0 ? { file, line: Number(line), column: Math.max(1, Number(column)) } : undefined;
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** A position in the repository. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/**
 * Where to show a finding: where its resource is created, if the position is known and inside the repository; else the project
 * file.
 *
 * @param source the project file, relative to the root of the repository.
 */
export function placeOf({ location }: Pick<JudgedFinding, "location">, source: string): Place {
  if (!location) return { file: source, line: 1 };
  const file = path.posix.join(path.posix.dirname(source.replaceAll("\\", "/")), location.file);
  return file.startsWith("..") || path.posix.isAbsolute(location.file)
    ? { file: source, line: 1 }
    : { ...location, file };
}
