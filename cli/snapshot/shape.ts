/** What is kept of a value, by what the policies read in it. */
export interface Shape {
  /** Whether a text, number or boolean is kept, and how; lists stand for their elements. */
  readonly scalar?: "as it is" | Cleaner;
  /** What is kept of an object, by name. Without any, only that it is there. */
  readonly fields?: Readonly<Record<string, Shape>>;
}

/** Cuts a text down to what is read of it: what else it holds may be a secret. */
export type Cleaner = (text: string) => string;

/** A text, number or boolean. */
export const SCALAR: Shape = { scalar: "as it is" };

/** Something of which it matters alone that it is there. */
export const PRESENCE: Shape = { fields: {} };

/** An object: the names of its scalars, and what is inside of the others. */
export function object(scalars: string, others: Readonly<Record<string, Shape>> = {}): Shape {
  const names = scalars.split(/\s+/).filter((name) => name !== "");
  return { fields: { ...Object.fromEntries(names.map((name) => [name, SCALAR])), ...others } };
}

/** Both together: what is one or the other, or an object of which two tables tell. */
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
