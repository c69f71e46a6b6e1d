import type { Provenance } from "../plan/provenance";
import { shortened } from "./shown";

/** `in stack network/prod, as of 2026-11-27`: from where something is known that is not in the program. */
export function inSource(source: Provenance | undefined): string {
  return source ? `in ${nameOfSource(source)}, as of ${source.day}` : "";
}

/** `stack network/prod and hub.json`. */
export function listOfSources(sources: readonly Provenance[]): string {
  return sources.map(nameOfSource).join(" and ");
}

function nameOfSource({ kind, name }: Provenance): string {
  return kind === "stack" ? `stack ${shortened(name)}` : shortened(name);
}
