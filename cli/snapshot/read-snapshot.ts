import type { SnapshotResource, SnapshotSource } from "../../policies/estate/snapshot";
import { isObject, strings } from "../../policies/plan/program";
import { kindOf } from "../../policies/topology/kinds";
import { parseTypeToken } from "../../policies/topology/type-token";
import { toCoverage } from "./claim";
import type { Document, Refused } from "./document";
import { HIDDEN, keep, type Spelling } from "./keep";
import { keptOf } from "./kept-of";
import { PULUMI } from "./pulumi";
import { toResource } from "./resource";
import { utc } from "./time";

const KINDS = ["stack", "azure", "terraform"] as const;

/** In a snapshot, an element of a list that is hidden leaves a null behind. */
const SNAPSHOT: Spelling = { ...PULUMI, see: (value) => (value === null ? HIDDEN : PULUMI.see(value)) };

/** A snapshot that was made before: it goes through the same sieve, whoever wrote it. */
export function readSnapshot(content: Readonly<Record<string, unknown>>): Document | Refused {
  if (!Array.isArray(content.sources)) return { refused: 'is a snapshot without a list "sources".' };
  const read = content.sources.map(toSource);
  const wrong = read.find((each) => typeof each === "string");
  if (typeof wrong === "string") return { refused: `is a snapshot with a wrong source: ${wrong}.` };
  return { is: "snapshot", sources: read.filter((each) => typeof each !== "string") };
}

function toSource(written: unknown, index: number): SnapshotSource | string {
  const at = `sources[${index}]`;
  if (!isObject(written)) return `${at} is no object`;
  const { name } = written;
  const kind = KINDS.find((each) => each === written.kind);
  if (typeof name !== "string" || name === "") return `${at} has no name`;
  if (!kind) return `${at} has a kind that is none of ${KINDS.join(", ")}`;
  const time = utc(written.time);
  if (written.time !== undefined && !time) return `${at} has a time that is none`;
  const coverage = toCoverage(written.coverage ?? []);
  if (typeof coverage === "string") return `${at} ${coverage.replace(/\.$/, "")}`;
  if (!Array.isArray(written.resources)) return `${at} has no list of resources`;
  const resources = written.resources.map(toKept);
  const wrong = resources.indexOf("wrong");
  if (wrong >= 0) return `${at}.resources[${wrong}] has no type, id and properties`;
  return {
    name,
    kind,
    ...(time ? { time } : {}),
    coverage,
    resources: resources.filter((each) => each !== undefined && each !== "wrong"),
  };
}

/** `undefined` where nothing is read of it. */
function toKept(written: unknown): SnapshotResource | undefined | "wrong" {
  if (!isObject(written)) return "wrong";
  const { type, id, urn, properties, hidden, read } = written;
  if (typeof type !== "string" || typeof id !== "string" || !id.startsWith("/") || !isObject(properties))
    return "wrong";
  const token = parseTypeToken(type);
  const kind = token && kindOf(token.provider, token.module, token.type);
  if (!token || !kind) return undefined;
  const kept = keep(properties, keptOf(kind, token.provider), SNAPSHOT);
  const paths = [...new Set([...kept.hidden, ...strings(hidden).filter((path) => PATH.test(path))])];
  return toResource({
    type,
    id,
    urn: typeof urn === "string" ? urn : undefined,
    kept: { ...kept, hidden: paths },
    isRead: read === true,
  });
}

const PATH = /^[\w.]+(\[\d+\][\w.]*)*$/;
