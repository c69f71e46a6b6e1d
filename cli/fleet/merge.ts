import type { ValidateFunction } from "ajv";
import { compare } from "../../policies/known/order";
import { isObject } from "../../policies/plan/program";
import { fileFault } from "../fault";
import { JsonFault } from "../input/json-fault";
import { readJson } from "../input/json-stream";
import type { Source } from "../input/source";
import { PACK } from "../pack";
import { visible } from "../visible";
import { FLEET_FORMAT, type FleetDocument } from "./document";
import { faultIn, fleetValidator } from "./validate";

/**
 * Reads sweeps that `fleet --format json` wrote. Throws one sentence for a file that does not match the schema or was written by
 * another version: in totals of different versions, changes of the stacks cannot be distinguished from changes of the policies.
 */
export async function readSweeps(sources: readonly Source[]): Promise<readonly FleetDocument[]> {
  const sweeps: FleetDocument[] = [];
  if (sources.length === 0) return sweeps;
  const isFleet = await fleetValidator();
  for (const source of sources) {
    const content = await readJson(source.open(), [], () => {}).catch((fault) => {
      throw new Error(
        fault instanceof JsonFault ? `${source.name} ${fault.message}` : fileFault(source.name, "read", fault),
      );
    });
    sweeps.push(asSweep(content, source.name, isFleet));
  }
  return sweeps;
}

function asSweep(content: unknown, file: string, isFleet: ValidateFunction<FleetDocument>): FleetDocument {
  const { format, pack } = isObject(content) ? content : {};
  const isOther = `${file} is not what "azure-batch-guard fleet --format json" writes`;
  if (format !== FLEET_FORMAT) throw new Error(`${isOther}.`);
  // The version is checked first, because another version may have another schema.
  const version = isObject(pack) ? pack.version : undefined;
  if (typeof version === "string" && version !== PACK.version) {
    throw new Error(visible(`${file} was written by version ${JSON.stringify(version)}; this is ${PACK.version}.`));
  }
  if (!isFleet(content)) throw new Error(visible(`${isOther}: ${faultIn(isFleet)}.`));
  return content;
}

/**
 * Merges sweeps into one with all their stacks and the oldest date. A state that occurs in several sweeps counts once, as in the
 * latest sweep.
 */
export function merge(sweeps: readonly FleetDocument[]): FleetDocument {
  const key = ({ project, stack, file }: FleetDocument["stacks"][number]) => JSON.stringify([project, stack, file]);
  const byDay = sweeps.toSorted((one, other) => compare(one.date, other.date));
  const stacks = new Map(byDay.flatMap((sweep) => sweep.stacks.map((stack) => [key(stack), stack] as const)));
  const refused = new Map(byDay.flatMap((sweep) => sweep.refused.map((each) => [JSON.stringify(each), each] as const)));
  return {
    format: FLEET_FORMAT,
    pack: PACK,
    date: sweeps.map(({ date }) => date).toSorted()[0] ?? "",
    stacks: [...stacks.values()].toSorted((one, other) => compare(key(one), key(other))),
    refused: [...refused.values()].toSorted((one, other) => compare(one.file, other.file)),
  };
}
