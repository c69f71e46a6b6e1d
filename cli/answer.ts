/** How a command ended: 0 = clean, 1 = there are mandatory findings, 2 = it could not be done. */
export type Status = 0 | 1 | 2;

/** What a command says, and its exit status. */
export interface Answer {
  readonly status: Status;
  /** For stdout. */
  readonly output?: string;
  /** For stderr. */
  readonly complaint?: string;
}

/** The answer to what cannot be done. */
export function refuse(complaint: string): Answer {
  return { status: 2, complaint };
}
