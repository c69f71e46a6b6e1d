import { RECORDING_FORMAT } from "../../policies/plan/recording";
import { PROGRAMS } from "../programs/all";
import type { Case } from "../programs/parts";
import { type Registered, runProgram } from "./program/engine";

/** A program of the tests, deployed (`state`) or previewed for the first time (`preview`). */
export function registered(program: Case["program"], shown: "state" | "preview"): readonly Registered[] {
  const run = { isDeployed: () => shown === "state", node: false, refreshed: false, spell: (type: string) => type };
  return runProgram(program, run).filter(({ external }) => shown === "state" || !external);
}

/** What `pulumi stack export` writes for resources. */
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
export function recorded(resources: readonly Registered[]): object {
  const sent = resources.map(({ external: _, ...resource }) => resource);
  return { format: RECORDING_FORMAT, providers: [], resources: sent };
}

/** A program of the tests by its title. */
export function programOf(title: string): Case["program"] {
  const found = PROGRAMS.find((each) => each.title === title);
  if (!found) throw new Error(`There is no program "${title}".`);
  return found.program;
}

/** A state with three mandatory findings: a classic pool, its inbound rule, and no way out. */
export const CLASSIC = "what was left behind of the classic mode";

/** The state of that stack. */
export function classicState(): object {
  return exported(registered(programOf(CLASSIC), "state"));
}
