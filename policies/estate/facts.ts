import { append } from "../known/multimap";
import { compare } from "../known/order";
import { placeOf } from "./arm-type";
import { isCovered } from "./coverage";
import { withListed } from "./listed";
import type { Snapshot, SnapshotResource, SnapshotSource } from "./snapshot";

/** What one source states about one resource. */
export interface Fact {
  /** The ARM id in lower case. */
  readonly id: string;
  readonly resource: SnapshotResource;
  readonly source: SnapshotSource;
  /** Whether the sources are known to show all resources attached to it; absent if their coverage decides. */
  readonly isWhole?: boolean;
}

/** The facts of an estate after its sources were compared. */
export interface Facts {
  readonly known: readonly Fact[];
  /** ARM id in lower case → why its facts are ignored, as a clause. */
  readonly aside: ReadonlyMap<string, string>;
}

/** The conditions under which facts of an estate count. */
export interface Trust {
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  /** The maximum age of a fact, in days. */
  readonly maxAge: number;
}

/**
 * Compares the sources of a snapshot: for each resource the newest fact counts, unless other facts that may be as new differ
 * from it.
 */
export function factsIn({ sources }: Snapshot, trust: Trust): Facts {
  const byKey = new Map<string, Fact[]>();
  for (const source of sources) {
    for (const resource of source.resources) {
      const fact = { id: resource.id.toLowerCase(), resource, source };
      const key = keyOf({ id: fact.id, type: resource.type });
      append(byKey, key, fact);
    }
  }
  const aside = new Map<string, string>();
  const settled: Fact[] = [];
  for (const facts of byKey.values()) {
    const { fact, doubt } = settle(facts);
    const why = doubt ?? ageDoubt(fact.source, trust);
    if (why === undefined) settled.push(fact);
    else aside.set(fact.id, why);
  }
  const winners = new Map(settled.map((fact) => [fact.id, fact]));
  const known = settled.filter((fact) => !isGone(fact, sources) && !isListedInParent(fact, winners));
  return { known: withListed(known), aside };
}

/** The associations of the classic provider with subnets have the id of the subnet that they apply to. */
const SHARES_ITS_ID = /:(Subnet\w+Association|VirtualNetworkDnsServers)$/;

/** The unique key of a resource: its id, with the type for one that shares the id of another resource. */
export function keyOf({ id, type }: Pick<SnapshotResource, "id" | "type">): string {
  return SHARES_ITS_ID.test(type) ? `${id} ${type}` : id;
}

/** The fact that counts among those about one resource: facts of an owner come before those of a reader, then the newest counts. */
function settle(facts: readonly Fact[]): { readonly fact: Fact; readonly doubt?: string } {
  const [first] = facts as readonly [Fact];
  if (facts.length === 1) return { fact: first };
  const owned = facts.filter(({ resource }) => !resource.read);
  const counting = owned.length > 0 ? owned : facts;
  // A fact without a time may be newer than any other.
  const timeless = counting.filter(({ source }) => source.time === undefined);
  const latest = counting.map(({ source }) => source.time ?? "").reduce((one, other) => (one > other ? one : other));
  const newest = [...counting.filter(({ source }) => source.time === latest), ...timeless].toSorted(byTimeAndName);
  const [fact = first] = newest;
  const other = newest.find((each) => contentOf(each) !== contentOf(fact));
  if (!other) return { fact };
  const when = timeless.length > 0 ? "and which is newer is not known" : "as of the same time";
  return { fact, doubt: `${nameOf(fact.source)} and ${nameOf(other.source)} say different things of it, ${when}` };
}

/** The result does not depend on the order in which the sources are given. */
function byTimeAndName({ source: one }: Fact, { source: other }: Fact): number {
  if ((one.time === undefined) !== (other.time === undefined)) return one.time === undefined ? 1 : -1;
  return compare(one.name, other.name);
}

/** The name of a source in messages. */
function nameOf({ kind, name }: Pick<SnapshotSource, "kind" | "name">): string {
  return kind === "stack" ? `stack ${name}` : name;
}

function contentOf({ resource: { type, properties, hidden = [] } }: Fact): string {
  return JSON.stringify([type, ordered(properties), [...hidden].sort()]);
}

/** The same value with sorted names: files with the same content may differ in their order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => compare(one, other));
  return entries.map(([name, inner]) => [name, ordered(inner)]);
}

const DAY = 24 * 60 * 60 * 1000;

function ageDoubt(source: SnapshotSource, { today, maxAge }: Trust): string | undefined {
  if (source.time === undefined) return `${nameOf(source)} does not say when it was read`;
  const day = source.time.slice(0, 10);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / DAY);
  // A clock in another time zone may be a day ahead. Facts of a wrong clock, further ahead, would be trusted for too long.
  if (days < -1) return `${nameOf(source)} says that it was read on ${day}, which is yet to come`;
  return days > maxAge ? `what ${nameOf(source)} says of it is ${days} days old` : undefined;
}

/** Whether a newer source that lists all resources of this type no longer lists it. */
function isGone({ id, source }: Fact, sources: readonly SnapshotSource[]): boolean {
  const place = placeOf(id);
  const newer = (other: SnapshotSource) => other !== source && (other.time ?? "") > (source.time ?? "");
  return place !== undefined && sources.some((other) => newer(other) && isCovered(place, other.coverage));
}

/** Resources that Azure lists with their parent: subnets, security rules, routes, peerings. */
const LISTED_IN_PARENT = /\/(subnets|securityrules|routes|virtualnetworkpeerings)\/[^/]+$/;

/** Whether Azure was queried later for its parent: if the resource still exists, it is in the parent's list. */
function isListedInParent({ id, source }: Fact, winners: ReadonlyMap<string, Fact>): boolean {
  if (!LISTED_IN_PARENT.test(id)) return false;
  const parent = winners.get(id.split("/").slice(0, -2).join("/"));
  if (!parent || parent.source === source || parent.source.kind !== "azure") return false;
  return (parent.source.time ?? "") > (source.time ?? "");
}
