import type { Program } from "../program/language";

/**
 * The smallest equivalent part of a program: resources and their properties are removed as long as `isSame` holds for the
 * rest. It does not hold where it throws.
 */
export function reduce(program: Program, isSame: (program: Program) => boolean): Program {
  const holds = (smaller: Program) => {
    try {
      return isSame(smaller);
    } catch {
      return false;
    }
  };
  let [before, after]: [Program | undefined, Program] = [undefined, program];
  while (before !== after) {
    before = after;
    // Resources that refer to others are last, and are removed first.
    for (const name of Object.keys(after).reverse()) after = withLessOf(after, name, holds);
  }
  return after;
}

/** A rule or route with only some of its properties looks like a mistake. */
const HALF_IS_WRONG = /:(SecurityRule|Route)$/;

function withLessOf(program: Program, name: string, holds: (program: Program) => boolean): Program {
  const { [name]: written, ...others } = program;
  if (!written || holds(others)) return others;
  if (HALF_IS_WRONG.test(written.type)) return program;
  let least = written;
  for (const property of Object.keys(written.args)) {
    const { [property]: _, ...args } = least.args;
    if (holds({ ...program, [name]: { ...least, args } })) least = { ...least, args };
  }
  return least === written ? program : { ...program, [name]: least };
}

/**
 * The part of a program to show next to `least`, the part of another one: the same resources and properties, all
 * differences, and the resources that these refer to; more only where `isSame` would not hold otherwise.
 */
export function reduceBeside(
  program: Program,
  other: { readonly program: Program; readonly least: Program },
  isSame: (program: Program) => boolean,
): Program {
  const shown = new Map<string, Set<string>>();
  for (const [name, { args }] of Object.entries(program)) {
    const alike = (property: string) => isEqual(args[property], other.program[name]?.args[property]);
    const least = other.least[name]?.args ?? {};
    const its = Object.keys(args).filter((property) => property in least || !alike(property));
    if (name in other.least || its.length > 0) shown.set(name, new Set(its));
  }
  const hasAll = (smaller: Program) =>
    [...shown].every(([name, its]) => {
      const args = smaller[name]?.args;
      return args !== undefined && [...its].every((property) => property in args);
    });
  return reduce(program, (smaller) => hasAll(smaller) && isSame(smaller));
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
