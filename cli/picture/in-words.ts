import type { NetworkPath, PathEdge, PathHop } from "../findings/network-path";

/** The display name of each kind of hop. */
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

/** The number of branches that are described; more are only mentioned. */
const MOST_BRANCHES = 4;

/**
 * A path as text: `render: blocked. Nodes → subnet snet → NSG nsg, blocked (rule "DenyAll" denies it) → Batch service`. If it divides,
 * the branches follow each other.
 */
export function inWords(path: NetworkPath): string {
  const { branches, more } = branchesOf(path);
  const shown = branches.map((branch) => branch.map(briefly).join(" → "));
  const rest = more ? "; and more" : "";
  return `${path.name}: ${path.is}. ${shown.join("; or ")}${rest}`;
}

function briefly({ remedy: _, ...hop }: PathHop): string {
  return hopInWords(hop);
}

/** One hop as text, with its fix. */
export function hopInWords({ kind, name, detail, is, remedy }: PathHop): string {
  const called = kind === "nodes" ? "Nodes" : kind === "service" ? name : `${KIND_NAMES[kind]} ${name}`;
  const state = is === "open" || kind === "service" ? "" : `, ${is}`;
  const fix = remedy === undefined ? "" : `. Fix: ${remedy}`;
  return `${called}${state}${detail === "" || kind === "service" ? "" : ` (${detail})`}${fix}`;
}

/** The branches from the first hop to the end, up to the number that is described. */
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
    // A path that is read from a file may contain a cycle.
    const next = after.filter((each) => !branch.includes(each));
    if (branches.length >= MOST_BRANCHES) more = true;
    else if (next.length === 0) branches.push(branch);
    else for (const each of next) follow(each, branch);
  };
  const [first] = hops;
  if (first) follow(first, []);
  return { branches, more };
}
