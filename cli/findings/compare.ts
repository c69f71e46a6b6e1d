import type { FindingsDocument, JudgedFile, JudgedFinding } from "./document";
import { identities } from "./identity";

/**
 * Marks each finding as new or unchanged since an earlier run, and lists the fixed findings of each file. Policy and resource
 * identify a finding, not its message. Earlier findings of stacks that no longer exist are not fixed; nor are any findings if this
 * run could not judge all files.
 */
export function compared(document: FindingsDocument, earlier: FindingsDocument): FindingsDocument {
  // The engine does not report evidence: its findings are compared by policy and resource only.
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

/** The numbers of new, fixed and unchanged findings since an earlier run; `undefined` without an earlier run. */
function changesIn({
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

/** These numbers as text: `1 new, 2 fixed, 3 unchanged`. */
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
