/** The source of information about a resource outside of the program. */
export interface Provenance {
  /** The name of the source in messages: `network/prod`, or the name of a file. */
  readonly name: string;
  readonly kind: "stack" | "azure" | "terraform";
  /** The day of the source's data: `yyyy-mm-dd`. */
  readonly day: string;
}
