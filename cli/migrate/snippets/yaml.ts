import type { Output } from "../../../policies/remedies/edits";
import { outputsIn, variablesIn } from "./grammar";
import { literal, yamlKey } from "./literals";
import type { Field, Node, Statement } from "./statements";

/** Writes statements as resources of a Pulumi YAML program. */
export function printYaml(statements: readonly Statement[]): string {
  return `${["resources:", ...statements.flatMap(linesOf).map((line) => `  ${line}`)].join("\n")}\n`;
}

function linesOf({ type, name, does, fields }: Statement): readonly string[] {
  const head = [`${yamlKey(name)}:`, `  type: ${yamlText(type)}`];
  if (does === "delete") return ["# Remove, with what refers to it:", ...head.map((line) => `# ${line}`)];
  const about =
    does === "create"
      ? ["# Add:", ...variablesIn(fields.filter(isHidden), (name) => name).map((line) => `# ${line}`)]
      : [];
  const body = [...(does === "change" ? ["# …"] : []), ...fields.flatMap(fieldLines)];
  return [...about, ...head, "  properties:", ...body.map((line) => `    ${line}`)];
}

function fieldLines({ name, value }: Field): readonly string[] {
  if (value.is === "object") {
    const lines = [...(value.keeps ? ["# …"] : []), ...value.fields.flatMap(fieldLines)];
    return [`${name}:`, ...lines.map((line) => `  ${line}`)];
  }
  if (value.is !== "list") return [`${name}: ${scalar(value)}`];
  const elements = value.elements.flatMap(({ mark, fields }) => {
    const lines = fields.flatMap(fieldLines).map((line, at) => `${at === 0 ? "-" : " "} ${line}`);
    const shown = mark === "Remove" ? lines.map((line) => `# ${line}`) : lines;
    return [...(value.keeps ? [`# ${mark}:`] : []), ...shown, ...(mark === "Change" ? ["  # …"] : [])];
  });
  return [`${name}:`, ...(value.keeps ? ["  # …"] : []), ...elements.map((line) => `  ${line}`)];
}

/** A reference is only possible to a name of one word: https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/ */
function referable({ of }: Output): string | undefined {
  return of && /^[A-Za-z][\w-]*$/.test(of.name) ? of.name : undefined;
}

/** Whether a field contains an output of a resource whose name cannot be referred to. */
function isHidden({ value }: Field): boolean {
  return outputsIn([{ name: "", value }]).some((output) => referable(output) === undefined);
}

function reference(output: Output): string {
  const { variable, property, suffix } = output;
  const text = `\${${referable(output) ?? variable}.${property}}`;
  return suffix === undefined ? text : literal("yaml", suffix).replace(/^"/, `"${text}`);
}

function scalar(node: Exclude<Node, { is: "object" | "list" }>): string {
  if (node.is === "member") return yamlText(node.value);
  if (node.is === "output") return reference(node.output);
  if (node.is === "outputs") return `[${node.outputs.map((output) => `"${reference(output)}"`).join(", ")}]`;
  const { value } = node;
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? yamlText(value) : `[${value.map((each) => literal("yaml", each)).join(", ")}]`;
}

/** Words, type tokens and service tags without quotes, all other text with quotes. */
function yamlText(text: string): string {
  const words = text.replace(/[:/]/g, "");
  return /^[A-Za-z][\w.:/-]*[\w]$/.test(text) && yamlKey(words) === words ? text : literal("yaml", text);
}
