import { createHash, type Hash } from "node:crypto";
import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject, isResource } from "../../policies/plan/program";
import { checkpoints, states } from "../../policies/plan/state";
import { parseUrn } from "../../policies/plan/urn";
import { fileFault } from "../fault";
import { JsonFault, readJson } from "../input/json-stream";
import type { Source } from "../input/source";
import { readArm } from "./arm";
import { toAzure } from "./azure-document";
import { readDeploymentStatus } from "./deployment-status";
import type { Document, Refused } from "./document";
import { readOther } from "./other-documents";
import { readPulumi } from "./pulumi";
import { toStack } from "./stack-document";

/** A list that was read an element at a time, before the rest of its file is known. */
export interface Listed {
  readonly resources: readonly SnapshotResource[];
  /** How many elements it has, whether anything of them is read or not. */
  readonly holds: number;
  /** What is wrong with the first element that cannot be taken, as the end of a sentence. */
  readonly wrong?: string;
  /** `project/stack` of the resources of a state. */
  readonly stack?: string;
  /** What tells it from other lists. */
  readonly mark: string;
  /** Which list of Azure its first element is of. */
  readonly list?: string;
}

interface Reading {
  readonly resources: SnapshotResource[];
  holds: number;
  wrong?: string;
  stack?: string;
  list?: string;
  readonly hash: Hash;
}

type Take = (reading: Reading, value: unknown, at: string) => void;

/** The lists that are read an element at a time: those of states; of `az … list`, of `az graph query` and of `az rest`. */
const LISTS: readonly (readonly [list: readonly string[], take: Take])[] = [
  [states.list, takeState],
  [checkpoints.list, takeState],
  [[], takeAzure],
  [["data"], takeAzure],
  [["value"], takeAzure],
];

/**
 * What a file holds that a snapshot is made from, or why it cannot be read. Of states and of what `az` prints, neither the text
 * nor the parsed JSON is ever in memory as a whole.
 */
export async function readDocument({ open }: Pick<Source, "open">): Promise<Document | Refused> {
  const takes = new Map(LISTS.map(([list, take]) => [list.join("."), take]));
  const readings = new Map<string, Reading>();
  try {
    const lists = LISTS.map(([list]) => list);
    const content = await readJson(open(), lists, ({ list, index, value }) => {
      const key = list.join(".");
      const reading = readings.get(key) ?? { resources: [], holds: 0, hash: createHash("sha256") };
      readings.set(key, reading);
      reading.holds += 1;
      takes.get(key)?.(reading, value, `${key}[${index}]`);
    });
    return toDocument(content, (list) => listedIn(readings.get(list.join("."))));
  } catch (fault) {
    return { refused: fault instanceof JsonFault ? fault.message : fileFault("", "read", fault).trim() };
  }
}

function listedIn(reading: Reading | undefined): Listed {
  if (!reading) return { resources: [], holds: 0, mark: "" };
  const { hash, ...rest } = reading;
  return { ...rest, mark: hash.digest("hex") };
}

function takeState(reading: Reading, value: unknown, at: string): void {
  if (!isResource(value)) {
    reading.wrong ??= `has something in its list of resources that is none: ${at} has no URN.`;
    return;
  }
  const urn = reading.stack === undefined ? parseUrn(value.urn) : undefined;
  if (urn) reading.stack = `${urn.project}/${urn.stack}`;
  const resource = readPulumi(value);
  if (resource) reading.resources.push(resource);
}

function takeAzure(reading: Reading, value: unknown, at: string): void {
  const commit = readDeploymentStatus(value);
  if (commit === "of no manager") return;
  const read = commit ?? readArm(value);
  const id = commit?.id ?? (isObject(value) ? value.id : undefined);
  reading.hash.update(JSON.stringify(id ?? null));
  if (typeof id === "string") reading.list ??= listOf(id);
  if (read && "wrong" in read) reading.wrong ??= `${at} ${read.wrong}.`;
  else if (read) reading.resources.push(read);
}

/** The list that a resource is of, that of the whole subscription or that of its group; records of all types may be in one. */
function listOf(id: string): string {
  return id
    .toLowerCase()
    .replace(/\/resourcegroups\/[^/]+/, "")
    .replace(/\/[^/]+\/?$/, "")
    .replace(/(\/privatednszones\/[^/]+)\/(a|aaaa|cname|mx|ptr|soa|srv|txt)$/, "$1/records");
}

type Find = (list: readonly string[]) => Listed;

function toDocument(content: unknown, listed: Find): Document | Refused {
  if (Array.isArray(content)) return toAzure(listed([]));
  if (!isObject(content)) return { refused: "is not a JSON object.", unrelated: true };
  if (states.claims(content)) return toStack(states, content, listed(states.list));
  if (checkpoints.claims(content)) return toStack(checkpoints, content, listed(checkpoints.list));
  if (Array.isArray(content.data)) return toAzure(listed(["data"]), content);
  if (Array.isArray(content.value)) return toAzure(listed(["value"]), content);
  return readOther(content);
}
