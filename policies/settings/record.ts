import type { Kind, Reading } from "./kind";
import { nearest } from "./nearest";

/** One named value of an object in the configuration. */
export interface Field<T> {
  readonly kind: Kind<T>;
  /** Its purpose, as a sentence. */
  readonly about: string;
  readonly required?: boolean;
}

export type Fields = { readonly [name: string]: Field<unknown> };

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredNames<F extends Fields> = { [N in keyof F]: F[N] extends { required: true } ? N : never }[keyof F];

/** The object that `F` describes. */
export type Read<F extends Fields> = {
  readonly [N in RequiredNames<F>]: ValueOf<F[N]>;
} & {
  readonly [N in Exclude<keyof F, RequiredNames<F>>]?: ValueOf<F[N]>;
};

/**
 * An object with these fields and no others. One wrong field makes the whole object unusable: without a misspelt field, it would
 * apply to more than intended.
 */
export function record<const F extends Fields>(what: string, fields: F): Kind<Read<F>> {
  const accepts = `${what}: ${Object.keys(fields).join(", ")}`;
  return {
    accepts,
    read: (raw, at, reading) => {
      if (!isObject(raw)) {
        const found = raw === null || raw === undefined ? "is missing" : "is not an object";
        reading.problem({ at, found, meant: undefined, accepts });
        return undefined;
      }
      let usable = true;
      const strict: Reading = {
        ...reading,
        problem: (problem) => {
          usable = false;
          reading.problem(problem);
        },
      };
      const meant = reportUnknown(raw, Object.keys(fields), at, strict);
      const values = readFields(raw, fields, at, strict, meant);
      return usable ? (values as Read<F>) : undefined;
    },
  };
}

/** Reads the fields that are present, and reports required ones that are missing, unless they are present under a misspelt name. */
function readFields(raw: object, fields: Fields, at: string, reading: Reading, meant: ReadonlySet<string>) {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = valueAt(raw, name);
    if (given === undefined && (!field.required || meant.has(name))) continue;
    const value = field.kind.read(given, within(at, name), reading);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Reports the names of `raw` that are not in `names`; returns the names that are most likely meant. */
export function reportUnknown(
  raw: object,
  names: readonly string[],
  at: string,
  reading: Reading,
): ReadonlySet<string> {
  const allMeant = new Set<string>();
  // Sorted, because the order in which the engine sends them changes from run to run.
  for (const name of Object.keys(raw).sort()) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    if (meant !== undefined) allMeant.add(meant);
    const short = name.length > 60 ? `${name.slice(0, 57)}…` : name;
    reading.problem({ at: within(at, short), found: "is not a setting", meant, accepts: `one of ${names.join(", ")}` });
  }
  return allMeant;
}

/** The value of a field; `null` counts as absent. */
export function valueAt(raw: object, name: string): unknown {
  return (Object.hasOwn(raw, name) ? (raw as Record<string, unknown>)[name] : undefined) ?? undefined;
}

/** Whether `raw` is an object with named fields. */
export function isObject(raw: unknown): raw is object {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function within(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
