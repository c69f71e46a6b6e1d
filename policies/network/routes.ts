import { everyPart, unknownsAmong, whichever } from "../known/combine";
import { isUnknown, type Unknown, type Value } from "../known/value";
import type { Verdict } from "../known/verdict";
import { type AddressSet, overlap, unionAll } from "./address-set";
import { chooseRoutes, type RouteEntry, type RoutePiece } from "./route-choice";
import { type EndpointRoute, endpointEntry, type RoutedNetwork, systemEntries } from "./system-routes";
import { hiddenRoutes, userEntries } from "./user-entries";
import type { Route, UserRouteFields } from "./user-route";

/** The route table of a subnet. */
export interface RouteList<Ref> {
  readonly list: readonly UserRouteFields<Ref>[];
  /** Whether the program shows all routes of the table. */
  readonly complete: boolean;
  /** If not: the unknown value that decides which other routes exist. */
  readonly unseen?: Unknown;
  /** Absent means that routes of gateways are propagated. */
  readonly disableBgpRoutePropagation: Value<boolean> | undefined;
}

/** Where packets go: each piece of the destinations with its route, or with the routes of which one wins. */
export interface Routing<Ref> {
  readonly pieces: readonly RoutePiece<Route<Ref>>[];
  /** Routes that Azure would refuse, whether they matter for these destinations or not. */
  readonly refused: readonly Route<Ref>[];
  /** Set if packets go to only one part of these destinations. */
  readonly oneOf?: Alternatives;
}

/** Parts of the destinations, to one of which packets go; `why` decides which. Empty if the parts are not known. */
export interface Alternatives {
  readonly parts: readonly AddressSet[];
  readonly why: readonly Unknown[];
}

/**
 * Which routes packets from a subnet to `destinations` take. `table` is `undefined` if the subnet has none.
 *
 * For a service tag, pass its addresses (`batchNodeManagement`). If they are not in the tag table, pass all addresses that the
 * tag may have: each piece then shows the routes of packets to its addresses.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route
 */
export function routesFor<Ref>(
  destinations: AddressSet,
  table: Value<RouteList<Ref>> | undefined,
  network: RoutedNetwork<Ref>,
): Routing<Ref> {
  return chosen(destinations, table, network, []);
}

/** Which routes packets from a subnet to a private endpoint take, for each address that the endpoint may have. */
export function routesToEndpoint<Ref>(
  endpoint: EndpointRoute,
  table: Value<RouteList<Ref>> | undefined,
  network: RoutedNetwork<Ref>,
): Routing<Ref> {
  return chosen(endpoint.addresses, table, network, [endpointEntry<Ref>(endpoint, network)]);
}

function chosen<Ref>(
  destinations: AddressSet,
  table: Value<RouteList<Ref>> | undefined,
  network: RoutedNetwork<Ref>,
  more: readonly RouteEntry<Route<Ref>>[],
): Routing<Ref> {
  const user = isUnknown(table) ? [hiddenRoutes<Ref>(table)] : table === undefined ? [] : entriesOf(table, network);
  const propagation = isUnknown(table) ? table : table?.disableBgpRoutePropagation;
  const entries = [...user, ...systemEntries<Ref>(network, propagation), ...more];
  const refused = new Set(user.map((entry) => entry.route).filter((route) => route.problems.length > 0));
  return { pieces: chooseRoutes(destinations, entries), refused: [...refused] };
}

function entriesOf<Ref>(table: RouteList<Ref>, { cloud }: RoutedNetwork): readonly RouteEntry<Route<Ref>>[] {
  const shown = userEntries(table.list, cloud);
  return table.complete ? shown : [...shown, hiddenRoutes<Ref>(table.unseen)];
}

/** The evidence about one piece of the destinations, with the routes that packets to it may take. */
export interface RoutedEvidence<Ref, Evidence> extends RoutePiece<Route<Ref>> {
  readonly because: readonly Evidence[];
}

/**
 * Calls `judge` for every route of a routing and combines the verdicts: all pieces of the destinations must hold, and a piece
 * with several possible routes is decided only if all of them agree.
 */
export function judgeRouting<Ref, Evidence>(
  routing: Routing<Ref>,
  judge: (route: Route<Ref>, destinations: AddressSet) => Verdict<Evidence>,
): Verdict<readonly RoutedEvidence<Ref, Evidence>[]> {
  return everyPart(judgePieces(routing, judge));
}

/** Like {@link judgeRouting}, with a verdict for each piece. */
export function judgePieces<Ref, Evidence>(
  { pieces, oneOf }: Routing<Ref>,
  judge: (route: Route<Ref>, destinations: AddressSet) => Verdict<Evidence>,
): readonly Verdict<RoutedEvidence<Ref, Evidence>>[] {
  const verdicts = pieces.map((piece): Verdict<RoutedEvidence<Ref, Evidence>> => {
    const deciding = piece.routes.length > 1 ? piece.routes.flatMap((route) => route.unknowns) : [];
    const verdict = whichever(
      piece.routes.map((route) => judge(route, piece.destinations)),
      unknownsAmong(deciding),
    );
    return { ...verdict, because: { ...piece, because: verdict.because } };
  });
  return oneOf === undefined || concernsEach(oneOf, verdicts) ? verdicts : verdicts.map((each) => doubted(each, oneOf));
}

/** Whether every part has destinations for which the verdict is `violated`. */
function concernsEach<Ref>({ parts }: Alternatives, verdicts: readonly Verdict<RoutePiece<Route<Ref>>>[]): boolean {
  const violated = verdicts.filter(({ is }) => is === "violated");
  const faulty = unionAll(violated.map(({ because }) => because.destinations));
  return parts.length > 0 && parts.every((part) => overlap(part, faulty));
}

/** A violation for some destinations is undecided if packets may go only to other destinations. */
function doubted<Evidence>(verdict: Verdict<Evidence>, { why }: Alternatives): Verdict<Evidence> {
  return verdict.is === "violated" ? { is: "undecided", because: verdict.because, unknowns: why } : verdict;
}
