import { type Args, type Program, refsIn, type Written } from "../program/language";

/**
 * The least of a program that is left without a difference: resources, and their own properties, are taken away as long
 * as `isSame` still holds for the rest. What `isSame` throws means that it does not.
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
    // Those who refer to others come last, and have to go first.
    for (const name of Object.keys(after).reverse()) after = withLessOf(after, name, holds);
  }
  return after;
}

/** A rule or route reads as a mistake without all that it says. */
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
 * What there is to see of a program beside another one of which `shown` is what is shown: the same resources and
 * properties, and all that is different, with what it refers to.
 */
export function reduceLike(program: Program, other: Program, shown: Program): Program {
  const kept = new Map<string, Args>();
  for (const [name, { args }] of Object.entries(program)) {
    const its = Object.entries(args).filter(([property, value]) => {
      return property in (shown[name]?.args ?? {}) || !isSame(value, other[name]?.args[property]);
    });
    if (name in shown || its.length > 0) kept.set(name, Object.fromEntries(its));
  }
  // A map takes up what is added to it on the way.
  for (const args of kept.values()) {
    for (const { $ref } of refsIn(args)) if (!kept.has($ref)) kept.set($ref, program[$ref]?.args ?? {});
  }
  const entries = Object.entries(program).filter(([name]) => kept.has(name));
  return Object.fromEntries(
    entries.map(([name, written]): [string, Written] => [name, { ...written, args: kept.get(name) ?? {} }]),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
