/** The names by which a resource can be called. */
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
