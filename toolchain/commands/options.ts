import { parseArgs } from "node:util";

/** Option name → the name of its value in messages, or `false` for an option without a value. */
export type Options = { readonly [name: string]: string | false };

/** Reads the options of `npm <command> -- …`; throws one sentence for an unknown option or a missing value. */
export function readOptions<Known extends Options>(
  command: string,
  known: Known,
  given: readonly string[],
): { readonly [Name in keyof Known]?: Known[Name] extends string ? string : boolean } {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, { type: value ? ("string" as const) : ("boolean" as const) }]),
  );
  const { tokens, values } = parseArgs({ args: [...given], options, strict: false, tokens: true });
  const names = Object.entries(known).map(([name, value]) => `--${name}${value ? ` ${value}` : ""}`);
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const name = token.kind === "option" ? token.name : "";
    const value = known[name];
    if (value === undefined) {
      const text = token.kind === "option" ? token.rawName : token.value;
      throw new Error(`"npm ${command}" does not know ${text}; it knows ${names.join(", ")}.`);
    }
    if (token.kind === "option" && value && !token.value)
      throw new Error(`${token.rawName} needs a value: --${name} ${value}.`);
  }
  return values as never;
}
