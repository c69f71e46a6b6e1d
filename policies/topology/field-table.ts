/** A path in the properties of a resource; `undefined` where a provider does not have it. */
type Path = string | undefined;

/** Field → its path in each provider. */
export type FieldTable = Readonly<Record<string, readonly [native: Path, classic: Path]>>;

/** Kind → its fields. */
export type FieldTables = Readonly<Record<string, FieldTable>>;
