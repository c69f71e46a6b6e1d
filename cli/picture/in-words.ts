import type { NetworkPath, PathEdge, PathHop } from "../findings/network-path";

/** What people call each kind of hop. */
export const KIND_NAMES: Readonly<Record<PathHop["kind"], string>> = {
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

/** How many of several branches are told one by one. */
const MOST_BRANCHES = 4;

/**
 * A path as a text: `render: blocked. Nodes → subnet snet → NSG nsg, blocked (rule "DenyAll" denies it) → Batch service`. Where it
 * divides, one branch after the other.
 */
export function inWords(path: NetworkPath): string {
  const { branches, more } = branchesOf(path);
  const told = branches.map((branch) => branch.map(briefly).join(" → "));
  const rest = more ? "; and more" : "";
  return `${path.name}: ${path.is}. ${told.join("; or ")}${rest}`;
}

function briefly({ remedy: _, ...hop }: PathHop): string {
  return hopInWords(hop);
}

/** One hop as a text, with its fix. */
export function hopInWords({ kind, name, detail, is, remedy }: PathHop): string {
  const called = kind === "nodes" ? "Nodes" : kind === "service" ? name : `${KIND_NAMES[kind]} ${name}`;
  const state = is === "open" || kind === "service" ? "" : `, ${is}`;
  const fix = remedy === undefined ? "" : `. Fix: ${remedy}`;
  return `${called}${state}${detail === "" || kind === "service" ? "" : ` (${detail})`}${fix}`;
}

/** The branches from the first hop to the end, at most so many as are told. */
function branchesOf({ hops, edges }: NetworkPath): {
  readonly branches: readonly (readonly PathHop[])[];
  readonly more: boolean;
} {
  const byId = new Map(hops.map((hop) => [hop.id, hop]));
  const branches: PathHop[][] = [];
  let more = false;
  const follow = (hop: PathHop, before: readonly PathHop[]): void => {
    const branch = [...before, hop];
    const after = edges.filter((edge: PathEdge) => edge.from === hop.id).flatMap(({ to }) => byId.get(to) ?? []);
    // Paths that are read from a file may lead in a circle.
    const next = after.filter((each) => !branch.includes(each));
    if (branches.length >= MOST_BRANCHES) more = true;
    else if (next.length === 0) branches.push(branch);
    else for (const each of next) follow(each, branch);
  };
  const [first] = hops;
  if (first) follow(first, []);
  return { branches, more };
}
