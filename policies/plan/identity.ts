/** The names that identify a resource. */
export interface Identity {
  readonly urn: string;
  /** The name in the program. */
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  /** The Azure name, where it is known. */
  readonly azureName: string | undefined;
  /** The ARM id, where it is known. */
  readonly armId: string | undefined;
}
