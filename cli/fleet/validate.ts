import type { ErrorObject, ValidateFunction } from "ajv";
import { isDate } from "../../policies/settings/dates";
import schema from "../../schemas/fleet.schema.json";
import type { FleetDocument } from "./document";

/** Tells whether parsed JSON is a sweep as its schema says; else `errors` has the first fault. */
export async function fleetValidator(): Promise<ValidateFunction<FleetDocument>> {
  // Few runs merge sweeps: the others need not wait for the validator to load.
  const { Ajv } = await import("ajv");
  return new Ajv({ formats: { date: isDate } }).compile<FleetDocument>(schema);
}

/** What is wrong, and where: `stacks[2].pools[0].service must be equal to one of the allowed values: open, blocked`. */
export function faultIn({ errors }: ValidateFunction): string {
  // Where one of several schemas would do, the fault that there is none comes last, after what each of them asks for.
  const asked = (errors ?? []).filter(({ keyword }) => keyword !== "anyOf");
  const [first] = asked;
  return first ? `${placeOf(first)} ${asked.map((fault) => `${fault.message}${detailOf(fault)}`).join(" or ")}` : "";
}

/** A JSON pointer in the form in which programs write it. */
function placeOf({ instancePath }: ErrorObject): string {
  const place = instancePath.replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
  return place === "" ? "it" : place.replace(/^\./, "");
}

function detailOf({ params }: ErrorObject): string {
  const detail: unknown = params.allowedValues ?? params.additionalProperty;
  return detail === undefined ? "" : `: ${[detail].flat().join(", ")}`;
}
