// Over 200 lines: the changes of each statement of a plan to a TypeScript program.

import * as ts from "typescript";

/**
 * The text of a TypeScript program after a snippet of a migration plan is applied according to its marks: the text of the snippet is
 * inserted unchanged. Only names are looked up in the program: those of resources, and of the variables that hold them.
 */
export function applySnippet(program: string, snippet: string, imports: readonly string[]): string {
  const shown = ts.createSourceFile("snippet.ts", snippet, ts.ScriptTarget.Latest, true);
  const created = shown.statements.filter((statement) => marksBefore(statement).includes("Add:"));
  const changed = shown.statements.filter((statement) => !created.includes(statement));
  let text = program;
  for (const statement of changed) text = change(text, creationIn(parsed(withOwnVariables(text, statement))));
  for (const gone of goneIn(snippet)) text = remove(text, gone);
  // New resources that existing ones refer to are declared before them.
  const held = created.filter(ts.isVariableStatement);
  if (held.length > 0) text = insertHeld(text, held, changed);
  for (const statement of created)
    if (!ts.isVariableStatement(statement)) text = `${text}\n${inBlock(text, statement)}`;
  const missing = created.length > 0 ? imports.filter((line) => !text.includes(line)) : [];
  return [...missing, text].join("\n");
}

/** One replacement of a text. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function spliced(text: string, splices: readonly Splice[]): string {
  const lastFirst = splices.toSorted((one, other) => other.from - one.from);
  return lastFirst.reduce((result, { from, to, text: put }) => result.slice(0, from) + put + result.slice(to), text);
}

function change(text: string, shown: ts.NewExpression): string {
  const source = ts.createSourceFile("program.ts", text, ts.ScriptTarget.Latest, true);
  const target = findCreation(source, shown);
  return spliced(text, merge(objectOf(target), objectOf(shown)));
}

/** The replacements that give an object the properties of another one. */
function merge(target: ts.ObjectLiteralExpression, shown: ts.ObjectLiteralExpression): readonly Splice[] {
  const added: string[] = [];
  const splices = shown.properties.flatMap((property): readonly Splice[] => {
    const { name, initializer } = assigned(property);
    const own = target.properties.map(assignedOrNot).find((each) => each?.name === name);
    if (!own) {
      added.push(`${property.getText()},`);
      return [];
    }
    if (ts.isObjectLiteralExpression(initializer) && ts.isObjectLiteralExpression(own.initializer)) {
      return merge(own.initializer, initializer);
    }
    const marks = ts.isArrayLiteralExpression(initializer) && initializer.getText().includes("// …");
    if (marks && ts.isArrayLiteralExpression(own.initializer)) return mergeList(own.initializer, initializer);
    return [{ from: own.initializer.getStart(), to: own.initializer.getEnd(), text: initializer.getText() }];
  });
  // After the others: properties spread into the object must not override it.
  return added.length > 0 ? [...splices, atEndOf(target.properties, added.join("\n"))] : splices;
}

function mergeList(target: ts.ArrayLiteralExpression, shown: ts.ArrayLiteralExpression): readonly Splice[] {
  const added = shown.elements.filter((element) => marksBefore(element).includes("Add:"));
  const changed = shown.elements.filter((element) => marksBefore(element).includes("Change:"));
  if (added.length + changed.length < shown.elements.length) throw new Error("An element has no mark.");
  const removed = commentedOut(shown.getText());
  return [
    ...changed.flatMap((element) => {
      const object = element as ts.ObjectLiteralExpression;
      return merge(elementLike(target, object), object);
    }),
    ...removed.map((object): Splice => {
      const element = elementLike(target, object);
      const comma = /^\s*,/.exec(target.getSourceFile().text.slice(element.getEnd()))?.[0] ?? "";
      return { from: element.getFullStart(), to: element.getEnd() + comma.length, text: "" };
    }),
    ...(added.length > 0 ? [atEndOf(target.elements, added.map((each) => `${each.getText()},`).join("\n"))] : []),
  ];
}

