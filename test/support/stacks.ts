import { RECORDING_FORMAT } from "../../policies/plan/recording";
import { PROGRAMS } from "../programs/all";
import type { Case } from "../programs/parts";
import { type Registered, runProgram } from "./program/engine";

/** A program of the tests, deployed (`state`) or previewed for the first time (`preview`). */
export function registered(program: Case["program"], shown: "state" | "preview"): readonly Registered[] {
  const run = { isDeployed: () => shown === "state", node: false, refreshed: false, spell: (type: string) => type };
  return runProgram(program, run).filter(({ external }) => shown === "state" || !external);
}

/** The output of `pulumi stack export` for resources. */
export function exported(resources: readonly Partial<Registered>[]): object {
  const states = resources.map(({ external, ...resource }) => ({
    ...resource,
    custom: true,
    ...(external ? { external } : {}),
    ...(typeof resource.outputs?.id === "string" ? { id: resource.outputs.id } : {}),
  }));
  return { version: 3, deployment: { manifest: {}, resources: states } };
}

/** A recording of resources. */
export function recorded(resources: readonly Partial<Registered>[]): object {
  const sent = resources.map(({ external: _, ...resource }) => resource);
  return { format: RECORDING_FORMAT, providers: [], resources: sent };
}

/** The output of `pulumi preview --json` for resources to create; it has no outputs of them. */
export function previewed(resources: readonly Partial<Registered>[]): object {
  const steps = resources.map(({ external: _, outputs: __, ...resource }) => ({
    op: "create",
    urn: resource.urn,
    newState: { ...(inWireFormat(resource) as object), custom: true },
  }));
  return { config: {}, steps, duration: 1, changeSummary: { create: steps.length } };
}

/** Unknown values and secrets as previews write them. */
function inWireFormat(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWireFormat);
  if (typeof value !== "object" || value === null) return value;
  if ("$unknown" in value) return "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  if ("$secret" in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inWireFormat(inner)]));
}

/** A program of the tests by its title. */
export function programOf(title: string): Case["program"] {
  const found = PROGRAMS.find((each) => each.title === title);
  if (!found) throw new Error(`There is no program "${title}".`);
  return found.program;
}

/** A state with three mandatory findings: a classic pool, its inbound rule, and no outbound access. */
export const CLASSIC = "what was left behind of the classic mode";

/** The state of that stack. */
export function classicState(stack = "dev"): object {
  const text = JSON.stringify(exported(registered(programOf(CLASSIC), "state")));
  return JSON.parse(text.replaceAll("urn:pulumi:dev::", `urn:pulumi:${stack}::`));
}
