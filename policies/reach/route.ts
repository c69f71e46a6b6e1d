import { everyPart } from "../known/combine";
import type { Value } from "../known/value";
import { judgePieces } from "../network/routes";
import { memo, memoFor } from "../topology/once";
import type { Subnet } from "../topology/subnet";
import type { Topology } from "../topology/topology";
import { inRegion } from "./any-region";
import type { RouteHop } from "./hop";
import { judgeNextHop, type RoutePieceVerdict } from "./next-hop";
import { batchRouting } from "./routing";

/**
 * The next hops of a subnet's packets to the public addresses of node management, and whether these forward the packets. Judged once
 * for all pools in a subnet.
 */
export function publicRoute(
  subnet: Subnet,
  region: Value<string>,
  topology: Topology,
  trusted: readonly string[],
): RouteHop {
  const verdict = inRegion(region, (each) => routes(topology)(trusted)(subnet)(each).verdict);
  return { kind: "route", verdict };
}

const routes = memoFor((topology: Topology) =>
  memoFor((trusted: readonly string[]) =>
    memoFor((subnet: Subnet) =>
      memo((region: Value<string>): RouteHop => {
        const verdicts = judgePieces(batchRouting(subnet)(region), (route, destinations) =>
          judgeNextHop(route, destinations, { subnet, region, topology, trusted }),
        );
        return routeHop(verdicts.map((verdict) => ({ ...verdict, because: verdict.because.because })));
      }),
    ),
  ),
);

/** The hop for all parts of the destinations: every part has to arrive. */
export function routeHop(pieces: readonly RoutePieceVerdict[]): RouteHop {
  return { kind: "route", verdict: { ...everyPart<unknown>(pieces), because: pieces } };
}
