import { expect, test } from "vitest";
import type { Leg, Stop, Way } from "../../../cli/findings/way";
import { inWords } from "../../../cli/picture/in-words";

const stop = (id: string, kind: Stop["kind"], change: Partial<Stop> = {}): Stop => ({
  ...{ id, kind, name: id, detail: "", is: "open" },
  ...change,
});

function way(stops: readonly Stop[], ...legs: readonly string[]): Way {
  const read = legs.map((leg): Leg => {
    const [from = "", to = ""] = leg.split(" ");
    return { from, to, is: "open" };
  });
  return { pool: "urn", name: "render", region: "", is: "open", stops, legs: read };
}

const nodes = stop("nodes", "nodes");
const service = stop("the service", "service", { detail: "BatchNodeManagement" });

test("one course", () => {
  const group = stop("nsg", "security-group", { detail: "Deny denies it", is: "blocked" });
  const told = {
    ...way([nodes, group, service], "nodes nsg"),
    legs: [
      { from: "nodes", to: "nsg", is: "open" },
      { from: "nsg", to: "the service", is: "blocked" },
    ] as const,
    is: "blocked" as const,
  };
  expect(inWords(told)).toBe("render: blocked. Nodes → NSG nsg, blocked (Deny denies it) → the service");
});

test("several courses, of which four are told", () => {
  const routes = Array.from({ length: 6 }, (_, at) => stop(`r${at}`, "route"));
  const told = inWords(way([nodes, ...routes], ...routes.map(({ id }) => `nodes ${id}`)));
  expect(told).toBe(
    "render: open. Nodes → route table r0; or Nodes → route table r1; or Nodes → route table r2; or Nodes → route table r3; and more",
  );
});

test("a file may hold anything: legs in a circle, legs to nowhere, no stops", () => {
  expect(inWords(way([stop("a", "subnet"), stop("b", "subnet")], "a b", "b a"))).toBe(
    "render: open. subnet a → subnet b",
  );
  expect(inWords(way([nodes], "nodes x"))).toBe("render: open. Nodes");
  expect(inWords(way([]))).toBe("render: open. ");
});

test("many stops that all lead to each other end soon", () => {
  const stops = Array.from({ length: 40 }, (_, at) => stop(`s${at}`, "subnet"));
  const legs = stops.flatMap(({ id }) => stops.map((other) => `${id} ${other.id}`));
  expect(inWords(way(stops, ...legs)).length).toBeGreaterThan(0);
});
