import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as ts from "typescript";
import { root } from "../checkout";
import { knownTokens } from "./resource-types";

/** A type in a Pulumi schema: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
type SchemaType = { readonly [name: string]: unknown };

interface ObjectType {
  readonly properties: Readonly<Record<string, SchemaType>>;
  readonly required: readonly string[];
}

/** Input types of the SDK, by their names with modules, e.g. `network.SubnetArgs`. */
type Declared = ReadonlyMap<string, ts.InterfaceDeclaration>;

/**
 * The schema of the resource types that the stand-in supports, as the provider's `GetSchema` returns it: generated from the
 * declarations of the Node SDK, which takes a few seconds, and stored with the other caches in `node_modules`.
 */
export function schema(version: string): string {
  const file = path.join(root, "node_modules", ".cache", `azure-native-schema-${version}-${knownTokens.length}.json`);
  try {
    return readFileSync(file, "utf8");
  } catch {
    const text = JSON.stringify(makeSchema(version));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return text;
  }
}

function makeSchema(version: string): object {
  const sdk = path.dirname(createRequire(path.join(root, "package.json")).resolve("@pulumi/azure-native/package.json"));
  const read = (...file: readonly string[]) => {
    const text = readFileSync(path.join(sdk, ...file), "utf8");
    return ts.createSourceFile(file.join("/"), text, ts.ScriptTarget.Latest);
  };
  const declared = {
    inputs: interfacesOf(read("types", "input.d.ts")),
    outputs: interfacesOf(read("types", "output.d.ts")),
  };
  const types = new Map<string, object>();
  const resources = knownTokens.map((token) => {
    const [, module = "", name = ""] = token.split(":");
    const file = readdirSync(path.join(sdk, module)).find(
      (each) => each.toLowerCase() === `${name.toLowerCase()}.d.ts`,
    );
    if (!file) throw new Error(`The SDK of azure-native has no ${token}.`);
    const [args, resource] = declarationsIn(read(module, file), name);
    const inputs = objectType(args.members, declared, types);
    const outputs = objectType(resource.members, declared, types);
    return [token, { ...outputs, inputProperties: inputs.properties, requiredInputs: inputs.required }] as const;
  });
  const settings = { location: { type: "string" }, subscriptionId: { type: "string" } };
  return {
    ...{ name: "azure-native", version },
    ...{ types: Object.fromEntries(types), resources: Object.fromEntries(resources), functions: {} },
    ...{ provider: { inputProperties: settings }, config: { variables: settings } },
  };
}

/** All interfaces of a file of types, by their names within its namespaces. */
function interfacesOf(file: ts.SourceFile): Declared {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const walk = (node: ts.Node, prefix: string) =>
    ts.forEachChild(node, (child) => {
      if (ts.isModuleDeclaration(child) && child.body) walk(child.body, `${prefix}${child.name.text}.`);
      else if (ts.isInterfaceDeclaration(child)) found.set(`${prefix}${child.name.text}`, child);
    });
  walk(file, "");
  return found;
}

function declarationsIn(file: ts.SourceFile, name: string): [ts.InterfaceDeclaration, ts.ClassDeclaration] {
  const args = file.statements.find((each) => ts.isInterfaceDeclaration(each) && each.name.text === `${name}Args`);
  const resource = file.statements.find((each) => ts.isClassDeclaration(each) && each.name?.text === name);
  if (!args || !resource) throw new Error(`${file.fileName} does not declare ${name}.`);
  return [args as ts.InterfaceDeclaration, resource as ts.ClassDeclaration];
}

type Interfaces = { readonly inputs: Declared; readonly outputs: Declared };

function objectType(
  members: readonly (ts.TypeElement | ts.ClassElement)[],
  declared: Interfaces,
  types: Map<string, object>,
): ObjectType {
  const properties = members.filter(
    (member): member is ts.PropertySignature | ts.PropertyDeclaration =>
      (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) &&
      member.type !== undefined &&
      (ts.getCombinedModifierFlags(member as ts.PropertyDeclaration) & ts.ModifierFlags.Static) === 0,
  );
  const named = properties.map((member) => [(member.name as ts.Identifier).text, member] as const);
  return {
    properties: Object.fromEntries(named.map(([name, { type }]) => [name, typeOf(type, declared, types)])),
    required: named.filter(([, member]) => !member.questionToken).map(([name]) => name),
  };
}

const anything: SchemaType = { $ref: "pulumi.json#/Any" };

const scalars: Readonly<Partial<Record<ts.SyntaxKind, SchemaType>>> = {
  [ts.SyntaxKind.StringKeyword]: { type: "string" },
  [ts.SyntaxKind.NumberKeyword]: { type: "number" },
  [ts.SyntaxKind.BooleanKeyword]: { type: "boolean" },
};

function typeOf(node: ts.TypeNode | undefined, declared: Interfaces, types: Map<string, object>): SchemaType {
  if (!node) return anything;
  const inner = (type: ts.TypeNode | undefined) => typeOf(type, declared, types);
  if (ts.isParenthesizedTypeNode(node)) return inner(node.type);
  if (ts.isArrayTypeNode(node)) return { type: "array", items: inner(node.elementType) };
  if (ts.isLiteralTypeNode(node)) return { type: "string" };
  if (ts.isUnionTypeNode(node)) return oneOf(node.types.filter((type) => !isUndefined(type)).map(inner));
  if (ts.isTypeLiteralNode(node)) {
    const [index] = node.members;
    return index && ts.isIndexSignatureDeclaration(index)
      ? { type: "object", additionalProperties: inner(index.type) }
      : anything;
  }
  return ts.isTypeReferenceNode(node) ? referred(node, declared, types) : (scalars[node.kind] ?? anything);
}

function isUndefined(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function oneOf(all: readonly SchemaType[]): SchemaType {
  const different = [...new Map(all.map((type) => [JSON.stringify(type), type])).values()];
  return different.length === 1 ? (different[0] as SchemaType) : { oneOf: different };
}

/** `pulumi.Input<…>`, an enumeration, or an object type, which is added to the types of the schema. */
function referred(node: ts.TypeReferenceNode, declared: Interfaces, types: Map<string, object>): SchemaType {
  const [kind = "", ...rest] = nameOf(node.typeName);
  if (kind === "pulumi") return typeOf(node.typeArguments?.[0], declared, types);
  if (kind === "enums") return { type: "string" };
  if (kind !== "inputs" && kind !== "outputs") return anything;
  const name = rest.join(".");
  const token = `azure-native:${rest.slice(0, -1).join("/")}:${rest.at(-1)?.replace(/Args$/, "")}`;
  if (!types.has(token)) {
    // Types refer to themselves: the entry must exist before its properties are read.
    types.set(token, {});
    const declaration = declared[kind].get(name);
    types.set(token, { type: "object", ...objectType(declaration?.members ?? [], declared, types) });
  }
  return { $ref: `#/types/${token}` };
}

function nameOf(name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...nameOf(name.left), name.right.text];
}
