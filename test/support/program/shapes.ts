import { isRefusal } from "../../../policies/plan/program";
import { RECORDING_FORMAT } from "../../../policies/plan/recording";
import type { PlannedResource } from "../../../policies/plan/resource";
import { readProgram } from "../read-program";
import { type Registered, runProgram } from "./engine";
import type { Program } from "./language";

/** One way in which an engine or a file can show a program. */
export interface Shape {
  readonly name: string;
  /**
   * The values that it shows: `all`; `before` deployment, where references to new resources are unknown; only the
   * `outputs`, without inputs.
   */
  readonly sees: "all" | "before" | "outputs";
  /** Statements that it may leave open in any program. */
  readonly open?: RegExp;
  readonly show: (program: Program, spell: (type: string) => string) => readonly PlannedResource[];
}

/** The shape in which the parent of a child is unknown. */
export const IN_JAVA = "first preview in Java";

const ALL = () => true;
const NONE = () => false;

/** All shapes. The first one has the most known values. */
export const SHAPES: readonly Shape[] = [
  recorded("second preview, all ids known", "all", { isDeployed: ALL }),
  recorded("preview after a refresh", "all", { isDeployed: ALL, refreshed: true }),
  inState("state", { isDeployed: ALL }),
  inState("state after a refresh", { isDeployed: ALL, refreshed: true }),
  recorded("first preview", "before", { isDeployed: NONE }),
  inNode("first preview in Node", NONE),
  inJava(IN_JAVA),
  inNode("preview of new pools in a deployed network", isNoPool),
  recorded("outputs alone, first preview", "outputs", { isDeployed: NONE, node: true }, "outputs"),
  recorded("outputs alone, deployed", "outputs", { isDeployed: ALL }, "outputs"),
  recorded("outputs alone, after a refresh", "outputs", { isDeployed: ALL, refreshed: true }, "outputs"),
];

interface Circumstances {
  readonly isDeployed: (name: string, program: Program) => boolean;
  readonly java?: boolean;
  readonly node?: boolean;
  readonly refreshed?: boolean;
}

function isNoPool(name: string, program: Program): boolean {
  return !/:Pool$/.test(program[name]?.type ?? "");
}

/** An unknown value in one part of a pool's network makes all of it unknown. */
function inNode(name: string, isDeployed: Circumstances["isDeployed"]): Shape {
  return { ...recorded(name, "before", { isDeployed, node: true }), open: /^pool [^>]+ > public addresses$/ };
}

/** A resource that refers to another one by name, or by an output other than `id`, may refer to any. */
function inJava(name: string): Shape {
  const elsewhere = /^(?!pool [^>]+ > (communication mode|public addresses|subnet > addresses)$)/;
  return { ...recorded(name, "before", { isDeployed: NONE, java: true }), open: elsewhere };
}

/** A recording of a preview. It has no resources that are only read. */
function recorded(name: string, sees: Shape["sees"], circumstances: Circumstances, part?: "outputs"): Shape {
  return {
    name,
    sees,
    show: (program, spell) => {
      const resources = run(program, circumstances, spell)
        .filter(({ external }) => !external)
        .map(({ external: _, inputs, ...rest }) => (part ? rest : { ...rest, inputs }));
      return read({ format: RECORDING_FORMAT, providers: [], resources });
    },
  };
}

/** The output of `pulumi stack export`. */
function inState(name: string, circumstances: Circumstances): Shape {
  return {
    name,
    sees: "all",
    show: (program, spell) => {
      const resources = run(program, circumstances, spell).map((resource) => ({
        ...resource,
        custom: resource.outputs.id !== undefined,
        id: resource.outputs.id,
        outputs: { ...resource.outputs, __inputs: { [SIGNATURE]: SECRET, ciphertext: "v1:c2VjcmV0" } },
      }));
      return read({ version: 3, deployment: { manifest: {}, resources } });
    },
  };
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function run(program: Program, circumstances: Circumstances, spell: (type: string) => string): readonly Registered[] {
  const { isDeployed, node = false, java = false, refreshed = false } = circumstances;
  return runProgram(program, { isDeployed: (name) => isDeployed(name, program), node, java, refreshed, spell });
}

function read(content: object): readonly PlannedResource[] {
  const program = readProgram(JSON.stringify(content), "the test");
  if (isRefusal(program)) throw new Error(program.refused);
  return program.resources;
}
