import { compare } from "../policies/known/order";
import { isRefusal, type Program } from "../policies/plan/program";
import type { PackConfiguration } from "./configuration/pack-configuration";
import { contentOf, countedOnce } from "./estate/given-stacks";
import { linkedTogether, linksOf } from "./estate/stack-links";
import { FINDINGS_FORMAT, type FindingsDocument, type JudgedFile } from "./findings/document";
import { encryptionNote } from "./input/encrypted";
import { readProgramFrom } from "./input/read-program";
import type { Source } from "./input/source";
import { judgePrograms } from "./judge-program";
import { PACK } from "./pack";
import { visible } from "./visible";

/** The results for some files. */
export interface JudgedFiles {
  readonly document: FindingsDocument;
  /** Notes for the user, one line each. */
  readonly notes: readonly string[];
}

/**
 * Judges files: files that are linked by ARM ids are judged as one estate, each stack once. JSON of another kind in a folder, such as
 * `package.json`, is ignored, unless there is no other file.
 */
export async function judgeFiles(
  sources: readonly Source[],
  configuration: PackConfiguration,
  today: string,
): Promise<JudgedFiles> {
  const { programs, refused } = await readPrograms(sources);
  const { groups, notes } = inGroups(programs);
  const judged = new Map<string, JudgedFile>();
  for (const group of groups) {
    for (const file of judgePrograms(group, configuration, today)) judged.set(file.file, file);
  }
  const files = programs.flatMap(({ file }) => judged.get(file) ?? []);
  const document = { format: FINDINGS_FORMAT, pack: PACK, files, refused } as const;
  const encrypted = programs.flatMap(({ file, program }) => {
    const document = judged.get(file);
    return document ? (encryptionNote(program, document) ?? []) : [];
  });
  return { document, notes: [...notes.map(visible), ...encrypted] };
}

/** A program and its file. */
export interface FileProgram {
  readonly file: string;
  readonly program: Program;
}

/** Reads the programs in files; a file that is given twice counts once. */
async function readPrograms(
  sources: readonly Source[],
): Promise<{ readonly programs: readonly FileProgram[]; readonly refused: FindingsDocument["refused"] }> {
  const programs = new Map<string, FileProgram>();
  const refused: { file: string; reason: string; unrelated: boolean }[] = [];
  for (const source of sources) {
    const program = await readProgramFrom(source);
    if (!isRefusal(program)) programs.set(source.name, { file: source.name, program });
    else refused.push({ file: source.name, reason: program.refused, unrelated: program.unrelated && !source.named });
  }
  const counted = programs.size > 0 ? refused.filter(({ unrelated }) => !unrelated) : refused;
  return { programs: [...programs.values()], refused: counted.map(({ file, reason }) => ({ file, reason })) };
}

/** The programs that are judged together, in an order that does not depend on the given order. */
export function inGroups(programs: readonly FileProgram[]): {
  readonly groups: readonly (readonly FileProgram[])[];
  readonly notes: readonly string[];
} {
  if (programs.length < 2) return { groups: [programs], notes: [] };
  const byName = programs.toSorted((one, other) => compare(one.file, other.file));
  const known = byName.map((each) => ({
    ...each,
    content: contentOf(each.program),
    links: linksOf(each.program.resources),
  }));
  const { together, apart, notes } = countedOnce(known);
  return { groups: [...linkedTogether(together), ...apart.map((each) => [each])], notes };
}
