import fc from "fast-check";
import { isUnknown, unknown } from "../../policies/known/value";

type Path = readonly (string | number)[];

/** Every place below `value` whose last key `mayHide` allows to be unknown. */
export function places(value: unknown, mayHide: (key: string | number) => boolean, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null || isUnknown(value)) return [];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => [
    ...(mayHide(key) ? [[...at, key]] : []),
    ...places(child, mayHide, [...at, key]),
  ]);
}

export function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || isUnknown(value)) return key === undefined ? by : value;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** A value, and the same with one to three of its parts unknown: those under keys that `mayHide` allows. */
export function masked<T>(
  values: fc.Arbitrary<T>,
  mayHide: (key: string | number) => boolean,
): fc.Arbitrary<{ readonly whole: T; readonly hiding: T }> {
  return values
    .map((whole) => ({ whole, all: places(whole, mayHide) }))
    .filter(({ all }) => all.length > 0)
    .chain(({ whole, all }) =>
      fc.subarray(all, { minLength: 1, maxLength: Math.min(3, all.length) }).map((paths) => ({
        whole,
        hiding: paths.reduce<unknown>((value, path) => replaced(value, path, unknown(path.join("."))), whole) as T,
      })),
    );
}
