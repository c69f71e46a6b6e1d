import { expect, test } from "vitest";
import type { NetworkPath, PathEdge, PathHop } from "../../../cli/findings/network-path";
import { inWords } from "../../../cli/picture/in-words";

const hop = (id: string, kind: PathHop["kind"], change: Partial<PathHop> = {}): PathHop => ({
  ...{ id, kind, name: id, detail: "", is: "open" },
  ...change,
});

function path(hops: readonly PathHop[], ...edges: readonly string[]): NetworkPath {
  const read = edges.map((edge): PathEdge => {
    const [from = "", to = ""] = edge.split(" ");
    return { from, to, is: "open" };
  });
  return { pool: "urn", name: "render", region: "", is: "open", hops, edges: read };
}

const nodes = hop("nodes", "nodes");
const service = hop("the service", "service", { detail: "BatchNodeManagement" });

test("one branch", () => {
  const group = hop("nsg", "security-group", { detail: "Deny denies it", is: "blocked" });
  const told = {
    ...path([nodes, group, service], "nodes nsg"),
    edges: [
      { from: "nodes", to: "nsg", is: "open" },
      { from: "nsg", to: "the service", is: "blocked" },
    ] as const,
    is: "blocked" as const,
  };
  expect(inWords(told)).toBe("render: blocked. Nodes → NSG nsg, blocked (Deny denies it) → the service");
});

test("several branches, of which four are reported", () => {
  const routes = Array.from({ length: 6 }, (_, at) => hop(`r${at}`, "route"));
  const told = inWords(path([nodes, ...routes], ...routes.map(({ id }) => `nodes ${id}`)));
  expect(told).toBe(
    "render: open. Nodes → route table r0; or Nodes → route table r1; or Nodes → route table r2; or Nodes → route table r3; and more",
  );
});

test("a file may hold anything: edges in a circle, edges to nowhere, no hops", () => {
  expect(inWords(path([hop("a", "subnet"), hop("b", "subnet")], "a b", "b a"))).toBe(
    "render: open. subnet a → subnet b",
  );
  expect(inWords(path([nodes], "nodes x"))).toBe("render: open. Nodes");
  expect(inWords(path([]))).toBe("render: open. ");
});

test("many hops that all lead to each other end soon", () => {
  const hops = Array.from({ length: 40 }, (_, at) => hop(`s${at}`, "subnet"));
  const edges = hops.flatMap(({ id }) => hops.map((other) => `${id} ${other.id}`));
  expect(inWords(path(hops, ...edges)).length).toBeGreaterThan(0);
});
