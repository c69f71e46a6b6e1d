import type { Output } from "../../../policies/remedies/edits";
import { visible } from "../../visible";
import type { Field, Node, Statement } from "./statements";

/** The syntax of a {@link Statement} in a language with brackets, for {@link print}. */
export interface Grammar {
  readonly indent: string;
  /** The start of a line comment. */
  readonly comment: string;
  /** The text before a value; `top` for the arguments of the resource itself. */
  readonly field: (name: string, top: boolean) => string;
  readonly plain: (value: string | number | boolean | null | readonly string[]) => string;
  readonly member: (statement: Statement, enumeration: string, member: string) => string;
  /** The name of a variable, and of an output of the resource that it holds. */
  readonly variable: (name: string) => string;
  readonly output: (variable: string, property: string) => string;
  /** A string that begins with an output. */
  readonly joined: (output: string, suffix: string) => string;
  /** A list of outputs, each as {@link output} writes it. */
  readonly outputs: (outputs: readonly string[]) => string;
  /** The lines that open an object; the first follows the text before the value. */
  readonly object: (statement: Statement, type: string) => readonly string[];
  readonly element: (statement: Statement, type: string) => readonly string[];
  /** The start of an object whose type must be written as a call; its fields are the arguments. */
  readonly call?: (statement: Statement, type: string) => string | undefined;
  readonly list: (statement: Statement, type: string) => readonly string[];
  readonly listEnd: string;
  readonly open: (statement: Statement) => readonly string[];
  readonly close: (statement: Statement) => readonly string[];
  /** A removed statement, on one line. */
  readonly gone: (statement: Statement) => string;
  /** Whether the values of neighbouring lines are aligned in one column. */
  readonly aligned?: true;
}

/** Represents everything that stays unchanged. */
const REST = "…";

/** Prints statements in a language; each line ends with a line feed. */
export function print(grammar: Grammar, statements: readonly Statement[]): string {
  const declared = declaredIn(statements);
  return statements.map((statement) => `${linesOf(grammar, statement, declared).join("\n")}\n`).join("\n");
}

/** The names of the variables that statements declare. */
export type Declared = ReadonlySet<string>;

/** The variables that these statements declare. */
export function declaredIn(statements: readonly Statement[]): Declared {
  return new Set(statements.flatMap(({ variable }) => variable ?? []));
}

function linesOf(grammar: Grammar, statement: Statement, declared: Declared): readonly string[] {
  const { comment } = grammar;
  if (statement.does === "delete") {
    return [`${comment} Remove, with what refers to it:`, `${comment} ${grammar.gone(statement)}`];
  }
  const body = [
    ...(statement.does === "change" ? [`${comment} ${REST}`] : []),
    ...fieldLines(grammar, statement, statement.fields, true),
  ];
  return [
    ...(statement.does === "create" ? [`${grammar.comment} Add:`] : []),
    ...aboutOutputs(grammar, statement, declared),
    ...grammar.open(statement),
    ...indented(grammar, body),
    ...grammar.close(statement),
  ];
}

/** The variable names in the user's program are unknown: snippets use their own names, and explain them in comments. */
function aboutOutputs({ comment, variable }: Grammar, { fields }: Statement, declared: Declared): readonly string[] {
  return variablesIn(fields, variable, declared).map((line) => `${comment} ${line}`);
}

/** The meaning of the variables in some fields, one line each. */
export function variablesIn(
  fields: readonly Field[],
  named: Grammar["variable"],
  declared: Declared = new Set(),
): readonly string[] {
  const lines = outputsIn(fields)
    .filter(({ variable }) => !declared.has(variable))
    .map(({ variable, of, groupOf }) => {
      // JSON.stringify escapes line feeds, which would end the comment.
      const what = of
        ? `your ${of.type.split(":").at(-1)} ${JSON.stringify(of.name)}`
        : groupOf
          ? `the resource group of your ${groupOf.type.split(":").at(-1)} ${JSON.stringify(groupOf.name)}`
          : "your resource group";
      return `${named(variable)} is ${visible(what)}.`;
    });
  return [...new Set(lines)];
}

/** The outputs of other resources in some fields. */
export function outputsIn(fields: readonly Field[]): readonly Output[] {
  return fields.flatMap(({ value }): readonly Output[] => {
    if (value.is === "output") return [value.output];
    if (value.is === "outputs") return value.outputs;
    if (value.is === "object") return outputsIn(value.fields);
    return value.is === "list" ? value.elements.flatMap((element) => outputsIn(element.fields)) : [];
  });
}

function fieldLines(grammar: Grammar, statement: Statement, fields: readonly Field[], top: boolean): readonly string[] {
  const written = fields.map(({ name, value }) => ({
    before: grammar.field(name, top),
    value: valueLines(grammar, statement, value),
  }));
  return written.flatMap(({ before, value: [first = "", ...rest] }, at) => {
    const padded = grammar.aligned && rest.length === 0 ? before.padEnd(columnAt(written, at)) : before;
    return closed([`${padded}${first}`.trimEnd(), ...rest]);
  });
}

/** The column of the values in a block of neighbouring lines, each with a whole property. */
function columnAt(written: readonly { before: string; value: readonly string[] }[], at: number): number {
  const isShort = (index: number) => written[index]?.value.length === 1;
  let first = at;
  while (isShort(first - 1)) first -= 1;
  let last = at;
  while (isShort(last + 1)) last += 1;
  return Math.max(...written.slice(first, last + 1).map(({ before }) => before.length));
}

function valueLines(grammar: Grammar, statement: Statement, node: Node): readonly string[] {
  switch (node.is) {
    case "plain":
      return [grammar.plain(node.value)];
    case "member":
      return [grammar.member(statement, node.of, node.value)];
    case "output":
      return [outputIn(grammar, node.output)];
    case "outputs":
      return [grammar.outputs(node.outputs.map((output) => outputIn(grammar, output)))];
    case "object": {
      const call = grammar.call?.(statement, node.type);
      const rest = node.keeps ? [`${grammar.comment} ${REST}`] : [];
      const body = [...rest, ...fieldLines(grammar, statement, node.fields, call !== undefined)];
      const opening = call === undefined ? grammar.object(statement, node.type) : [call];
      return [...opening, ...indented(grammar, body), call === undefined ? "}" : ")"];
    }
    case "list": {
      const call = grammar.call?.(statement, node.type);
      return [
        ...grammar.list(statement, node.type),
        ...indented(grammar, [
          ...(node.keeps ? [`${grammar.comment} ${REST}`] : []),
          ...node.elements.flatMap(({ mark, fields }) => {
            const lines = closed([
              ...(call === undefined ? grammar.element(statement, node.type) : [call]),
              ...indented(grammar, [
                ...fieldLines(grammar, statement, fields, call !== undefined),
                ...(mark === "Change" ? [`${grammar.comment} ${REST}`] : []),
              ]),
              call === undefined ? "}" : ")",
            ]);
            const shown = mark === "Remove" ? lines.map((line) => `${grammar.comment} ${line}`) : lines;
            return node.keeps ? [`${grammar.comment} ${mark}:`, ...shown] : shown;
          }),
        ]),
        grammar.listEnd,
      ];
    }
  }
}

function outputIn(grammar: Grammar, { variable, property, suffix }: Output): string {
  const output = grammar.output(grammar.variable(variable), property);
  return suffix === undefined ? output : grammar.joined(output, suffix);
}

function closed(lines: readonly string[]): readonly string[] {
  return [...lines.slice(0, -1), `${lines.at(-1)},`];
}

function indented({ indent }: Grammar, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${indent}${line}`);
}