function atEndOf(list: ts.NodeArray<ts.Node>, text: string): Splice {
  const comma = list.length === 0 || list.hasTrailingComma ? "" : ",";
  return { from: list.end, to: list.end, text: `${comma}\n${text}\n` };
}

/** The element of a list that has the same name. */
function elementLike(list: ts.ArrayLiteralExpression, shown: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression {
  const nameOf = (element: ts.Expression) => {
    if (!ts.isObjectLiteralExpression(element)) return undefined;
    return element.properties
      .map(assignedOrNot)
      .find((each) => each?.name === "name")
      ?.initializer.getText();
  };
  const found = list.elements.find((element) => nameOf(element) !== undefined && nameOf(element) === nameOf(shown));
  if (!found) throw new Error(`The program has no element ${nameOf(shown)}.`);
  return found as ts.ObjectLiteralExpression;
}

function remove(text: string, gone: ts.NewExpression): string {
  const source = ts.createSourceFile("program.ts", text, ts.ScriptTarget.Latest, true);
  const target = findCreation(source, gone);
  let statement: ts.Node = target;
  while (!ts.isStatement(statement)) statement = statement.parent;
  const variable = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]?.name.getText()
    : undefined;
  const references = nodesIn(source).filter(
    (node) => ts.isIdentifier(node) && node.text === variable && ts.isArrayLiteralExpression(node.parent),
  );
  return spliced(text, [
    { from: statement.getStart(), to: statement.getEnd(), text: "" },
    ...references.map((node): Splice => {
      const comma = /^\s*,/.exec(text.slice(node.getEnd()))?.[0] ?? "";
      return { from: node.getStart(), to: node.getEnd() + comma.length, text: "" };
    }),
  ]);
}

/** New statements that others refer to: in front of the first resource that is changed, else at the end. */
function insertHeld(program: string, held: readonly ts.Statement[], changed: readonly ts.Statement[]): string {
  const source = ts.createSourceFile("program.ts", program, ts.ScriptTarget.Latest, true);
  const code = held.map((statement) => `${withOwnVariables(program, statement)}\n`);
  const targets = changed.map((statement) => {
    let target: ts.Node = findCreation(source, creationIn(statement));
    while (!ts.isStatement(target)) target = target.parent;
    return target.getStart();
  });
  const at = targets.length > 0 ? Math.min(...targets) : program.length;
  return spliced(program, [{ from: at, to: at, text: `\n${code.join("")}` }]);
}

/** A statement, with the program's variables in place of those that its comments name. */
function withOwnVariables(program: string, statement: ts.Statement): string {
  return variablesFor(program, statement).reduce(
    (text, [variable, own]) => text.replaceAll(new RegExp(`\\b${variable}\\.`, "g"), `${own}.`),
    statement.getText(),
  );
}

function parsed(statement: string): ts.Statement {
  const source = ts.createSourceFile("statement.ts", statement, ts.ScriptTarget.Latest, true);
  return source.statements[0] as ts.Statement;
}

/** A new statement, with the variables that its comment names. */
function inBlock(program: string, statement: ts.Statement): string {
  const variables = variablesFor(program, statement).map(([variable, own]) =>
    own === variable ? "" : `const ${variable} = ${own};\n`,
  );
  return `{\n${variables.join("")}${statement.getText()}\n}\n`;
}

