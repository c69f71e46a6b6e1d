import type { FindingsDocument, JudgedFile, JudgedFinding } from "./document";
import { identities } from "./identity";

/**
 * A document in which each finding says whether it is new since an earlier run, and each file which ones are fixed. A finding
 * is known by its policy and resource, not by its message. What the earlier run found in stacks that are not there any more is
 * neither; nor is, after a run that was not judged to the end, what it did not come to.
 */
export function compared(document: FindingsDocument, earlier: FindingsDocument): FindingsDocument {
  // The engine tells no evidence: what it found is compared by policy and resource alone.
  const hasEvidence = [document, earlier].every(({ files }) => files.every(({ policies }) => policies !== undefined));
  const before = new Map(earlier.files.map((file) => [stackOf(file), file]));
  const isWhole = document.refused.length === 0;
  const files = document.files.map((file): JudgedFile => {
    const old = identified(before.get(stackOf(file))?.findings ?? [], hasEvidence);
    const now = identified(file.findings, hasEvidence);
    const accepted = identified(file.exempted ?? [], hasEvidence);
    const fixed = [...old].filter(([identity]) => isWhole && !now.has(identity) && !accepted.has(identity));
    return {
      ...file,
      findings: [...now].map(([identity, finding]) => ({ ...finding, since: old.has(identity) ? "unchanged" : "new" })),
      fixed: fixed.map(([, finding]) => finding),
    };
  });
  return { ...document, files };
}

/** How many findings are new, and how many fixed, since an earlier run; `undefined` where there is none to compare with. */
export function changesIn({
  files,
}: Pick<FindingsDocument, "files">):
  | { readonly added: number; readonly fixed: number; readonly unchanged: number }
  | undefined {
  if (files.every(({ fixed }) => fixed === undefined)) return undefined;
  const findings = files.flatMap((file) => file.findings);
  const added = findings.filter(({ since }) => since === "new").length;
  const fixed = files.reduce((sum, file) => sum + (file.fixed?.length ?? 0), 0);
  return { added, fixed, unchanged: findings.length - added };
}

/** The same in words: `1 new, 2 fixed, 3 unchanged`. */
export function changesInWords(document: Pick<FindingsDocument, "files">): string {
  const changes = changesIn(document);
  return changes ? `${changes.added} new, ${changes.fixed} fixed, ${changes.unchanged} unchanged` : "";
}

function stackOf({ project, stack, file }: JudgedFile): string {
  return stack === "" ? file : JSON.stringify([project, stack]);
}

function identified(findings: readonly JudgedFinding[], hasEvidence: boolean): ReadonlyMap<string, JudgedFinding> {
  const identify = identities(hasEvidence);
  return new Map(findings.map((finding) => [identify(finding), finding]));
}
