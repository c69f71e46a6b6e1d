import type { ErrorObject, ValidateFunction } from "ajv";
import { isDate } from "../../policies/settings/dates";
import schema from "../../schemas/fleet.schema.json";
import type { FleetDocument } from "./document";

/** Validates parsed JSON against the schema of a sweep; `errors` has the faults. */
export async function fleetValidator(): Promise<ValidateFunction<FleetDocument>> {
  // Loaded on demand: few runs merge sweeps.
  const { Ajv } = await import("ajv");
  return new Ajv({ formats: { date: isDate } }).compile<FleetDocument>(schema);
}

/** The fault and its path: `stacks[2].pools[0].service must be equal to one of the allowed values: open, blocked`. */
export function faultIn({ errors }: ValidateFunction): string {
  // For `anyOf`, the last error only says that no schema matches; the errors before it say what each schema requires.
  const asked = (errors ?? []).filter(({ keyword }) => keyword !== "anyOf");
  const [first] = asked;
  return first ? `${placeOf(first)} ${asked.map((fault) => `${fault.message}${detailOf(fault)}`).join(" or ")}` : "";
}

/** Converts a JSON pointer to a property path. */
function placeOf({ instancePath }: ErrorObject): string {
  const place = instancePath.replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
  return place === "" ? "it" : place.replace(/^\./, "");
}

function detailOf({ params }: ErrorObject): string {
  const detail: unknown = params.allowedValues ?? params.additionalProperty;
  return detail === undefined ? "" : `: ${[detail].flat().join(", ")}`;
}
