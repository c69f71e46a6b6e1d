import { createHash } from "node:crypto";
import * as path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { FINDINGS_FORMAT, type JudgedFile } from "../findings/document";
import { poolId } from "../html/pool-id";
import { toHtml } from "../html/report";
import { sectionsOf } from "../html/sections";
import { PACK } from "../pack";

/** Writes the report of one stack into a folder; returns the file name, which is the same in each sweep. */
export async function writeReport(judged: JudgedFile, folder: string, today: string): Promise<string> {
  const { file, project, stack } = judged;
  const number = createHash("sha256")
    .update(JSON.stringify([project, stack, file]))
    .digest("hex")
    .slice(0, 12);
  // Replaces unsafe characters of names; the number keeps the file name unique.
  const words = `${project}-${stack}`.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80);
  const name = `${words}-${number}.html`;
  const document = { format: FINDINGS_FORMAT, pack: PACK, files: [judged], refused: [] } as const;
  await writeFileAtomic(path.join(folder, name), await toHtml(document, { today }));
  return name;
}

/** URN of a pool → the anchor of its picture in the report. */
export function picturesIn(judged: JudgedFile): readonly (readonly [string, string])[] {
  return sectionsOf(judged).pools.map(({ path }, index) => [path.pool, poolId(index + 1)] as const);
}
