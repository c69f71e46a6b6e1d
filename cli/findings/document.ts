import type { Edit } from "../../policies/remedies/edits";
import type { Change } from "../../policies/remedies/remedy";
import type { Severity } from "../../policies/rules/rule";
import type { NetworkPath } from "./network-path";

/** The `format` of a findings document; its schema is `schemas/findings.schema.json`. */
export const FINDINGS_FORMAT = "azure-batch-guard findings 1";

/** The result of judging some files: `check --format json` writes it, `report` reads it. */
export interface FindingsDocument {
  readonly format: typeof FINDINGS_FORMAT;
  readonly pack: { readonly name: string; readonly version: string };
  readonly files: readonly JudgedFile[];
  /** Files that could not be judged. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** The result of judging one file. */
export interface JudgedFile {
  readonly file: string;
  /** Taken from the URNs; `""` if the file has none. */
  readonly project: string;
  readonly stack: string;
  /** The level of each evaluated policy; omitted for engine events, which do not contain it. */
  readonly policies?: Readonly<Record<string, EffectiveLevel>>;
  /** In the order of the Pulumi CLI. */
  readonly findings: readonly JudgedFinding[];
  /** Findings of the earlier run that this run no longer has; set if the runs were compared. */
  readonly fixed?: readonly JudgedFinding[];
  /** Findings that do not count; omitted for engine events. */
  readonly exempted?: readonly ExemptedFinding[];
  /** Findings in other stacks about the pools of this one; omitted for engine events. */
  readonly pointers?: readonly Pointer[];
  /** The path of each pool to the Batch service; omitted for engine events. */
  readonly networkPaths?: readonly NetworkPath[];
}

export type EffectiveLevel = "mandatory" | "advisory";

/** A finding as the engine reports it, with evidence if it was judged by this command. */
export interface JudgedFinding {
  readonly policy: string;
  readonly level: EffectiveLevel;
  readonly severity: Severity;
  /** The resource that it is about; the stack if it is about no resource. */
  readonly urn: string;
  readonly message: string;
  /** Whether the earlier run found it too; set if the runs were compared. */
  readonly since?: "new" | "unchanged";
  /** Where the program creates the resource, if the file has the position. */
  readonly location?: SourceLocation;
  readonly evidence?: Evidence;
}

/** A reference from a pool to a finding in another stack, which owns the resource to change. */
export interface Pointer {
  readonly policy: string;
  readonly level: EffectiveLevel;
  readonly severity: Severity;
  /** The pool. */
  readonly urn: string;
  /** The finding and its stack. */
  readonly message: string;
  /** The resource of the finding and its stack. */
  readonly at: { readonly urn: string; readonly project: string; readonly stack: string };
}

/** A place in the source of a program. */
export interface SourceLocation {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  /** Line and column start at 1. */
  readonly line: number;
  readonly column: number;
}

/** The evidence of a finding. */
export interface Evidence {
  /** The path of the property at fault; `""` if a whole property is missing. */
  readonly path: string;
  readonly found: string;
  readonly why: string;
  readonly change: readonly string[];
  /** `change` as data: alternatives, the smallest first; omitted if there are none. */
  readonly remedies?: readonly RemedyDocument[];
  readonly securityRule?: string;
}

/** One way to fix a finding. */
export interface RemedyDocument {
  /** One line per change, in order. */
  readonly words: readonly string[];
  /** The kinds of change, in order: "add security rule". */
  readonly changes: readonly Change["do"][];
  /** The edits of the program; empty if only a person can make the change. */
  readonly edits: readonly Edit[];
}

/** An accepted finding, and what accepts it. */
export interface ExemptedFinding extends JudgedFinding {
  readonly exemptions: readonly {
    /** Its place in the configuration. */
    readonly at: string;
    readonly reason: string;
    /** Omitted for Pulumi's own exceptions, which do not expire. */
    readonly expires?: string;
    readonly ticket?: string;
  }[];
}
