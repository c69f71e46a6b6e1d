import { isObject } from "../plan/program";
import { SNAPSHOT_FORMAT, type Snapshot, type SnapshotResource, type SnapshotSource } from "./snapshot";

/** A snapshot, or what is wrong with it, as the end of a sentence that begins with its place or the name of its file. */
export type ReadSnapshot = { readonly snapshot: Snapshot } | { readonly fault: string };

/** Reads parsed JSON as a snapshot. */
export function readSnapshot(content: unknown): ReadSnapshot {
  if (!isObject(content)) return { fault: "is not a JSON object" };
  const { format, sources } = content;
  if (format !== SNAPSHOT_FORMAT) return { fault: otherFormat(format) };
  const fault = Array.isArray(sources) ? firstFault(sources, "sources", faultInSource) : "has no list of sources";
  return fault === undefined ? { snapshot: content as unknown as Snapshot } : { fault };
}

function otherFormat(format: unknown): string {
  const isSnapshot = typeof format === "string" && format.startsWith("azure-batch-guard snapshot ");
  return isSnapshot
    ? `is "${format.slice(0, 60)}", and only "${SNAPSHOT_FORMAT}" is known`
    : 'is no snapshot: make one with "azure-batch-guard snapshot"';
}

type FaultIn = (value: unknown, at: string) => string | undefined;

function firstFault(list: readonly unknown[], at: string, faultIn: FaultIn): string | undefined {
  for (const [index, value] of list.entries()) {
    const fault = faultIn(value, `${at}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/;

const KINDS: readonly SnapshotSource["kind"][] = ["stack", "azure", "terraform"];

const faultInSource: FaultIn = (source, at) => {
  if (!isObject(source)) return `has something that is no source at ${at}`;
  const { name, kind, time, coverage, resources } = source;
  if (typeof name !== "string" || name === "") return `has no name at ${at}`;
  if (!KINDS.some((each) => each === kind)) return `has a kind that is none of ${KINDS.join(", ")} at ${at}`;
  const isTime = typeof time === "string" && TIME.test(time) && !Number.isNaN(Date.parse(time));
  if (time !== undefined && !isTime) return `has a time that is none at ${at}.time`;
  if (!Array.isArray(coverage)) return `has no list at ${at}.coverage`;
  if (!Array.isArray(resources)) return `has no list at ${at}.resources`;
  const fault =
    firstFault(coverage, `${at}.coverage`, faultInCoverage) ??
    firstFault(resources, `${at}.resources`, faultInResource);
  return fault ?? contradiction(resources, at);
};

const faultInCoverage: FaultIn = (coverage, at) => {
  if (!isObject(coverage) || typeof coverage.subscription !== "string" || coverage.subscription === "")
    return `has no subscription at ${at}`;
  const { resourceGroup, types } = coverage;
  if (resourceGroup !== undefined && typeof resourceGroup !== "string") return `has no name at ${at}.resourceGroup`;
  return isListOfText(types) ? undefined : `has no list of types at ${at}.types`;
};

const faultInResource: FaultIn = (resource, at) => {
  if (!isObject(resource)) return `has something that is no resource at ${at}`;
  const { type, id, urn, properties, hidden, read } = resource;
  if (typeof type !== "string") return `has no type at ${at}`;
  if (typeof id !== "string" || !id.startsWith("/")) return `has no ARM id at ${at}`;
  if (urn !== undefined && typeof urn !== "string") return `has no URN at ${at}.urn`;
  if (!isObject(properties)) return `has no properties at ${at}`;
  if (read !== undefined && typeof read !== "boolean") return `has neither true nor false at ${at}.read`;
  return hidden === undefined || isListOfText(hidden) ? undefined : `has no list of paths at ${at}.hidden`;
};

/** Two different facts about one resource in one source: it is not known which one counts. */
function contradiction(resources: readonly SnapshotResource[], at: string): string | undefined {
  const seen = new Map<string, SnapshotResource>();
  for (const resource of resources) {
    const key = `${resource.id.toLowerCase()} ${resource.type} ${resource.read === true}`;
    const other = seen.get(key);
    if (other && JSON.stringify(other) !== JSON.stringify(resource))
      return `says two different things of ${resource.id.slice(0, 300)} at ${at}`;
    seen.set(key, resource);
  }
  return undefined;
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
