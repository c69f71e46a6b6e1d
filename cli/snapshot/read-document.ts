import { createHash, type Hash } from "node:crypto";
import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject, isResource } from "../../policies/plan/program";
import { checkpoints, states } from "../../policies/plan/state";
import { parseUrn } from "../../policies/plan/urn";
import { accessFault } from "../fault";
import { JsonFault } from "../input/json-fault";
import { readJson } from "../input/json-stream";
import type { Source } from "../input/source";
import { readArm } from "./arm";
import { toAzure } from "./azure-document";
import { readDeploymentStatus } from "./deployment-status";
import type { Document, Refused } from "./document";
import { readOther } from "./other-documents";
import { readPulumi } from "./pulumi";
import { toStack } from "./stack-document";

/** A list that was read one element at a time, before the rest of its file. */
export interface Listed {
  readonly resources: readonly SnapshotResource[];
  /** The number of its elements, including those that are not read. */
  readonly holds: number;
  /** What is wrong with the first invalid element, as the end of a sentence. */
  readonly wrong?: string;
  /** `project/stack` of the resources of a state. */
  readonly stack?: string;
  /** Distinguishes it from other lists. */
  readonly mark: string;
  /** The list in Azure that its first element belongs to. */
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

/** The lists that are read one element at a time: those of states, of `az … list`, of `az graph query` and of `az rest`. */
const LISTS: readonly (readonly [list: readonly string[], take: Take])[] = [
  [states.list, takeState],
  [checkpoints.list, takeState],
  [[], takeAzure],
  [["data"], takeAzure],
  [["value"], takeAzure],
];

/**
 * Reads a file that a snapshot is made from, or returns why it cannot be read. Neither the text nor the parsed JSON of a state or of
 * output of `az` is in memory as a whole.
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
    return { refused: fault instanceof JsonFault ? fault.message : accessFault("read", fault) };
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

/** The list that contains a resource, of its subscription or resource group. One list may contain DNS records of all types. */
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
