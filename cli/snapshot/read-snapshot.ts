import { readSnapshot as readEstate } from "../../policies/estate/read-snapshot";
import type { SnapshotResource, SnapshotSource } from "../../policies/estate/snapshot";
import { kindOf } from "../../policies/topology/kinds";
import { parseTypeToken } from "../../policies/topology/type-token";
import type { Document, Refused } from "./document";
import { HIDDEN, keep, type Spelling } from "./keep";
import { keptOf } from "./kept-of";
import { PULUMI } from "./pulumi";
import { toResource } from "./resource";
import { utc } from "./time";

/** In a snapshot, null represents a hidden element of a list. */
const SNAPSHOT: Spelling = { ...PULUMI, see: (value) => (value === null ? HIDDEN : PULUMI.see(value)) };

/** Reads an existing snapshot, and keeps only what a new one would contain, because anyone may have edited it. */
export function readSnapshot(content: Readonly<Record<string, unknown>>): Document | Refused {
  const read = readEstate(content);
  return "fault" in read
    ? { refused: `${read.fault}.` }
    : { is: "snapshot", sources: read.snapshot.sources.map(toKept) };
}

/** Keeps only the properties that are named here: the file may contain others. */
function toKept({ name, kind, time: written, coverage, resources }: SnapshotSource): SnapshotSource {
  const time = utc(written);
  return {
    ...{ name, kind },
    ...(time ? { time } : {}),
    coverage: coverage.map(({ subscription, resourceGroup, types }) => ({
      subscription,
      ...(resourceGroup === undefined ? {} : { resourceGroup }),
      types,
    })),
    resources: resources.flatMap((resource) => keptResource(resource) ?? []),
  };
}

/** `undefined` if the type of the resource is not read. */
function keptResource({
  type,
  id,
  urn,
  properties,
  hidden = [],
  read,
}: SnapshotResource): SnapshotResource | undefined {
  const token = parseTypeToken(type);
  const kind = token && kindOf(token.provider, token.module, token.type);
  if (!token || !kind) return undefined;
  const kept = keep(properties, keptOf(kind, token.provider), SNAPSHOT);
  const paths = [...new Set([...kept.hidden, ...hidden.filter((path) => PATH.test(path))])];
  return toResource({ type, id, urn, kept: { ...kept, hidden: paths }, isRead: read === true });
}

const PATH = /^[\w.]+(\[\d+\][\w.]*)*$/;
