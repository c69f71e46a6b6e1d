import { type Grammar, print } from "./grammar";
import { printJava } from "./java";
import { LANGUAGE_NAMES, type LanguageName, literal } from "./literals";
import { packageOf, pascal } from "./packages";
import type { Statement } from "./statements";
import { printYaml } from "./yaml";

/** A language of Pulumi programs. */
export interface Language {
  /** Its display name. */
  readonly title: string;
  /** Set if snippets in this language have been neither compiled nor run. */
  readonly untried?: true;
  /** Prints statements. */
  readonly write: (statements: readonly Statement[]) => string;
}

type Bracketed = Exclude<LanguageName, "yaml" | "java">;

function plainOf(
  language: LanguageName,
  list: (items: readonly string[]) => string,
  none: string,
  booleans: readonly [string, string] = ["false", "true"],
) {
  const text = (value: string) => literal(language, value);
  return (value: string | number | boolean | null | readonly string[]): string => {
    if (value === null) return none;
    if (typeof value === "boolean") return booleans[value ? 1 : 0];
    if (typeof value === "number") return String(value);
    return typeof value === "string" ? text(value) : list(value.map(text));
  };
}

const asItIs = (name: string) => name;

/** The resource type with its module: `azure_native.batch.Pool`. */
function typeIn(language: Bracketed, { type }: Statement): string {
  const found = packageOf(type);
  return `${found.module[language]}.${found.type}`;
}

function moduleIn(language: Bracketed, { type }: Statement): string {
  return packageOf(type).module[language];
}

const TYPESCRIPT: Grammar = {
  indent: "  ",
  comment: "//",
  field: (name) => `${name}: `,
  plain: plainOf("typescript", (items) => `[${items.join(", ")}]`, "undefined"),
  member: (_, __, member) => literal("typescript", member),
  variable: asItIs,
  output: (variable, property) => `${variable}.${property}`,
  joined: (output, suffix) => `pulumi.concat(${output}, ${literal("typescript", suffix)})`,
  outputs: (outputs) => `[${outputs.join(", ")}]`,
  object: () => ["{"],
  element: () => ["{"],
  list: () => ["["],
  listEnd: "]",
  open: (statement) => [
    `${statement.variable ? `const ${statement.variable} = ` : ""}new ${typeIn("typescript", statement)}(${literal("typescript", statement.name)}, {`,
  ],
  close: () => ["});"],
  gone: (statement) => `new ${typeIn("typescript", statement)}(${literal("typescript", statement.name)}, { … });`,
};

/**
 * Input types of which the schema allows one of several. The Python SDK does not know which type a dictionary has, and sends its keys
 * unchanged, `rule_type` instead of `ruleType`: the snippet must name the class.
 */
const UNION_MEMBERS = new Set(["FirewallPolicyFilterRuleCollection", "NetworkRule"]);

const PYTHON: Grammar = {
  indent: "    ",
  comment: "#",
  field: (name, top) => (top ? `${snake(name)}=` : `"${snake(name)}": `),
  plain: plainOf("python", (items) => `[${items.join(", ")}]`, "None", ["False", "True"]),
  member: (statement, enumeration, member) =>
    `${moduleIn("python", statement)}.${enumeration}.${snake(member).toUpperCase()}`,
  variable: snake,
  output: (variable, property) => `${variable}.${snake(property)}`,
  joined: (output, suffix) => `pulumi.Output.concat(${output}, ${literal("python", suffix)})`,
  outputs: (outputs) => `[${outputs.join(", ")}]`,
  object: () => ["{"],
  element: () => ["{"],
  call: (statement, type) => (UNION_MEMBERS.has(type) ? `${moduleIn("python", statement)}.${type}Args(` : undefined),
  list: () => ["["],
  listEnd: "]",
  open: (statement) => [
    `${statement.variable ? `${snake(statement.variable)} = ` : ""}${typeIn("python", statement)}(${literal("python", statement.name)},`,
  ],
  close: () => [")"],
  gone: (statement) => `${typeIn("python", statement)}(${literal("python", statement.name)}, …)`,
};

/** In the Go SDK of azure-native, an input type with the same name as a resource has this suffix. */
const goType = (type: string) => (RESOURCE_NAMES.has(type) ? `${type}Type` : type);
const RESOURCE_NAMES = new Set(["SecurityRule", "Subnet", "Route", "VirtualNetworkPeering"]);

