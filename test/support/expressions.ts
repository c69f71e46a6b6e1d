type FunctionDefinition = import("@actions/expressions/funcs/info", { with: {
  "resolution-mode": "import",
}}).FunctionDefinition;

/** What an expression of a CI file can see. Values are plain JSON. */
export interface Scope {
  readonly contexts: Readonly<Record<string, unknown>>;
  /** Functions beyond those of GitHub, by name. They get their arguments as text. */
  readonly functions: Readonly<Record<string, (...values: readonly string[]) => boolean | string>>;
}

/**
 * Evaluates an expression with GitHub's own library. Throws for one that cannot be parsed or names an unknown context or function.
 */
export async function evaluate(expression: string, { contexts, functions }: Scope): Promise<string> {
  const { data, Evaluator, Lexer, Parser } = await import("@actions/expressions");
  const definitions = Object.entries(functions).map(([name, call]): [string, FunctionDefinition] => [
    name.toLowerCase(),
    {
      name,
      minArgs: 0,
      maxArgs: 255,
      call: (...values) => {
        const result = call(...values.map((value) => value.coerceString()));
        return typeof result === "string" ? new data.StringData(result) : new data.BooleanData(result);
      },
    },
  ]);
  const { tokens } = new Lexer(expression).lex();
  const infos = definitions.map(([, definition]) => definition);
  const parsed = new Parser(tokens, Object.keys(contexts), infos).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver);
  return new Evaluator(parsed, values, new Map(definitions)).evaluate().coerceString();
}

/** Whether a condition holds. */
export async function holds(condition: string, scope: Scope): Promise<boolean> {
  return (await evaluate(`!!(${condition})`, scope)) === "true";
}

/** A text with the value of each `${{ … }}` in its place. */
export async function fillIn(text: string, scope: Scope): Promise<string> {
  const parts = text.split(/\$\{\{(.*?)\}\}/s);
  // Every second part is an expression.
  const values = await Promise.all(parts.map((part, at) => (at % 2 === 0 ? part : evaluate(part, scope))));
  return values.join("");
}
