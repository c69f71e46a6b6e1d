/** From where a resource outside of the program is known. */
export interface Provenance {
  /** What messages call the source: `network/prod`, or the name of a file. */
  readonly name: string;
  readonly kind: "stack" | "azure" | "terraform";
  /** The day that it is known of: `yyyy-mm-dd`. */
  readonly day: string;
}
