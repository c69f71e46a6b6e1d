import { isRefusal } from "../policies/plan/program";
import type { PackConfiguration } from "./configuration/pack-configuration";
import { FINDINGS_FORMAT, type FindingsDocument, type JudgedFile } from "./findings/document";
import { readProgramFrom } from "./input/read-program";
import type { Source } from "./input/source";
import { judgeProgram } from "./judge-program";
import { PACK } from "./pack";

/**
 * Judges files one after the other. JSON that lies in a folder but claims to be no program (a `package.json`) is passed over,
 * unless there is nothing else.
 */
export async function judgeFiles(
  sources: readonly Source[],
  configuration: PackConfiguration,
  today: string,
): Promise<FindingsDocument> {
  const files: JudgedFile[] = [];
  const refused: { file: string; reason: string; foreign: boolean }[] = [];
  for (const source of sources) {
    const program = await readProgramFrom(source);
    if (!isRefusal(program)) files.push(judgeProgram(source.name, program, configuration, today));
    else refused.push({ file: source.name, reason: program.refused, foreign: program.foreign && !source.named });
  }
  const counted = files.length > 0 ? refused.filter(({ foreign }) => !foreign) : refused;
  return {
    format: FINDINGS_FORMAT,
    pack: PACK,
    files,
    refused: counted.map(({ file, reason }) => ({ file, reason })),
  };
}
