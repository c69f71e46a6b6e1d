import { type Migration, migrationOf } from "../../cli/migrate/migration";
import { isRefusal } from "../../policies/plan/program";
import { type Edit, isOutput, type Plain, type PlainObject } from "../../policies/remedies/edits";
import { readSettings } from "../../policies/settings/settings";
import { pool, standaloneRule, subnet } from "../programs/parts";
import { denyInternetOut, farm, inbound, outbound } from "../rules/parts";
import { runProgram } from "./program/engine";
import { type Args, native, type Program, ref, text } from "./program/language";
import { readProgram } from "./read-program";
import { exported, recorded } from "./stacks";

/** How a program is shown to `migrate`. */
export interface Looked {
  readonly shown?: "state" | "preview";
  readonly today?: string;
  readonly settings?: object;
  /** Spells type tokens. */
  readonly spell?: (type: string) => string;
  /** Changes the content of a file. */
  readonly change?: (text: string) => string;
}

/** After the retirement of the classic mode. */
export const RETIRED = "2026-05-01";

/** The migration of a program of the tests. */
export function migrationFor(program: Program, looked: Looked = {}): Migration {
  const { shown = "state", today = RETIRED, settings = {}, spell = (type) => type, change = (text) => text } = looked;
  const run = { isDeployed: () => shown === "state", node: false, refreshed: false, spell };
  const resources = runProgram(program, run).filter(({ external }) => shown === "state" || !external);
  const file = shown === "state" ? exported(resources) : recorded(resources);
  const read = readProgram(change(JSON.stringify(file)), "a file");
  if (isRefusal(read)) throw new Error(read.refused);
  return migrationOf(read, { settings: readSettings(settings, { today, policies: [] }), today });
}

/** The program after edits, each applied by its resource and path. */
export function applied(program: Program, edits: readonly Edit[]): Program {
  return edits.reduce(applyEdit, program);
}

function applyEdit(program: Program, edit: Edit): Program {
  const { name, type } = edit;
  if (edit.action === "create") {
    if (program[name]) throw new Error(`There is a resource ${name} already.`);
    return { ...program, [name]: { type: withoutVersion(type), args: toArgs(edit.value) } };
  }
  const written = program[name];
  if (!written) throw new Error(`There is no resource ${name}.`);
  if (edit.action === "delete") {
    return Object.fromEntries(Object.entries(program).filter(([other]) => other !== name));
  }
  return { ...program, [name]: { ...written, args: changed(written.args, edit) } };
}

function changed(args: Args, edit: Exclude<Edit, { action: "create" | "delete" }>): Args {
  if (edit.action === "set") return withValue(args, edit.path.split("."), edit.value);
  const [outer = "", ...inner] = edit.path.split(".");
  if (inner.length > 0) {
    const within = changed((args[outer] ?? {}) as Args, { ...edit, path: inner.join(".") } as typeof edit);
    return { ...args, [outer]: within };
  }
  const [, list = "", index = ""] = /^(\w+)(?:\[(\d+)\])?$/.exec(edit.path) ?? [];
  const elements = args[list] as readonly Args[];
  if (edit.action === "add") return { ...args, [list]: [...(elements ?? []), toArgs(edit.value)] };
  // An index is no longer valid after other elements were removed: the identifying properties find the element.
  const isMeant = (element: Args) => Object.entries(edit.element).every(([name, value]) => element[name] === value);
  const at = elements.findIndex(isMeant);
  if (at < 0) throw new Error(`There is no element ${JSON.stringify(edit.element)} for ${index}.`);
  if (edit.action === "remove") return { ...args, [list]: elements.filter((_, other) => other !== at) };
  const value = toArgs(edit.value);
  return {
    ...args,
    [list]: elements.map((element, other) => (other === at ? present({ ...element, ...value }) : element)),
  };
}

function withValue(args: Args, [first = "", ...rest]: readonly string[], value: Plain): Args {
  const inside = (args[first] ?? {}) as Args;
  return present({ ...args, [first]: rest.length === 0 ? toArg(value) : withValue(inside, rest, value) });
}

function present(args: Args): Args {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}

function toArgs(value: PlainObject): Args {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toArg(inner)]));
}

function toArg(value: Plain): unknown {
  if (value === null || typeof value !== "object") return value;
  if (isOutput(value)) {
    const { of, property, suffix } = value;
    return suffix === undefined ? ref(of?.name ?? "", property) : text`${ref(of?.name ?? "", property)}${suffix}`;
  }
  return Array.isArray(value) ? value.map((each: Plain) => toArg(each)) : toArgs(value as PlainObject);
}

/** The programs of the tests are written without versions. */
function withoutVersion(type: string): string {
  return type
    .replace(/^azure-native_\w+?_v\w+?:/, "azure-native:")
    .replace(/\/v\w+:/, (all) => (type.startsWith("azure:") ? all : ":"));
}

/**
 * A program whose plan has every kind of edit: pools of each kind, inline and standalone rules, a formula. `name` may be any text, in
 * logical names and in the names of rules. Other names are fixed, so that ids remain valid: Azure would reject some texts.
 */
export function everythingCalled(name: string): Program {
  const classic = { targetNodeCommunicationMode: "Classic" };
  const fixed = { scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 3 } } };
  const formula = { scaleSettings: { autoScale: { formula: `$TargetDedicatedNodes = 1; // ${name}` } } };
  const classicIn = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
  return farm({
    rules: [
      { ...classicIn, name },
      { ...inbound(110, "Allow", "Tcp", "Internet", "29000-30000"), name: `wide ${name}` },
      { ...outbound(120, "Allow", "Tcp", "Storage", "443"), name: `storage ${name}` },
      { ...denyInternetOut, name: `deny ${name}` },
    ],
    pool: { ...classic, ...fixed },
    more: {
      [name]: native("network:NetworkSecurityGroup", { networkSecurityGroupName: "guard" }),
      [`old ${name}`]: standaloneRule(name, classicIn),
      [`storage ${name}`]: standaloneRule(name, outbound(120, "Allow", "Tcp", "Storage", "443")),
      [`deny ${name}`]: standaloneRule(name, denyInternetOut),
      other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref(name) } }),
      [`pool ${name}`]: pool({ subnetId: ref("other") }, { poolName: "one", ...classic, ...formula }),
      [`second ${name}`]: pool({ subnetId: ref("other") }, { poolName: "two", ...classic, ...fixed }),
      [`cloud ${name}`]: pool(
        { subnetId: ref("other") },
        { poolName: "three", deploymentConfiguration: { cloudServiceConfiguration: { osFamily: "6" } } },
      ),
    },
  });
}
