import * as path from "node:path";
import type { Program } from "../../policies/plan/program";
import { parseUrn } from "../../policies/plan/urn";
import type { JudgedFinding, SourceLocation } from "./document";

/** Where the engine says a resource is made: `project:///index.ts#50,17`, from the folder of the program. */
const POSITION = /^project:\/\/\/([^#]+)#(\d{1,9}),(\d{1,9})$/;

/**
 * Tells where in the program a resource is made. One that a component out of a library makes is shown where the component is
 * made: nobody edits the library.
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

/** A place in the repository. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/**
 * Where to show a finding: where its resource is made, if that is known and in the repository; else the file of the project.
 *
 * @param source the file of the project, from the root of the repository.
 */
export function placeOf({ location }: Pick<JudgedFinding, "location">, source: string): Place {
  if (!location) return { file: source, line: 1 };
  const file = path.posix.join(path.posix.dirname(source.replaceAll("\\", "/")), location.file);
  return file.startsWith("..") || path.posix.isAbsolute(location.file)
    ? { file: source, line: 1 }
    : { ...location, file };
}
