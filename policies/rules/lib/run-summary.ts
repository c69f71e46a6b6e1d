import type { PlannedResource } from "../../plan/resource";
import type { Exemption } from "../../settings/exemption";
import type { Undecided } from "../rule";

/** What the judging of a program came to so far, for the policies that are about the judging itself. */
export interface RunSummary {
  readonly resources: readonly PlannedResource[];
  /** The names of the policies that judged: those that are not disabled. */
  readonly judged: ReadonlySet<string>;
  readonly undecided: readonly Question[];
  readonly exempted: readonly Exempted[];
}

/** A question with the policy that asks it, and the page on its requirement. */
export type Question = Undecided & { readonly policy: string; readonly link: string };

/** A finding that does not count. */
export interface Exempted {
  readonly policy: string;
  readonly urn: string;
  /** All exemptions that are about it and have not expired. */
  readonly exemptions: readonly Exemption[];
}