const GO: Grammar = {
  indent: "\t",
  comment: "//",
  field: (name) => `${pascal(name)}: `,
  plain: (value) => {
    if (value === null) return "nil";
    if (typeof value === "boolean") return `pulumi.Bool(${value})`;
    if (typeof value === "number") return `pulumi.Int(${value})`;
    const text = (each: string) => `pulumi.String(${literal("go", each)})`;
    return typeof value === "string" ? text(value) : `pulumi.StringArray{${value.map(text).join(", ")}}`;
  },
  member: (statement, enumeration, member) => `${moduleIn("go", statement)}.${enumeration}${member}`,
  variable: asItIs,
  output: (variable, property) => `${variable}.${property === "id" ? "ID()" : pascal(property)}`,
  joined: (output, suffix) => `pulumi.Sprintf("%s%s", ${output}, ${literal("go", suffix)})`,
  outputs: (outputs) => `pulumi.StringArray{${outputs.join(", ")}}`,
  object: (statement, type) => [`&${moduleIn("go", statement)}.${goType(type)}Args{`],
  element: (statement, type) => [`&${moduleIn("go", statement)}.${goType(type)}Args{`],
  list: (statement, type) => [`${moduleIn("go", statement)}.${goType(type)}Array{`],
  listEnd: "}",
  open: (statement) => {
    const call = `${goCall(statement)}, &${typeIn("go", statement)}Args{`;
    if (statement.variable) return [`${statement.variable}, err := ${call}`];
    return [statement.does === "create" ? `if _, err := ${call}` : call];
  },
  close: ({ does, variable }) => {
    if (variable) return ["})", "if err != nil {", "\treturn err", "}"];
    return does === "create" ? ["}); err != nil {", "\treturn err", "}"] : ["})"];
  },
  gone: (statement) => `${goCall(statement)}, …)`,
  aligned: true,
};

function goCall(statement: Statement): string {
  const { type, module } = packageOf(statement.type);
  return `${module.go}.New${type}(ctx, ${literal("go", statement.name)}`;
}

const CSHARP: Grammar = {
  indent: "    ",
  comment: "//",
  field: (name) => `${pascal(name)} = `,
  plain: plainOf("csharp", (items) => `new[] { ${items.join(", ")} }`, "null"),
  member: (statement, enumeration, member) => `${moduleIn("csharp", statement)}.${enumeration}.${member}`,
  variable: asItIs,
  output: (variable, property) => `${variable}.${pascal(property)}`,
  joined: (output, suffix) => `Output.Format($"{${output}}{${literal("csharp", suffix)}}")`,
  outputs: (outputs) => `new[] { ${outputs.join(", ")} }`,
  object: (statement, type) => [`new ${moduleIn("csharp", statement)}.Inputs.${type}Args`, "{"],
  element: (statement, type) => [`new ${moduleIn("csharp", statement)}.Inputs.${type}Args`, "{"],
  list: () => ["", "{"],
  listEnd: "}",
  open: (statement) => [
    `${statement.variable ? `var ${statement.variable} = ` : ""}new ${typeIn("csharp", statement)}(${literal("csharp", statement.name)}, new()`,
    "{",
  ],
  close: () => ["});"],
  gone: (statement) => `new ${typeIn("csharp", statement)}(${literal("csharp", statement.name)}, …);`,
};

/** All languages, in the order in which they are shown. */
export const LANGUAGES: Readonly<Record<LanguageName, Language>> = {
  typescript: { title: "TypeScript", write: (statements) => print(TYPESCRIPT, statements) },
  python: { title: "Python", write: (statements) => print(PYTHON, statements) },
  yaml: { title: "YAML", write: printYaml },
  java: { title: "Java", write: printJava },
  go: { title: "Go", untried: true, write: (statements) => print(GO, statements) },
  csharp: { title: "C#", untried: true, write: (statements) => print(CSHARP, statements) },
};

/** The result of `write` for every language. */
export function inEveryLanguage(write: (language: Language) => string): Readonly<Record<LanguageName, string>> {
  const entries = LANGUAGE_NAMES.map((name) => [name, write(LANGUAGES[name])]);
  return Object.fromEntries(entries) as Record<LanguageName, string>;
}

/** The import lines for the modules of some types, if they are the same in every program. */
export function importsFor(types: readonly string[]): Readonly<Record<LanguageName, readonly string[]>> {
  const packages = types.map(packageOf);
  const entries = LANGUAGE_NAMES.map((name) => [
    name,
    [...new Set(packages.flatMap(({ imports }) => imports[name] ?? []))].sort(),
  ]);
  return Object.fromEntries(entries) as Record<LanguageName, readonly string[]>;
}

/** A name in the style of the Python SDKs, in which an acronym is one word: `public_ip_allocation_method`. */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}
