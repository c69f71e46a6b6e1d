import type { Output } from "../../../policies/remedies/edits";
import { type Declared, declaredIn, variablesIn } from "./grammar";
import { literal } from "./literals";
import { packageOf, pascal } from "./packages";
import type { Element, Field, Node, Statement } from "./statements";

/**
 * Prints statements in Java. Class names are qualified, because a resource and a nested object can have classes of the same name:
 * `network.SecurityRuleArgs` and `network.inputs.SecurityRuleArgs`.
 */
export function printJava(statements: readonly Statement[]): string {
  const declared = declaredIn(statements);
  return statements.map((statement) => `${linesOf(statement, declared).join("\n")}\n`).join("\n");
}

const INDENT = "    ";
const CORE = "com.pulumi.core";

/** Input types that are the first of two types of an element, for example of `ruleCollections` in azure-native 3.28: it must say which. */
const FIRST_OF_TWO: ReadonlySet<string> = new Set(["FirewallPolicyFilterRuleCollection"]);

function linesOf(statement: Statement, declared: Declared): readonly string[] {
  const { type, module } = packageOf(statement.type);
  const made = `new ${module.java}.${type}(${literal("java", statement.name)}`;
  if (statement.does === "delete") return ["// Remove, with what refers to it:", `// ${made}, …);`];
  const variables = variablesIn(statement.fields, (name) => name, declared).map((line) => `// ${escaped(line)}`);
  const about = [...(statement.does === "create" ? ["// Add:"] : []), ...variables];
  const held = statement.variable ? `var ${statement.variable} = ` : "";
  return [
    ...about,
    `${held}${made}, ${module.java}.${type}Args.builder()`,
    ...indented([
      ...(statement.does === "change" ? ["// …"] : []),
      ...statement.fields.flatMap((field) => fieldLines(module.java, field)),
      ".build());",
    ]),
  ];
}

function fieldLines(module: string, { name, value }: Field): readonly string[] {
  if (value.is === "object")
    return [
      `.${name}(${module}.inputs.${pascal(value.type)}Args.builder()`,
      ...(value.keeps ? [`${INDENT}// …`] : []),
      ...built(module, value.fields, ")"),
    ];
  // The call of an overloaded method with null would be ambiguous.
  if (value.is === "plain" && value.value === null) return [`// Remove: .${name}(…)`];
  if (value.is !== "list") return [`.${name}(${scalar(module, value)})`];
  const shown = value.elements.filter(({ mark }) => mark !== "Remove");
  const elements = value.elements.flatMap((element) => {
    const lines = elementLines(module, value.type, element, element === shown.at(-1) ? "" : ",");
    if (!value.keeps) return lines;
    return [`// ${element.mark}:`, ...(element.mark === "Remove" ? lines.map((line) => `// ${line}`) : lines)];
  });
  return [`.${name}(`, ...indented([...(value.keeps ? ["// …"] : []), ...elements]), ")"];
}

function elementLines(module: string, type: string, { mark, fields }: Element, end: string): readonly string[] {
  const [before, after] = FIRST_OF_TWO.has(type) ? [`${CORE}.Either.ofLeft(`, ")"] : ["", ""];
  const body = built(module, fields, `${after}${end}`);
  const rest = mark === "Change" ? [`${INDENT}// …`] : [];
  return [`${before}${module}.inputs.${type}Args.builder()`, ...body.slice(0, -1), ...rest, ...body.slice(-1)];
}

function built(module: string, fields: readonly Field[], end: string): readonly string[] {
  return indented([...fields.flatMap((field) => fieldLines(module, field)), `.build()${end}`]);
}

function outputOf({ variable, property, suffix }: Output): string {
  const output = `${variable}.${property}()`;
  return suffix === undefined ? output : `${CORE}.Output.format("%s%s", ${output}, ${literal("java", suffix)})`;
}

function scalar(module: string, node: Exclude<Node, { is: "object" | "list" }>): string {
  if (node.is === "member") return `${module}.enums.${node.of}.${node.value}`;
  if (node.is === "output") return outputOf(node.output);
  if (node.is === "outputs") return `${CORE}.Output.all(${node.outputs.map(outputOf).join(", ")})`;
  const { value, open } = node;
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return literal("java", value);
  const texts = value.map((each) => literal("java", each));
  return texts.map((each) => (open ? `${CORE}.Either.ofLeft(${each})` : each)).join(", ");
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${INDENT}${line}`);
}

/** Java also interprets Unicode escapes in comments, and rejects malformed ones. */
function escaped(line: string): string {
  return line.replace(/(?<!\\)((?:\\\\)*)\\u\{([0-9a-f]+)\}/g, (_, before: string, code: string) => {
    return `${before}\\u${code.padStart(4, "0")}`;
  });
}
