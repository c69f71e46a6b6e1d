import type { PlannedResource } from "../../plan/resource";
import type { Exemption } from "../../settings/exemption";
import type { Undecided } from "../rule";

/** The results for a program so far, for the policies that report on the evaluation itself. */
export interface RunSummary {
  readonly resources: readonly PlannedResource[];
  /** The names of the policies that ran: those that are not disabled. */
  readonly judged: ReadonlySet<string>;
  readonly undecided: readonly Question[];
  readonly exempted: readonly Exempted[];
}

/** A question with the policy that asks it, and the link of this policy. */
export type Question = Undecided & { readonly policy: string; readonly link: string };

/** A finding that does not count. */
export interface Exempted {
  readonly policy: string;
  readonly urn: string;
  /** All exemptions that are about it and have not expired. */
  readonly exemptions: readonly Exemption[];
}
