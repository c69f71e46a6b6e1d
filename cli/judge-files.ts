import { isRefusal } from "../policies/plan/program";
import type { PackConfiguration } from "./configuration/pack-configuration";
import { FINDINGS_FORMAT, type FindingsDocument, type JudgedFile } from "./findings/document";
import { encryptionNote } from "./input/encrypted";
import { readProgramFrom } from "./input/read-program";
import type { Source } from "./input/source";
import { judgeProgram } from "./judge-program";
import { PACK } from "./pack";

/** What judging some files came to. */
export interface JudgedFiles {
  readonly document: FindingsDocument;
  /** What the user should know besides, a line each. */
  readonly notes: readonly string[];
}

/**
 * Judges files one after the other. JSON that lies in a folder but claims to be no program (a `package.json`) is passed over,
 * unless there is nothing else.
 */
export async function judgeFiles(
  sources: readonly Source[],
  configuration: PackConfiguration,
  today: string,
): Promise<JudgedFiles> {
  const files: JudgedFile[] = [];
  const notes: string[] = [];
  const refused: { file: string; reason: string; foreign: boolean }[] = [];
  for (const source of sources) {
    const program = await readProgramFrom(source);
    if (!isRefusal(program)) {
      const judged = judgeProgram(source.name, program, configuration, today);
      files.push(judged);
      notes.push(...[encryptionNote(program, judged)].filter((note) => note !== undefined));
    } else refused.push({ file: source.name, reason: program.refused, foreign: program.foreign && !source.named });
  }
  const counted = files.length > 0 ? refused.filter(({ foreign }) => !foreign) : refused;
  const document = {
    format: FINDINGS_FORMAT,
    pack: PACK,
    files,
    refused: counted.map(({ file, reason }) => ({ file, reason })),
  } as const;
  return { document, notes };
}
