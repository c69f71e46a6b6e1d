/** How a fact about Batch is covered: by cases of policies' tables, and, where a program cannot show it, by a line of docs/limits.md. */
export interface Covered {
  readonly number: number;
  readonly says: string;
  /** Policy and the title of a case in its table. */
  readonly by: readonly (readonly [policy: string, title: string])[];
  /** The beginning of a line in the table of docs/limits.md of what cannot be seen. */
  readonly unseen?: string;
}
