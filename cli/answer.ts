/** The exit status of a command: 0 = clean, 1 = mandatory findings exist, 2 = the command failed. */
export type Status = 0 | 1 | 2;

/** The output of a command and its exit status. */
export interface Answer {
  readonly status: Status;
  /** For stdout. */
  readonly output?: string;
  /** For stderr. */
  readonly complaint?: string;
}

/** The answer of a command that fails. */
export function refuse(complaint: string): Answer {
  return { status: 2, complaint };
}
