import type { AddressSet, Family } from "./address-set";
import type { Intervals } from "./intervals";
import * as intervals from "./intervals";
import type { PortSet } from "./port-set";

/** All packets of one address family whose addresses and ports are in these four sets. */
export interface Box<T extends number | bigint> {
  readonly local: Intervals<T>;
  readonly localPorts: PortSet;
  readonly remote: Intervals<T>;
  readonly remotePorts: PortSet;
}

export function isEmptyBox<T extends number | bigint>(box: Box<T>): boolean {
  return [box.local, box.localPorts, box.remote, box.remotePorts].some((side) => side.length === 0);
}

/** The packets that are in both boxes, or `undefined`. Coordinates that differ most often are compared first. */
export function intersectBoxes<T extends number | bigint>(a: Box<T>, b: Box<T>): Box<T> | undefined {
  const remote = intervals.intersect(a.remote, b.remote);
  if (remote.length === 0) return undefined;
  const remotePorts = intervals.intersect(a.remotePorts, b.remotePorts);
  if (remotePorts.length === 0) return undefined;
  const local = intervals.intersect(a.local, b.local);
  if (local.length === 0) return undefined;
  const localPorts = intervals.intersect(a.localPorts, b.localPorts);
  return localPorts.length === 0 ? undefined : { local, localPorts, remote, remotePorts };
}

/** Adds to `rest` the up to four boxes that make up `box` without `part`, which lies inside it. */
export function cutOut<T extends number | bigint>(box: Box<T>, part: Box<T>, rest: Box<T>[]): void {
  const remotePorts = intervals.subtract(box.remotePorts, part.remotePorts);
  if (remotePorts.length > 0) rest.push({ ...box, remotePorts });
  const remote = intervals.subtract(box.remote, part.remote);
  if (remote.length > 0) rest.push({ ...box, remote, remotePorts: part.remotePorts });
  const local = intervals.subtract(box.local, part.local);
  if (local.length > 0) rest.push({ ...part, localPorts: box.localPorts, local });
  const localPorts = intervals.subtract(box.localPorts, part.localPorts);
  if (localPorts.length > 0) rest.push({ ...part, localPorts });
}

/** Addresses of one family as a set of addresses. */
export function asAddressSet(family: Family, set: Intervals<number> | Intervals<bigint>): AddressSet {
  return family === "v4"
    ? { v4: set as Intervals<number>, v6: intervals.NOTHING }
    : { v4: intervals.NOTHING, v6: set as Intervals<bigint> };
}
