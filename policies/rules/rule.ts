import type { Unknown } from "../known/value";
import type { Reach } from "../reach/reach";
import type { Remedy } from "../remedies/remedy";
import { inWords } from "../remedies/words";
import type { Context } from "../settings/context";
import type { Entity } from "../topology/entity";
import type { Topology } from "../topology/topology";
import type { RunSummary } from "./lib/run-summary";

export type Severity = "low" | "medium" | "high" | "critical";

/** The effect of a violation: it stops the deployment, is only reported, or is not reported. */
export type Level = "mandatory" | "advisory" | "disabled";

/**
 * One policy: its requirement, and pure functions that find violations of it in a program.
 * A new policy is a file with such a constant, a line in `index.ts`, and a test.
 */
export interface Rule {
  /** Its name in Pulumi; never reused. */
  readonly name: string;
  /** Former names, which exemptions may still use. A configuration of levels needs the present name: Pulumi knows no other. */
  readonly aliases?: readonly string[];
  /** The requirement, as a sentence. */
  readonly title: string;
  readonly severity: Severity;
  /** Its level in the presets. `audit` is `strict` with every level lowered to advisory. */
  readonly levels: { readonly recommended: Level; readonly strict: Level };
  /** Microsoft's page on the requirement. */
  readonly link: string;
  /** The cases that it does not report because they cannot be decided, and why; for its page. */
  readonly limits?: readonly string[];
  /** For checks that need only the inputs of one resource: runs before the resource is created. */
  readonly checkEntity?: (entity: Entity, context: Context) => readonly Item[];
  /** For the path of a pool's nodes to node management: runs once for the whole stack, and reads its traces. */
  readonly checkReach?: (reach: Reach, context: Context) => readonly Item[];
  /** For everything else: runs once for the whole stack. */
  readonly checkTopology?: (topology: Topology, context: Context) => readonly Item[];
  /** For policies that report on the evaluation itself: runs once for the whole stack, with the results of the earlier policies. */
  readonly checkRunSummary?: (summary: RunSummary, context: Context) => readonly Finding[];
}

export type Item = Finding | Undecided;

/** One violation at one place. */
export interface Finding {
  readonly kind: "finding";
  /** The resource where it is fixed. */
  readonly urn: string;
  /** The property at fault; `""` if there is none. */
  readonly path: string;
  /** The fault, with names and values. One line. */
  readonly found: string;
  /** Why it matters. One line. */
  readonly why: string;
  /** The changes to make: all of these. */
  readonly remedies: readonly Remedy[];
  /** The remedies in words, one line each. */
  readonly change: readonly string[];
  /** Makes this finding advisory, whatever the level of its policy. */
  readonly advisory?: boolean;
  /** The severity, if it differs from that of the policy. */
  readonly severity?: Severity;
  /** The security rule at fault, for exemptions. */
  readonly securityRule?: string;
  /** The link, if another page than that of the policy is more helpful. */
  readonly link?: string;
  /** The URNs of the pools that it is about, if it is reported on another resource. */
  readonly pools?: readonly string[];
}

/** A question that cannot be answered before deployment. */
export interface Undecided {
  readonly kind: "undecided";
  /** The pool or account it is about. */
  readonly urn: string;
  /** The undecided question, as a clause: "whether …". */
  readonly question: string;
  readonly unknowns: readonly Unknown[];
  /** The consequence if the answer is no, as a sentence; it is reported even if the deployment answers the question. */
  readonly note?: string;
  /** What to do, as a sentence, if the deployment does not answer the question. */
  readonly advice?: string;
  /** The change that `advice` describes, if it adds a rule to a group: it must fit the changes that findings propose for the group. */
  readonly remedy?: Remedy;
  /** The ARM id of the resource outside of the program that would answer the question. */
  readonly outside?: string;
}

/** Creates a finding, with its remedies in words. */
export function finding(parts: Omit<Finding, "kind" | "change">): Finding {
  return { kind: "finding", ...parts, change: parts.remedies.flatMap(inWords) };
}

/** Whether any of these values becomes known when the program is deployed. */
export function waitsFor(unknowns: readonly Unknown[]): boolean {
  return unknowns.some(({ stays }) => !stays);
}

/** Creates a question. `advise` returns what to do if no value that decides it becomes known at deployment. */
export function openQuestion(parts: Omit<Undecided, "kind" | "advice">, advise: () => string | undefined): Undecided {
  const advice = waitsFor(parts.unknowns) ? undefined : advise();
  return { kind: "undecided", ...parts, ...(advice === undefined ? {} : { advice }) };
}

/** Whether a policy runs once for the whole stack, and not only for each resource. */
export function judgesStack({ checkReach, checkTopology, checkRunSummary }: Rule): boolean {
  return [checkReach, checkTopology, checkRunSummary].some((check) => check !== undefined);
}
