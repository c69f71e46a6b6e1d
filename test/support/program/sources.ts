import { stringify } from "yaml";
import { inOrder } from "./evaluate";
import { isObject, isRef, type Program, type Ref, type Written } from "./language";

/** The languages that programs of the tests are written in for the real engine. */
export type SourceLanguage = "typescript" | "python" | "yaml";

/** The files of a program of the tests in a language, by their names, and which of them has its resources. */
export interface Source {
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Writes a program of the tests in a language, in the simplest form. */
export function sourceOf(program: Program, language: SourceLanguage): Source {
  return WRITERS[language](program);
}

const project = (runtime: string) =>
  `name: tried\nruntime: ${runtime}\nconfig:\n  azure-native:location: westeurope\n  azure:location: westeurope\n`;

const WRITERS: Readonly<Record<SourceLanguage, (program: Program) => Source>> = {
  typescript: (program) => ({
    main: "index.ts",
    files: {
      "Pulumi.yaml": project("nodejs"),
      "package.json": '{ "main": "index.ts" }',
      "index.ts": [
        'import * as pulumi from "@pulumi/pulumi";',
        ...modulesIn(program, "typescript"),
        "",
        ...statements(program, ({ type, args }, name) => {
          return `const ${variable(name)} = new ${classOf(type)}(${JSON.stringify(name)}, ${typescript(args)});`;
        }),
        "",
      ].join("\n"),
    },
  }),
  python: (program) => ({
    main: "__main__.py",
    files: {
      "Pulumi.yaml": project("python"),
      "__main__.py": [
        "import pulumi",
        ...modulesIn(program, "python"),
        "",
        ...statements(program, ({ type, args }, name) => {
          const given = Object.entries(args).map(([key, value]) => `, ${pythonArgument(key, value)}`);
          return `${variable(name)} = ${classOf(type)}(${JSON.stringify(name)}${given.join("")})`;
        }),
        "",
      ].join("\n"),
    },
  }),
  yaml: (program) => {
    const resources = statements(program, ({ type, args }, name) => {
      return [name, { type, properties: yaml(args) }] as const;
    });
    const text = `${project("yaml")}${stringify({ resources: Object.fromEntries(resources) })}`;
    return { main: "Pulumi.yaml", files: { "Pulumi.yaml": text } };
  },
};

/** The statements for a program's resources, each after those that it refers to. */
function statements<T>(program: Program, write: (resource: Written, name: string) => T): readonly T[] {
  return inOrder(program).map((name) => write(program[name] as Written, name));
}

function modulesIn(program: Program, language: "typescript" | "python"): readonly string[] {
  const providers = new Set(Object.values(program).map(({ type }) => type.split(":")[0]));
  const found = Object.entries(MODULES).filter(([provider]) => providers.has(provider));
  return found.map(([, module]) => module[language]);
}

const MODULES = {
  "azure-native": {
    typescript: 'import * as azure_native from "@pulumi/azure-native";',
    python: "import pulumi_azure_native as azure_native",
  },
  azure: { typescript: 'import * as azure from "@pulumi/azure";', python: "import pulumi_azure as azure" },
};

function classOf(token: string): string {
  const [provider = "", module = "", type] = token.split(":");
  return `${provider.replace("-", "_")}.${module.split("/")[0]}.${type}`;
}

function variable(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "_");
}

/** The name of a property in the SDKs for Python, e.g. `public_ip_allocation_method`; names with acronyms are listed. */
function pythonName(name: string): string {
  return PYTHON_NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const PYTHON_NAMES: Readonly<Record<string, string>> = {
  publicIPAllocationMethod: "public_ip_allocation_method",
  privateIPAddress: "private_ip_address",
  publicIPAddress: "public_ip_address",
  publicIPAddressConfiguration: "public_ip_address_configuration",
};

function typescript(value: unknown): string {
  if (isRef(value)) return `${variable(value.$ref)}.${lifted(value.path, "?.")}`;
  if (Array.isArray(value)) return `[${value.map(typescript).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  if (Array.isArray(value.$text)) return `pulumi.concat(${value.$text.map(typescript).join(", ")})`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{ ${fields.map(([name, field]) => `${name}: ${typescript(field)},`).join(" ")} }`;
}

/** Outputs of outputs are outputs: https://www.pulumi.com/docs/iac/concepts/inputs-outputs/apply/#accessing-nested-output-values */
function lifted(path: string, optional: string): string {
  return path.replace(/\]\./g, `]${optional}`);
}

function python(value: unknown): string {
  if (isRef(value)) return `${variable(value.$ref)}.${value.path.split(".").map(pythonName).join(".")}`;
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (!isObject(value)) return value === undefined ? "None" : JSON.stringify(value);
  if (Array.isArray(value.$text)) return `pulumi.Output.concat(${value.$text.map(python).join(", ")})`;
  const fields = Object.entries(value).map(([name, field]) => `"${pythonName(name)}": ${python(field)}`);
  return `{${fields.join(", ")}}`;
}

/** A value of a union type keeps its property names: the SDK does not translate them. */
const OF_SEVERAL_TYPES = new Set(["ruleCollections"]);

function pythonArgument(name: string, value: unknown): string {
  return `${pythonName(name)}=${OF_SEVERAL_TYPES.has(name) ? JSON.stringify(value) : python(value)}`;
}

function yaml(value: unknown): unknown {
  const reference = ({ $ref, path }: Ref) => `\${${$ref}.${path}}`;
  if (isRef(value)) return reference(value);
  if (Array.isArray(value)) return value.map(yaml);
  if (!isObject(value)) return value;
  if (Array.isArray(value.$text)) return value.$text.map((part) => (isRef(part) ? reference(part) : part)).join("");
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, yaml(field)]));
}
