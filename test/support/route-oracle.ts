import fc from "fast-check";
import type { routesFor } from "../../policies/network/routes";
import { TAGS } from "../../policies/network/tag-data";
import type { UserRouteFields } from "../../policies/network/user-route";
import { hops, NETWORK, route, table } from "./routing";

/*
 * How Azure routes a packet, written as plainly as possible: every prefix of every route in one list, and the best of
 * those that contain the address. It shares no code with the routes that it checks.
 */

interface Line {
  readonly base: number;
  readonly length: number;
  readonly standing: number;
  readonly says: string;
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function line(prefix: string, standing: number, says: string): Line[] {
  const [base = "", length = "32"] = prefix.split("/");
  return base.includes(":") ? [] : [{ base: number(base), length: Number(length), standing, says }];
}

function lines(user: readonly UserRouteFields<unknown>[]): Line[] {
  const ofUser = user.flatMap(({ addressPrefix, nextHopType }) => {
    const says = `user ${nextHopType}`;
    const [family, suffix] = `${addressPrefix}`.split(".");
    if (family !== "BatchNodeManagement") return line(`${addressPrefix}`, 3, says);
    const prefixes = suffix === undefined ? Object.values(TAGS.Public.batch).flat() : (TAGS.Public.batch[suffix] ?? []);
    return prefixes.flatMap((prefix) => line(prefix, suffix === undefined ? 1 : 2, says));
  });
  return [
    ...ofUser,
    ...line("10.0.0.0/16", 0, "system VnetLocal"),
    ...line("172.16.0.0/12", 0, "system None"),
    ...line("192.168.0.0/16", 0, "system None"),
    ...line("100.64.0.0/10", 0, "system None"),
    ...line("0.0.0.0/0", 0, "system Internet"),
  ];
}

/** The winning route of one address, as `user None`. */
function winner(all: readonly Line[], address: number): string {
  const holding = all.filter(({ base, length }) => address >= base && address < base + 2 ** (32 - length));
  const [best] = holding.sort((a, b) => b.length - a.length || b.standing - a.standing);
  return best?.says ?? "nothing";
}

const westEurope = (TAGS.Public.batch.WestEurope ?? []).filter((prefix) => !prefix.includes(":"));
const hopType = fc.constantFrom("Internet", "None", "VirtualAppliance", "VnetLocal", "VirtualNetworkGateway");

/** The network of `length` bits that contains an address. */
function network(address: number, length: number): string {
  const base = address - (address % 2 ** (32 - length));
  return `${[24, 16, 8, 0].map((shift) => (base >>> shift) & 255).join(".")}/${length}`;
}

/** Addresses where routes differ: of Batch, private ones, any. */
const address = fc.oneof(
  fc.constantFrom(...westEurope).map((prefix) => number(prefix.split("/")[0] ?? "")),
  fc.constantFrom("10.0.1.4", "10.1.0.0", "172.16.5.5", "192.168.0.1", "100.64.0.1", "168.63.5.53").map(number),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
);

const tags = fc.constantFrom(
  "BatchNodeManagement",
  "BatchNodeManagement.WestEurope",
  "BatchNodeManagement.NorthEurope",
);

/** User routes, no two of which are for the same prefix. */
export const userRoutes = fc
  .uniqueArray(
    fc.record({
      prefix: fc.oneof(
        tags,
        fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([at, length]) => network(at, length)),
      ),
      type: hopType,
    }),
    { maxLength: 12, selector: ({ prefix }) => prefix },
  )
  .map((list) => list.map(({ prefix, type }) => route(prefix, type)));

/** The addresses at both edges of every prefix, and their neighbours. */
function edges(lines: readonly Line[]): number[] {
  return lines
    .flatMap(({ base, length }) => [base - 1, base, base + 2 ** (32 - length) - 1, base + 2 ** (32 - length)])
    .filter((at) => at >= 0 && at < 2 ** 32);
}

/** Whether `routes` selects the route with the longest prefix for every address in the list. */
export function agreesOnRoutes(routes: typeof routesFor): fc.IProperty<unknown> {
  return fc.property(userRoutes, fc.array(address, { maxLength: 20 }), fc.nat(), (user, some, pick) => {
    const all = lines(user);
    const at = edges(all);
    const tried = [...some, ...Array.from({ length: 40 }, (_, step) => at[(pick + step * 97) % at.length] as number)];
    const { pieces } = routes({ v4: [0, 2 ** 32], v6: [] }, table(...user), NETWORK);
    return tried.every((at) => {
      const holding = pieces.filter(({ destinations: { v4 } }) =>
        v4.some((from, index) => index % 2 === 0 && at >= from && at < (v4[index + 1] as number)),
      );
      return holding.length === 1 && hops(holding[0]).join() === winner(all, at);
    });
  });
}
