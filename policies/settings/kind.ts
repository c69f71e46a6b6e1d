import { parseCidr } from "../network/address-text";
import { isDate, yearsAfter } from "./dates";
import { globProblem } from "./glob";
import { nearest } from "./nearest";

/** A part of the configuration that cannot be used. */
export interface Problem {
  /** The place, e.g. `exemptions[2].expires`. */
  readonly at: string;
  /** What is wrong with it, as the end of a sentence that begins with the place. */
  readonly found: string;
  /** The nearest valid name or value, if one is near. */
  readonly meant: string | undefined;
  /** What is accepted there. */
  readonly accepts: string;
}

/** The names of policies. */
export interface PolicyNames {
  /** The names of all policies. */
  readonly policies: readonly string[];
  /** Former name → current name. */
  readonly aliases?: ReadonlyMap<string, string>;
}

/** The context in which a value is read. */
export interface Reading extends PolicyNames {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  readonly problem: (problem: Problem) => void;
}

/** A kind of value that a setting accepts. */
export interface Kind<T> {
  /** The accepted values in words: `a date, yyyy-mm-dd`. */
  readonly accepts: string;
  /** The value at the place `at`; if it cannot be used, `undefined`, and the problem is reported. Never throws. */
  readonly read: (raw: unknown, at: string, reading: Reading) => T | undefined;
}

/** A text that meets a condition. `wrong` returns the fault of a text, or `undefined`. */
function textKind(
  accepts: string,
  wrong: (text: string, reading: Reading) => string | undefined,
  meant?: (text: string, reading: Reading) => string | undefined,
): Kind<string> {
  return {
    accepts,
    read: (raw, at, reading) => {
      const fault = typeof raw === "string" ? wrong(raw, reading) : "";
      if (typeof raw === "string" && fault === undefined) return raw;
      const found = typeof raw === "string" ? `"${shorten(raw)}" ${fault}` : typeName(raw);
      reading.problem({ at, found, meant: typeof raw === "string" ? meant?.(raw, reading) : undefined, accepts });
      return undefined;
    },
  };
}

export const date = textKind("a date, yyyy-mm-dd", dateProblem);

function dateProblem(text: string): string | undefined {
  return isDate(text) ? undefined : "is not a day of the calendar";
}

/** A date at most `years` years after today; a past date is accepted. */
export function dateWithin(years: number): Kind<string> {
  const wrong = (text: string, { today }: Reading) => {
    const latest = yearsAfter(today, years);
    return dateProblem(text) ?? (text > latest ? `is later than ${latest}, ${years} years from today` : undefined);
  };
  return textKind(`a date, yyyy-mm-dd, at most ${years} years ahead`, wrong);
}

/** A whole number of days. */
export const days: Kind<number> = {
  accepts: "a whole number of days, from 0 to 3650",
  read: (raw, at, reading) => {
    if (typeof raw === "number" && Number.isInteger(raw) && raw >= 0 && raw <= 3650) return raw;
    const found = typeof raw === "string" ? `"${shorten(raw)}" is a string` : typeName(raw);
    reading.problem({ at, found, meant: undefined, accepts: days.accepts });
    return undefined;
  },
};

const LEVELS_KEPT = ["as configured", "advisory"] as const;

/** Whether findings keep the level of their policy. */
export const levelKept = textKind(
  '"as configured" or "advisory"',
  (text) => (LEVELS_KEPT.some((each) => each === text) ? undefined : "is neither"),
  (text) => nearest(text, LEVELS_KEPT),
);

/** Free text. */
export function words(accepts: string, shortest = 1, longest = 500): Kind<string> {
  return textKind(accepts, (text) => {
    const { length } = text.trim();
    return length < shortest ? `has fewer than ${shortest} characters` : length > longest ? "is too long" : undefined;
  });
}

/** A pattern: see {@link matchesGlob}. */
export function glob(what: string): Kind<string> {
  return textKind(`${what}; * stands for any characters, ? for one`, globProblem);
}

export const address = textKind('an address or prefix, e.g. "10.20.0.0/16" or "2001:db8::/32"', addressProblem);

/** The next hop of a route: an appliance, or the gateway, which has no address of its own. */
export const nextHop = textKind(
  'the address of an appliance, a prefix, or "VirtualNetworkGateway"',
  (text) => (text === "VirtualNetworkGateway" ? undefined : addressProblem(text)),
  (text) => nearest(text, ["VirtualNetworkGateway"]),
);

/** Rules read addresses with the same parser. */
function addressProblem(text: string): string | undefined {
  return parseCidr(text).problem === undefined ? undefined : "is not an address or prefix";
}

/** The name of a policy, or `*` for all. Names in `except` are rejected; a former name is read as the current one. */
export function policyName(except: readonly string[]): Kind<string> {
  const allowed = ({ policies }: Reading) => policies.filter((name) => !except.includes(name));
  const wrong = (text: string, reading: Reading) => {
    if (text === "*" || allowed(reading).includes(text)) return undefined;
    return except.includes(text) ? "is the name of a policy that cannot be exempted" : "is not the name of a policy";
  };
  const meant = (text: string, reading: Reading) =>
    except.includes(text) ? undefined : nearest(text, allowed(reading));
  const kind = textKind("the name of a policy, or * for all", wrong, meant);
  const present = (raw: unknown, { aliases }: Reading) => (typeof raw === "string" ? (aliases?.get(raw) ?? raw) : raw);
  return { ...kind, read: (raw, at, reading) => kind.read(present(raw, reading), at, reading) };
}

/** A list. Elements that cannot be used are omitted. */
export function listOf<T>(element: Kind<T>): Kind<readonly T[]> {
  const accepts = `a list, each ${element.accepts}`;
  return {
    accepts,
    read: (raw, at, reading) => {
      if (!Array.isArray(raw)) {
        reading.problem({ at, found: typeName(raw), meant: undefined, accepts });
        return undefined;
      }
      const read = raw.map((item, index) => element.read(item, `${at}[${index}]`, reading));
      return read.filter((item): item is Awaited<T> & T => item !== undefined);
    },
  };
}

/** The type of a value of the wrong type. The content of texts, lists and objects is omitted: it may be long or confidential. */
function typeName(raw: unknown): string {
  if (raw === null || raw === undefined) return "is missing";
  if (Array.isArray(raw)) return "is a list";
  return typeof raw === "object"
    ? "is an object"
    : typeof raw === "string"
      ? "is a string"
      : `is ${String(raw)}, a ${typeof raw}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
