/** What a command says, and its exit status: 0 = done, 2 = asked for something that cannot be done. */
export interface Answer {
  readonly status: 0 | 1 | 2;
  /** For stdout. */
  readonly output?: string;
  /** For stderr. */
  readonly complaint?: string;
}

/** The answer to a question that makes no sense. */
export function refuse(complaint: string): Answer {
  return { status: 2, complaint };
}
