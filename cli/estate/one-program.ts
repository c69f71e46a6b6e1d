import { compare } from "../../policies/known/order";
import { isRefusal, type Program } from "../../policies/plan/program";
import { readProgramFrom } from "../input/read-program";
import type { Source } from "../input/source";
import { visible } from "../visible";
import { contentOf, countedOnce } from "./given-stacks";

/** Combines all programs. If a URN occurs twice, the last one counts, as in the host. */
export function asOne(programs: readonly Program[]): Program {
  const [only, ...others] = programs;
  if (only && others.length === 0) return only;
  return {
    resources: programs.flatMap(({ resources }) => resources),
    analyzed: programs.flatMap(({ analyzed }) => analyzed),
    secrets: [...new Set(programs.flatMap(({ secrets }) => secrets))],
    positions: new Map(programs.flatMap(({ positions }) => [...positions])),
    encrypted: programs.flatMap(({ encrypted }) => encrypted),
  };
}

/**
 * Combines the programs in some files, each stack once, with notes on files that are ignored. Throws one sentence if a file cannot
 * be read, or if it is unknown which of several states of a stack is newer.
 */
export async function readAsOne(
  sources: readonly Source[],
): Promise<{ readonly program: Program; readonly notes: readonly string[] }> {
  const programs: { readonly file: string; readonly program: Program }[] = [];
  for (const source of sources) {
    const program = await readProgramFrom(source);
    if (isRefusal(program)) throw new Error(visible(program.refused));
    programs.push({ file: source.name, program });
  }
  if (programs.length < 2) return { program: asOne(programs.map(({ program }) => program)), notes: [] };
  const byName = programs.toSorted((one, other) => compare(one.file, other.file));
  const counted = countedOnce(byName.map((each) => ({ ...each, content: contentOf(each.program) })));
  const [contradiction] = counted.apart;
  const notes = counted.notes.map(visible);
  if (contradiction) throw new Error(notes.find((note) => note.includes("which is newer")) ?? notes.join(" "));
  return { program: asOne(counted.together.map(({ program }) => program)), notes };
}
