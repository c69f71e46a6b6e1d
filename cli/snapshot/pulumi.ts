import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject, isResource } from "../../policies/plan/program";
import { OUTPUT_VALUE, SIGNATURE, UNKNOWN_SENTINELS } from "../../policies/plan/tree";
import { kindOf } from "../../policies/topology/kinds";
import { parseTypeToken } from "../../policies/topology/type-token";
import { HIDDEN, keep, type Spelling } from "./keep";
import { keptOf } from "./kept-of";
import { toResource } from "./resource";

/** In states, properties have the provider's names. A secret stays hidden, encrypted or not. */
export const PULUMI: Spelling = {
  namesOf: (name) => [name],
  nameIn: (written) => written,
  see: (value) => {
    if (UNKNOWN_SENTINELS.has(value)) return HIDDEN;
    if (!isObject(value) || !(SIGNATURE in value)) return value;
    return value[SIGNATURE] === OUTPUT_VALUE && value.secret !== true && "value" in value ? value.value : HIDDEN;
  },
};

/** A resource of a state as it was deployed; `undefined` if its type is not read, or it does not exist in Azure. */
export function readPulumi(state: unknown): SnapshotResource | undefined {
  if (!isResource(state) || state.delete === true) return undefined;
  const { id, urn, external, type } = state;
  const token = typeof type === "string" ? parseTypeToken(type) : undefined;
  const kind = token && kindOf(token.provider, token.module, token.type);
  if (!token || !kind || typeof id !== "string" || !id.startsWith("/") || typeof type !== "string") return undefined;
  const kept = keep(valuesOf(state), keptOf(kind, token.provider), PULUMI);
  // The program does not own a resource that it only reads.
  return external === true ? toResource({ type, id, kept, isRead: true }) : toResource({ type, id, urn, kept });
}

/** The values that Azure reported, and the inputs for those that it does not report. */
function valuesOf(state: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { inputs, outputs, additionalSecretOutputs } = state;
  const secrets = Array.isArray(additionalSecretOutputs) ? additionalSecretOutputs : [];
  const values = { ...(isObject(inputs) ? inputs : {}), ...(isObject(outputs) ? outputs : {}) };
  return { ...values, ...Object.fromEntries(secrets.filter((name) => name in values).map((name) => [name, HIDDEN])) };
}
