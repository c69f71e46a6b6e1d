import { emptyAzure } from "../../../toolchain/provider/azure";
import { unknownMark } from "../../../toolchain/wire/properties";
import { evaluate, holdsUnknown, inOrder } from "./evaluate";
import { type Args, isObject, type Program, type Ref, refsIn } from "./language";
import { providerOf, WHOLE_IN_NODE } from "./providers";

/** One resource as the engine knows it, in the readable form of recordings. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Args;
  readonly outputs: Args;
  readonly parent: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Read, not managed: `.get()`. */
  readonly external: boolean;
}

/** How a program is run. */
export interface Run {
  /** Whether a resource is already deployed; the others are previewed. */
  readonly isDeployed: (name: string) => boolean;
  /** Whether arguments are those of the Node SDK, which loses more than the SDKs of other languages. */
  readonly node: boolean;
  /** Whether they are those of the Java SDK, which sends no dependencies of unknown outputs other than `id`. */
  readonly java?: boolean;
  /** Whether the state was refreshed since the deployment. */
  readonly refreshed: boolean;
  /** Spells the type token. */
  readonly spell: (type: string) => string;
}

const STACK = "urn:pulumi:dev::shapes::pulumi:pulumi:Stack::shapes-dev";

/** Runs a program to the stage in `run`, with stand-ins for the providers. */
export function runProgram(program: Program, run: Run): readonly Registered[] {
  const urns = new Map(Object.keys(program).map((name) => [name, urnOf(name, program, run)]));
  const urn = (name: string) => urns.get(name) ?? "";
  const azure = emptyAzure();
  const outputs = new Map<string, Args>();
  const inputs = new Map<string, Args>();
  for (const name of inOrder(program)) {
    const { type, args, existing } = program[name] as Program[string];
    if (isComponent(type)) continue;
    const provider = providerOf(type);
    const deployed = existing === true || run.isDeployed(name);
    const evaluated = evaluate(args, { outputs: (source) => outputs.get(source) ?? {}, deployed }) as Args;
    const checked = provider.check(urn(name), run.node ? losingWhatNodeLoses(type, evaluated) : evaluated);
    if (deployed && holdsUnknown(checked)) throw new Error(`${name} cannot be deployed: ${JSON.stringify(checked)}`);
    inputs.set(name, checked);
    outputs.set(name, deployed ? provider.deploy(checked, azure) : provider.preview(checked));
  }
  const shown = (name: string): Args => {
    const own = outputs.get(name) ?? {};
    if (!run.refreshed || typeof own.id !== "string") return own;
    const seen = azure.read(own.id);
    if (seen && program[name]?.type.startsWith("azure-native:"))
      return { ...otherCase(seen.outputs), __inputs: own.__inputs };
    return { ...own, ...classicChildren(own.id, own, [...outputs.values()]) };
  };
  const isTold = (ref: Ref): boolean => {
    const value = evaluate(ref, { outputs: (source) => outputs.get(source) ?? {}, deployed: false });
    return !run.java || ref.path === "id" || !holdsUnknown(value);
  };
  return Object.entries(program).map(([name, written]) => {
    const byProperty = Object.entries(written.args).map(([property, value]): [string, string[]] => [
      property,
      [
        ...new Set(
          refsIn(value)
            .filter(isTold)
            .map((ref) => urn(ref.$ref)),
        ),
      ],
    ]);
    return {
      urn: urn(name),
      type: run.spell(written.type),
      name,
      inputs: inputs.get(name) ?? {},
      outputs: shown(name),
      parent: written.parent === undefined ? STACK : urn(written.parent),
      dependencies: [...new Set(byProperty.flatMap(([, sources]) => sources))],
      propertyDependencies: Object.fromEntries(byProperty.filter(([, sources]) => !run.java || sources.length > 0)),
      external: written.existing === true,
    };
  });
}

/** Whether a type belongs to a provider that the tests do not support. */
function isComponent(type: string): boolean {
  if (/^azure-native[_-]/.test(type))
    throw new Error(`${type}: programs are written without versions; shapes spell them.`);
  return !/^azure(-native)?:/.test(type);
}

function urnOf(name: string, program: Program, run: Run): string {
  const types: string[] = [];
  for (let at: string | undefined = name; at !== undefined; at = program[at]?.parent) {
    types.unshift(run.spell(program[at]?.type ?? ""));
  }
  return `urn:pulumi:dev::shapes::${types.join("$")}::${name}`;
}

function losingWhatNodeLoses(type: string, args: Args): Args {
  const whole = WHOLE_IN_NODE[type] ?? [];
  const lost = whole.filter((name) => name in args && holdsUnknown(args[name]));
  return { ...args, ...Object.fromEntries(lost.map((name) => [name, { ...unknownMark }])) };
}

/** ARM does not keep the casing of ids: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid */
function otherCase<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll("/resourceGroups/", "/resourcegroups/")) as T;
}

/** The properties that a refresh adds to the lists that Terraform reads from Azure. */
function classicChildren(id: string, own: Args, all: readonly Args[]): Args {
  const lists = ["securityRules", "routes", "subnets"].map((list) => {
    const prefix = `${id}/${list}/`;
    const apart = all.filter((other) => typeof other.id === "string" && other.id.startsWith(prefix));
    const children = apart.filter((child) => child.subnetId === undefined);
    const written = (Array.isArray(own[list]) ? own[list] : []).filter(isObject);
    return [list, [...written, ...children]] as const;
  });
  return Object.fromEntries(lists.filter(([, children]) => children.length > 0));
}
