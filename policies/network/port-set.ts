import type { Intervals } from "./intervals";
import * as intervals from "./intervals";
import type { Parsed } from "./parsed";

/** An exact set of TCP or UDP ports. */
export type PortSet = Intervals<number>;

export const EVERY_PORT: PortSet = Object.freeze([0, 65536]);
export const NO_PORT: PortSet = intervals.NOTHING;

/** The ports that TCP and UDP use: port 0 is reserved, and no packet of a connection carries it. https://www.rfc-editor.org/rfc/rfc6335 */
export const USED_PORTS: PortSet = Object.freeze([1, 65536]);

/** The source ports of client connections. The ranges of Linux and Windows are inside of this one. */
export const EPHEMERAL_PORTS: PortSet = Object.freeze([1024, 65536]);

/** One port, or the ports from `first` to `last`, both included. */
export function ports(first: number, last = first): PortSet {
  return [first, last + 1];
}

const PORT_OR_RANGE = /^(0|[1-9]\d{0,4})(?:-(0|[1-9]\d{0,4}))?$/;

/**
 * Reads `*`, a port or a range `low-high`, as in security rules and firewall rules
 * (https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#security-rules).
 * A comma-separated list belongs in the plural property: the portal splits it, the API refuses it.
 */
export function parsePorts(text: string): Parsed<PortSet> {
  if (text === "*") return { value: EVERY_PORT };
  const match = PORT_OR_RANGE.exec(text);
  if (match === null) return { problem: `"${text}" is not a port, a range of ports or *` };
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  if (first > 65535 || last > 65535) return { problem: `"${text}" names a port above 65535` };
  if (first > last) return { problem: `"${text}" is a range that ends before it begins` };
  return { value: ports(first, last) };
}

/** The set in Azure's notation: `443`, `80-90` or `*`, one text per interval. */
export function formatPorts(set: PortSet): string[] {
  if (intervals.equal(set, EVERY_PORT)) return ["*"];
  const texts: string[] = [];
  for (let i = 0; i < set.length; i += 2) {
    const first = set[i] as number;
    const last = (set[i + 1] as number) - 1;
    texts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return texts;
}
