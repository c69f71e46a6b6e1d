import { compare } from "../../policies/known/order";
import { isKnown, isUnknown, type Unknown, type Value } from "../../policies/known/value";
import { isAbsent, type Property, text } from "../../policies/plan/property";
import { parseUrn } from "../../policies/plan/urn";
import { isOfTypes, parseArmId } from "../../policies/topology/arm-id";
import type { Link } from "../../policies/topology/link";

/** A statement about a Batch network, with nested statements. */
export interface Statement {
  /** What it is about, e.g. `subnet`. */
  readonly about: string;
  /** Its value, e.g. the name of the subnet. */
  readonly says: string;
  /** How a link was found. */
  readonly by?: "dependency" | "id" | "name";
  /** Set if the value is unknown or uncertain: what decides it. */
  readonly unknown?: Unknown;
  readonly inside: readonly Statement[];
}

/** The text for a value that is unknown until deployment. */
export const UNKNOWN = "unknown before deployment";

/** A statement about a known value. */
export function statement(about: string, says: string, inside: readonly Statement[] = []): Statement {
  return { about, says, inside };
}

/**
 * Describes the target of a link; `describe` describes a target in the program. `types` are the resource types of the expected ARM
 * id, e.g. `["virtualNetworks", "subnets"]`: a value of another form has no target, and is not shown because it may be anything.
 */
export function link<T>(
  about: string,
  to: Link<T>,
  describe: (node: T) => Statement,
  types?: readonly string[],
): Statement {
  switch (to.to) {
    case "nothing":
      return statement(about, "none");
    case "external":
      return statement(about, types && !isIdOf(types, to.id) ? malformed(types) : `outside this program: ${to.id}`);
    case "unknown":
      return undecided(about, to.why);
    case "nodes": {
      const nodes = to.nodes.map(describe).sort((one, other) => compare(one.says, other.says));
      const [only] = nodes;
      if (only && nodes.length === 1) return { ...only, about, by: to.by };
      const perhaps = nodes.map((node) => ({ ...node, about: "perhaps" }));
      return { ...statement(about, `one of ${nodes.map((node) => node.says).join(", ")}`, perhaps), by: to.by };
    }
  }
}

function malformed(types: readonly string[]): string {
  return `malformed: no id of the form ${["…", ...types.flatMap((type) => [type, "…"])].join("/")}`;
}

function isIdOf(types: readonly string[], text: string): boolean {
  const id = parseArmId(text);
  return id !== undefined && isOfTypes(id, types);
}

/** The value of a property; `absent` is Azure's default if the program does not set it. */
export function property(about: string, from: Property, absent?: string): Statement {
  return known(about, isAbsent(from) ? absent : text(from));
}

/** A single value. */
export function known(about: string, value: Value<string | boolean | undefined>): Statement {
  if (isUnknown(value)) return undecided(about, value);
  if (typeof value === "boolean") return statement(about, value ? "yes" : "no");
  return statement(about, value ?? "not set");
}

/** A list of values. */
export function list(about: string, values: Value<readonly Value<string>[]>): Statement {
  if (isUnknown(values)) return undecided(about, values);
  return enumeration(about, values.filter(isKnown<string>), values.find(isUnknown));
}

/** Some parts, sorted; `unseen` means that there may be more. */
export function enumeration(about: string, parts: readonly string[], unseen: Unknown | undefined): Statement {
  const shown = [...parts].sort(compare);
  if (!unseen) return statement(about, shown.length > 0 ? shown.join(", ") : "none");
  return { ...undecided(about, unseen), says: [...shown, UNKNOWN].join(", ") };
}

function undecided(about: string, why: Unknown): Statement {
  return { ...statement(about, UNKNOWN), unknown: why };
}

/** Statements as indented text, one per line. @param shown makes a line safe to print. */
export function formatStatements(
  statements: readonly Statement[],
  shown: (line: string) => string = (line) => line,
  indent = "",
): string {
  return statements
    .map((each) => `${indent}${shown(formatLine(each))}\n${formatStatements(each.inside, shown, `${indent}  `)}`)
    .join("");
}

const FOUND = { dependency: "linked by dependency", id: "linked by id", name: "linked by name" };

function formatLine({ about, says, by, unknown }: Statement): string {
  const found = by ? ` (${FOUND[by]})` : "";
  const decider = unknown ? `: ${unknown.path || "its properties"} of ${logicalName(unknown.owner)}` : "";
  return `${about}: ${says}${decider}${found}`;
}

/** The logical name of the resource with this URN. */
export function logicalName(urn: string): string {
  return parseUrn(urn)?.name ?? urn;
}
