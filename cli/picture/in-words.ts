import type { Leg, Stop, Way } from "../findings/way";

/** What people call each kind of stop. */
export const KIND_NAMES: Readonly<Record<Stop["kind"], string>> = {
  nodes: "nodes of pool",
  subnet: "subnet",
  "name-resolution": "DNS",
  "security-group": "NSG",
  route: "route table",
  "nat-gateway": "NAT gateway",
  firewall: "firewall",
  appliance: "appliance",
  gateway: "gateway",
  "private-endpoint": "private endpoint",
  "account-access": "Batch account",
  service: "TCP 443 to",
};

/** How many of several courses are told one by one. */
const MOST_COURSES = 4;

/**
 * A way as a text: `render: blocked. Nodes → subnet snet → NSG nsg, blocked (rule "DenyAll" denies it) → Batch service`. Where it
 * divides, one course after the other.
 */
export function inWords(way: Way): string {
  const { courses, more } = coursesOf(way);
  const told = courses.map((course) => course.map(briefly).join(" → "));
  const rest = more ? "; and more" : "";
  return `${way.name}: ${way.is}. ${told.join("; or ")}${rest}`;
}

function briefly({ remedy: _, ...stop }: Stop): string {
  return stopInWords(stop);
}

/** One stop as a text, with what mends it. */
export function stopInWords({ kind, name, detail, is, remedy }: Stop): string {
  const called = kind === "nodes" ? "Nodes" : kind === "service" ? name : `${KIND_NAMES[kind]} ${name}`;
  const state = is === "open" || kind === "service" ? "" : `, ${is}`;
  const mended = remedy === undefined ? "" : `. Fix: ${remedy}`;
  return `${called}${state}${detail === "" || kind === "service" ? "" : ` (${detail})`}${mended}`;
}

/** The courses from the first stop to the end, at most so many as are told. */
function coursesOf({ stops, legs }: Way): { readonly courses: readonly (readonly Stop[])[]; readonly more: boolean } {
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const courses: Stop[][] = [];
  let more = false;
  const follow = (stop: Stop, before: readonly Stop[]): void => {
    const course = [...before, stop];
    const after = legs.filter((leg: Leg) => leg.from === stop.id).flatMap(({ to }) => byId.get(to) ?? []);
    // Ways that are read from a file may lead in a circle.
    const next = after.filter((each) => !course.includes(each));
    if (courses.length >= MOST_COURSES) more = true;
    else if (next.length === 0) courses.push(course);
    else for (const each of next) follow(each, course);
  };
  const [first] = stops;
  if (first) follow(first, []);
  return { courses, more };
}
