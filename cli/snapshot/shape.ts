/** The parts of a value that are kept, because the policies read them. */
export interface Shape {
  /** Whether and how a string, number or boolean is kept; for a list, this applies to its elements. */
  readonly scalar?: "as it is" | Cleaner;
  /** The properties of an object that are kept. Without any, only its presence is kept. */
  readonly fields?: Readonly<Record<string, Shape>>;
}

/** Reduces a text to the part that is read: the rest may contain a secret. */
export type Cleaner = (text: string) => string;

/** A string, number or boolean. */
export const SCALAR: Shape = { scalar: "as it is" };

/** A value of which only its presence matters. */
export const PRESENCE: Shape = { fields: {} };

/** An object: the names of its scalar properties, and the shapes of the others. */
export function object(scalars: string, others: Readonly<Record<string, Shape>> = {}): Shape {
  const names = scalars.split(/\s+/).filter((name) => name !== "");
  return { fields: { ...Object.fromEntries(names.map((name) => [name, SCALAR])), ...others } };
}

/** The union of two shapes: for a value that may have either, or an object that two tables describe. */
export function merged(one: Shape | undefined, other: Shape): Shape {
  if (!one) return other;
  const scalar = one.scalar ?? other.scalar;
  const names = new Set([...Object.keys(one.fields ?? {}), ...Object.keys(other.fields ?? {})]);
  const fields = [...names].map((name): [string, Shape] => {
    const [first, second] = [one.fields?.[name], other.fields?.[name]];
    return [name, first && second ? merged(first, second) : ((first ?? second) as Shape)];
  });
  return {
    ...(scalar ? { scalar } : {}),
    ...(one.fields || other.fields ? { fields: Object.fromEntries(fields) } : {}),
  };
}
