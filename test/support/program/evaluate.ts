import { isUnknownMark, unknownMark } from "../../../toolchain/wire/properties";
import { type Args, isObject, isRef, type Program, type Ref, refsIn } from "./language";

/** The names of a program's resources, each after those that it refers to. Throws on a cycle. */
export function inOrder(program: Program): readonly string[] {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]) => {
    if (done.has(name)) return;
    const written = program[name];
    if (!written) throw new Error(`The program has no resource ${name}.`);
    if (above.includes(name)) throw new Error(`${[...above, name].join(" → ")} is a circle.`);
    for (const { $ref } of refsIn(written.args)) visit($ref, [...above, name]);
    done.add(name);
  };
  for (const name of Object.keys(program)) visit(name, []);
  return [...done];
}

/** Whether the references between resources have a cycle. */
export function isCircular(program: Program): boolean {
  try {
    inOrder(program);
    return false;
  } catch {
    return true;
  }
}

/** The evaluation of a program: each value with `outputs(name)` in place of the references. */
export interface Evaluation {
  readonly outputs: (name: string) => Args;
  /** Whether values that are unknown until deployment are known. */
  readonly deployed: boolean;
}

/** Evaluates a value; unknown values become `{ $unknown: true }`. */
export function evaluate(value: unknown, evaluation: Evaluation): unknown {
  if (isRef(value)) return lookUp(value, evaluation);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, evaluation));
  if (!isObject(value)) return value;
  if ("$later" in value) return evaluation.deployed ? value.$later : { ...unknownMark };
  if (Array.isArray(value.$text)) return join(value.$text.map((part) => evaluate(part, evaluation)));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, evaluate(field, evaluation)]));
}

function lookUp({ $ref, path }: Ref, { outputs }: Evaluation): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  return keys.reduce((at: unknown, key) => {
    if (isUnknownMark(at) || at === undefined) return { ...unknownMark };
    return (at as Record<string, unknown>)[key] ?? { ...unknownMark };
  }, outputs($ref));
}

function join(parts: readonly unknown[]): unknown {
  return parts.some(isUnknownMark) ? { ...unknownMark } : parts.join("");
}

/** Whether something unknown is anywhere inside. */
export function holdsUnknown(value: unknown): boolean {
  if (isUnknownMark(value)) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}
