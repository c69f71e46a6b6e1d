import type { Unknown } from "../known/value";
import type { Reach } from "../reach/reach";
import type { Remedy } from "../remedies/remedy";
import { inWords } from "../remedies/words";
import type { Context } from "../settings/context";
import type { Entity } from "../topology/entity";
import type { Topology } from "../topology/topology";
import type { RunSummary } from "./lib/run-summary";

export type Severity = "low" | "medium" | "high" | "critical";

/** What a violation does: stop the deployment, be shown, or nothing. */
export type Level = "mandatory" | "advisory" | "disabled";

/**
 * One policy: what it demands, and pure functions that find where a program does not meet it.
 * Adding one is a file with this shape, a line in `index.ts`, and its test.
 */
export interface Rule {
  /** Its name in Pulumi; never reused. */
  readonly name: string;
  /** Names that it had before: exemptions may keep them. A level has to be given to the present name; Pulumi knows no other. */
  readonly aliases?: readonly string[];
  /** The requirement, as a sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** Its level in the presets. `audit` is `strict` with every level lowered to advisory. */
  readonly levels: { readonly recommended: Level; readonly strict: Level };
  /** Microsoft's page on the requirement. */
  readonly link: string;
  /** What it passes over in silence because nobody could tell, and why; for its page. */
  readonly limits?: readonly string[];
  /** For what one resource alone decides, from its inputs: runs before the resource is created. */
  readonly checkEntity?: (entity: Entity, context: Context) => readonly Item[];
  /** For the path of a pool's nodes to node management: runs once for the whole stack, and reads its traces. */
  readonly checkReach?: (reach: Reach, context: Context) => readonly Item[];
  /** For everything else: runs once for the whole stack. */
  readonly checkTopology?: (topology: Topology, context: Context) => readonly Item[];
  /** For policies about the judging itself: runs once for the whole stack, with what the policies before it came to. */
  readonly checkRunSummary?: (summary: RunSummary, context: Context) => readonly Finding[];
}

export type Item = Finding | Undecided;

/** One violation at one place. */
export interface Finding {
  readonly kind: "finding";
  /** The resource where it is fixed. */
  readonly urn: string;
  /** The property that is at fault; `""` where one is missing altogether. */
  readonly path: string;
  /** What is there: names, values. One line. */
  readonly found: string;
  /** Why it matters here. One line. */
  readonly why: string;
  /** What to change: all of these. */
  readonly remedies: readonly Remedy[];
  /** The same in words, a line each. */
  readonly change: readonly string[];
  /** Lowers this one finding below the level of its policy. */
  readonly advisory?: boolean;
  /** Differs from the policy's where this finding weighs more or less. */
  readonly severity?: Severity;
  /** The security rule at fault, for exemptions. */
  readonly securityRule?: string;
  /** Differs from the policy's where another page helps more. */
  readonly link?: string;
  /** The pools that it is about, by URN, where it stands on another resource. */
  readonly pools?: readonly string[];
}

/** A question that cannot be answered before deployment. */
export interface Undecided {
  readonly kind: "undecided";
  /** The pool or account it is about. */
  readonly urn: string;
  /** What cannot be told, as a clause: "whether …". */
  readonly question: string;
  readonly unknowns: readonly Unknown[];
  /** What holds otherwise, as a sentence: told whether the deployment decides or not. */
  readonly note?: string;
  /** What to do about it, as a sentence, where the deployment will not tell either. */
  readonly advice?: string;
  /** The change that `advice` tells, where it adds a rule to a group: it has to fit what findings propose there. */
  readonly remedy?: Remedy;
  /** The ARM id of what lies outside of the program and would tell. */
  readonly outside?: string;
}

/** Makes a finding, with the sentences of its remedies. */
export function finding(parts: Omit<Finding, "kind" | "change">): Finding {
  return { kind: "finding", ...parts, change: parts.remedies.flatMap(inWords) };
}

/** Whether a deployment of the program shows any of these values. */
export function waitsFor(unknowns: readonly Unknown[]): boolean {
  return unknowns.some(({ stays }) => !stays);
}

/** Makes a question. `advise` tells what to do about it where no value is left that a deployment would tell. */
export function openQuestion(parts: Omit<Undecided, "kind" | "advice">, advise: () => string | undefined): Undecided {
  const advice = waitsFor(parts.unknowns) ? undefined : advise();
  return { kind: "undecided", ...parts, ...(advice === undefined ? {} : { advice }) };
}

/** Whether a policy is judged once for the whole stack, and not only resource by resource. */
export function judgesStack({ checkReach, checkTopology, checkRunSummary }: Rule): boolean {
  return [checkReach, checkTopology, checkRunSummary].some((check) => check !== undefined);
}
