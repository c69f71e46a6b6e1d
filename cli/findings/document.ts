import type { Edit } from "../../policies/remedies/edits";
import type { Change } from "../../policies/remedies/remedy";
import type { Severity } from "../../policies/rules/rule";
import type { NetworkPath } from "./network-path";

/** The `format` of a findings document; its schema is `schemas/findings.schema.json`. */
export const FINDINGS_FORMAT = "azure-batch-guard findings 1";

/** What judging some files came to: what `check --format json` writes and `report` reads. */
export interface FindingsDocument {
  readonly format: typeof FINDINGS_FORMAT;
  readonly pack: { readonly name: string; readonly version: string };
  readonly files: readonly JudgedFile[];
  /** Files that could not be judged. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** What judging one file came to. */
export interface JudgedFile {
  readonly file: string;
  /** Out of the URNs; `""` where the file has none. */
  readonly project: string;
  readonly stack: string;
  /** The level of each policy that judged; left out where only the engine knows. */
  readonly policies?: Readonly<Record<string, EffectiveLevel>>;
  /** Those that the CLI shows first come first. */
  readonly findings: readonly JudgedFinding[];
  /** What an earlier run found, and this one does not; there where it was compared with one. */
  readonly fixed?: readonly JudgedFinding[];
  /** Findings that do not count; left out where only the engine knows. */
  readonly exempted?: readonly ExemptedFinding[];
  /** What is found in other stacks about the pools of this one; left out where only the engine knows. */
  readonly pointers?: readonly Pointer[];
  /** The path of each pool to the Batch service; left out where only the engine knows. */
  readonly networkPaths?: readonly NetworkPath[];
}

export type EffectiveLevel = "mandatory" | "advisory";

/** A finding as the engine reports it, with evidence where it was judged here. */
export interface JudgedFinding {
  readonly policy: string;
  readonly level: EffectiveLevel;
  readonly severity: Severity;
  /** What it is about; the stack itself where it is about no resource. */
  readonly urn: string;
  readonly message: string;
  /** Whether an earlier run found it, too; there where this one was compared with one. */
  readonly since?: "new" | "unchanged";
  /** Where the program makes the resource, where the file tells. */
  readonly location?: SourceLocation;
  readonly evidence?: Evidence;
}

/** Where to read what keeps a pool of one stack from working in another stack, which owns the resource to change. */
export interface Pointer {
  readonly policy: string;
  readonly level: EffectiveLevel;
  readonly severity: Severity;
  /** The pool. */
  readonly urn: string;
  /** What is found, and in which stack. */
  readonly message: string;
  /** Where the finding stands: the resource, and its stack. */
  readonly at: { readonly urn: string; readonly project: string; readonly stack: string };
}

/** A place in the source of a program. */
export interface SourceLocation {
  /** From the folder of the project, with `/`. */
  readonly file: string;
  /** From 1, as is the column. */
  readonly line: number;
  readonly column: number;
}

/** What a finding rests on. */
export interface Evidence {
  /** The property at fault, as a path; `""` where one is missing altogether. */
  readonly path: string;
  readonly found: string;
  readonly why: string;
  readonly change: readonly string[];
  /** The same as data, each enough by itself, the smallest first; left out where there is none. */
  readonly remedies?: readonly RemedyDocument[];
  readonly securityRule?: string;
}

/** One way to fix a finding. */
export interface RemedyDocument {
  /** One line for each change that comes after the other. */
  readonly words: readonly string[];
  /** What is done, in this order: "add security rule". */
  readonly changes: readonly Change["do"][];
  /** The changes to the program; none where only people can make them. */
  readonly edits: readonly Edit[];
}

/** A finding that was accepted, and by what. */
export interface ExemptedFinding extends JudgedFinding {
  readonly exemptions: readonly {
    /** Its place in the configuration. */
    readonly at: string;
    readonly reason: string;
    /** Left out for Pulumi's own exceptions, which last until they are removed. */
    readonly expires?: string;
    readonly ticket?: string;
  }[];
}
