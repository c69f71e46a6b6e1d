/** How a fact about Batch is covered: by cases in tables of policies or, where a program does not show it, by a line of docs/limits.md. */
export interface Covered {
  readonly number: number;
  readonly says: string;
  /** Policy and the title of a case in its table. */
  readonly by: readonly (readonly [policy: string, title: string])[];
  /** The beginning of its line in the table of docs/limits.md. */
  readonly unseen?: string;
}