/** The variables in a snippet's comments, and their names in the program. */
function variablesFor(program: string, statement: ts.Statement): readonly (readonly [string, string])[] {
  const source = ts.createSourceFile("program.ts", program, ts.ScriptTarget.Latest, true);
  const comments = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
  const named = [...comments.matchAll(/^\/\/ (\w+) is your (\w+) (".*")\.$/gm)];
  return named.map(([, variable = "", type = "", name = ""]) => {
    const declared = nodesIn(source).find(
      (node): node is ts.VariableDeclaration =>
        ts.isVariableDeclaration(node) &&
        node.initializer !== undefined &&
        ts.isNewExpression(node.initializer) &&
        node.initializer.expression.getText().endsWith(`.${type}`) &&
        nameOf(node.initializer) === JSON.parse(name),
    );
    if (!declared) throw new Error(`No variable of the program holds ${type} ${name}.`);
    return [variable, declared.name.getText()] as const;
  });
}

/** The resources that a snippet removes, according to its comments. */
function goneIn(snippet: string): readonly ts.NewExpression[] {
  return [...snippet.matchAll(/^\/\/ Remove, with what refers to it:\n\/\/ (new .*)\{ … \}\);$/gm)].map(([, start]) => {
    const source = ts.createSourceFile("gone.ts", `${start}{});`, ts.ScriptTarget.Latest, true);
    return creationIn(source.statements[0] as ts.Statement);
  });
}

/** The elements that a list of a snippet removes, according to its comments. */
function commentedOut(list: string): readonly ts.ObjectLiteralExpression[] {
  const blocks = [
    ...list.matchAll(/^ *\/\/ Remove:\n((?: *\/\/ .*\n)+?)(?= *(?:\/\/ (?:Remove|Add|Change):|[^ /]))/gm),
  ];
  return blocks.map(([, block = ""]) => {
    const code = block
      .replace(/^ *\/\/ /gm, "")
      .trim()
      .replace(/,$/, "");
    const source = ts.createSourceFile("gone.ts", `(${code});`, ts.ScriptTarget.Latest, true);
    const object = nodesIn(source).find(ts.isObjectLiteralExpression);
    if (!object) throw new Error(`This is not an object: ${code}`);
    return object;
  });
}

function findCreation(source: ts.SourceFile, shown: ts.NewExpression): ts.NewExpression {
  const type = typeOf(shown);
  const found = nodesIn(source).filter(
    (node): node is ts.NewExpression =>
      ts.isNewExpression(node) && typeOf(node) === type && nameOf(node) === nameOf(shown),
  );
  if (found.length !== 1) throw new Error(`The program has ${found.length} resources ${type} "${nameOf(shown)}".`);
  return found[0] as ts.NewExpression;
}

/** `network.SecurityRule`, independent of the name of the import. */
function typeOf({ expression }: ts.NewExpression): string {
  return expression.getText().split(".").slice(-2).join(".");
}

function nameOf({ arguments: given }: ts.NewExpression): string | undefined {
  const [name] = given ?? [];
  return name && ts.isStringLiteral(name) ? name.text : undefined;
}

function objectOf({ arguments: given }: ts.NewExpression): ts.ObjectLiteralExpression {
  const [, args] = given ?? [];
  if (!args || !ts.isObjectLiteralExpression(args)) throw new Error("The arguments are no object.");
  return args;
}

function creationIn(statement: ts.Statement): ts.NewExpression {
  if (ts.isExpressionStatement(statement) && ts.isNewExpression(statement.expression)) return statement.expression;
  throw new Error(`This creates no resource: ${statement.getText()}`);
}

function assigned(property: ts.ObjectLiteralElementLike) {
  const found = assignedOrNot(property);
  if (!found) throw new Error(`This is no property: ${property.getText()}`);
  return found;
}

function assignedOrNot(property: ts.ObjectLiteralElementLike) {
  return ts.isPropertyAssignment(property)
    ? { name: property.name.getText(), initializer: property.initializer }
    : undefined;
}

function marksBefore(node: ts.Node): readonly string[] {
  const trivia = node.getFullText().slice(0, node.getLeadingTriviaWidth());
  return [...trivia.matchAll(/\/\/ (.*)$/gm)].map(([, comment = ""]) => comment);
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [node];
  node.forEachChild((child) => {
    found.push(...nodesIn(child));
  });
  return found;
}
