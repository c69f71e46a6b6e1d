import { isUnknown, type Unknown } from "../../known/value";
import type { RouteHop } from "../../reach/hop";
import { routingRulesOn } from "../../reach/managed-routes";
import type { RouteOutcome } from "../../reach/next-hop";
import type { Trace } from "../../reach/trace";
import { ALLOW_ACCESS } from "../../remedies/peering-advice";
import { candidates, single } from "../../topology/link";
import type { PrivateEndpoint } from "../../topology/private-endpoint";
import type { RoutingRules } from "../../topology/routing-rules";
import { firewallDoubt } from "../../wording/describe-firewall";
import { nameOf } from "../../wording/names";
import { nameInId } from "../../wording/outside";
import { shown } from "../../wording/shown";
import { isKnownRegion } from "../../wording/tags";
import { CHECK_CONFIGURATION, DENIES_ACCESS, MAY_CONNECT } from "./other-connections";
import type { Question } from "./questions";
import { aboutTable, LEAD } from "./table-questions";

/** The question about the routes of a pool's subnet, worded by the route that makes them undecided. */
export function questionAboutRoute(hop: RouteHop, trace: Trace, endpoint: PrivateEndpoint | undefined): Question {
  const { verdict } = hop;
  const unknowns = verdict.is === "undecided" ? verdict.unknowns : [];
  const open = verdict.because.filter(({ is }) => is === verdict.is).flatMap(({ because }) => because);
  const written = open.filter(({ route }) => route.source === "user");
  const outcomes = written.length > 0 ? written : open;
  const first =
    outcomes.find(({ is }) => is === "violated") ?? outcomes.find(({ is }) => is !== "holds") ?? outcomes[0];
  if (endpoint) return towards(endpoint, first, unknowns);
  // A route without `ref` represents the routes of a table that is not part of this program.
  if (first?.route.ref === undefined) return hiddenTable(trace, unknowns);
  const unclear = isKnownRegion(trace.region) ? aboutTable(first, open, hop) : undefined;
  return unclear ? { ...unclear(trace), unknowns } : known(first, trace, unknowns);
}

function towards(endpoint: PrivateEndpoint, outcome: RouteOutcome | undefined, unknowns: readonly Unknown[]): Question {
  const name = nameOf(endpoint.entity);
  const via = outcome?.route.ref
    ? `: route "${shown("name", outcome.route.ref.name) ?? ""}" of the subnet takes precedence`
    : "";
  return {
    question: `whether the routes of its subnet lead to private endpoint "${name}"${via}`,
    unknowns,
    advice: `Make sure that nothing behind these routes blocks the nodes from private endpoint "${name}".`,
  };
}

function hiddenTable({ pool, subnet }: Trace, unknowns: readonly Unknown[]): Question {
  const managed = subnet && routingRulesOn(subnet);
  if (managed) return managedTable(managed, unknowns);
  const table = subnet && single(subnet.routeTable);
  if (table) {
    const question = `${LEAD}: the routes of table "${nameOf(table.entity)}" are unknown`;
    return {
      question,
      unknowns,
      advice: "Check it for a route that drops TCP 443 to the service tag BatchNodeManagement.",
    };
  }
  const isOneOfSeveral = candidates(pool.subnet).some(({ routeTable }) => candidates(routeTable).length > 1);
  const several = candidates(pool.subnet).length > 1;
  if (isOneOfSeveral || several) {
    const question = `${LEAD}: it may use one of several tables`;
    return { question, unknowns };
  }
  const question = `${LEAD}: their table is not part of this program`;
  const advice = "Check it for a route that drops TCP 443 to the service tag BatchNodeManagement.";
  const external = candidates(pool.subnet)
    .map(({ routeTable }) => routeTable)
    .find(({ to }) => to === "external");
  return { question, unknowns: [], advice, ...(external?.to === "external" ? { outside: external.id } : {}) };
}

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-user-defined-route */
function managedTable({ entity, may, uncommitted }: RoutingRules, unknowns: readonly Unknown[]): Question {
  const rules = `routing rule collection "${nameOf(entity)}" of Azure Virtual Network Manager`;
  const does = uncommitted
    ? `no commit in this program deploys ${rules}`
    : `${rules} ${may ? "may write" : "writes"} routes into their table`;
  const check = "Check its rules for a next hop that drops TCP 443 to the service tag BatchNodeManagement.";
  return {
    question: `${LEAD}: ${does}`,
    unknowns,
    advice: uncommitted ? `Check in Azure whether a commit deploys it to the region of the network. ${check}` : check,
  };
}

function known(outcome: RouteOutcome, trace: Trace, unknowns: readonly Unknown[]): Question {
  const { reason, firewall } = outcome;
  switch (reason) {
    case "dropped":
      return isKnownRegion(trace.region)
        ? {
            question:
              "whether a gateway or route server has more specific routes to the Batch service than the subnet's route that drops TCP 443",
            unknowns,
          }
        : {
            question: "whether its nodes need the Batch addresses for which a route of its subnet drops TCP 443",
            unknowns,
            advice: "Add a route for the service tag of its region with next hop Internet, if there is none.",
          };
    case "unreachable":
      return unreachable(outcome, unknowns);
    case "exit":
      return beyond(outcome, unknowns);
    default:
      return firewall ? throughFirewall(outcome, unknowns) : throughAppliance(outcome, unknowns);
  }
}

function throughFirewall({ firewall, pieces = [] }: RouteOutcome, unknowns: readonly Unknown[]): Question {
  const name = firewall ? nameOf(firewall.entity) : "";
  const question = `whether firewall "${name}", the next hop of its route, allows TCP 443 to the Batch service`;
  if (firewall?.hasRules !== false) {
    const doubt = unknowns.length > 0 ? undefined : firewallDoubt(pieces);
    const advice =
      "An application rule for *.service.batch.azure.com without TLS inspection, or a network rule for the service tag, allows it.";
    return { question: doubt === undefined ? question : `${question}: ${doubt}`, unknowns, advice };
  }
  const { entity, policyOutside: policy } = firewall;
  if (entity.resource.estate && policy !== undefined) {
    return {
      question: `${question}: of its policy${nameInId(policy)} the estate does not hold all rule collection groups`,
      unknowns: [],
      advice: 'Add the policy and what "az network firewall policy rule-collection-group list" prints to the snapshot.',
    };
  }
  return {
    question: `${question}: its rules are not part of this program`,
    unknowns: [],
    advice: `Check the rules of firewall "${name}" in the program that owns them.`,
    ...(policy === undefined ? {} : { outside: policy }),
  };
}

const OTHER_DIRECTION =
  "A peering works only if both networks have one to the other: make sure that the other direction exists.";

/** Why it is undecided whether two networks are connected, and the advice on it if it is not the missing direction. */
const UNREACHABLE: Readonly<Record<string, { readonly doubt: string; readonly advice?: string }>> = {
  "access-denied": { doubt: `: the peering between the two ${DENIES_ACCESS}`, advice: ALLOW_ACCESS },
  "one-direction": { doubt: ": this program peers the two in one direction only" },
  hub: {
    doubt: `: this program does not peer the two, but ${MAY_CONNECT.hub}`,
    advice: "A next hop has to be in the pool's network or in one that is peered with it: peer the two.",
  },
  managed: {
    doubt: `: this program does not peer the two, but ${MAY_CONNECT.managed}`,
    advice: CHECK_CONFIGURATION,
  },
};

function unreachable({ firewall, peering }: RouteOutcome, unknowns: readonly Unknown[]): Question {
  const name = firewall ? nameOf(firewall.entity) : "";
  const { doubt = "", advice = OTHER_DIRECTION } = UNREACHABLE[peering?.reason ?? ""] ?? {};
  return {
    question: `whether its network can reach firewall "${name}", the next hop of its route${doubt}`,
    unknowns,
    advice,
  };
}

function beyond({ firewall, exit }: RouteOutcome, unknowns: readonly Unknown[]): Question {
  const name = firewall ? nameOf(firewall.entity) : "";
  if (exit?.reason === "not-translated") {
    return {
      question: `whether firewall "${name}" translates the source addresses of packets to the Batch service: its private ranges (SNAT) may contain addresses of the service`,
      unknowns,
      advice: "Remove the addresses of the Batch service from these ranges.",
    };
  }
  return {
    question: `whether firewall "${name}" forwards packets to the Batch service: the routes of its own subnet do not lead to the internet`,
    unknowns,
    advice: "Make sure that the next hops of these routes allow TCP 443 to the service tag BatchNodeManagement.",
  };
}

function throughAppliance({ reason, route }: RouteOutcome, unknowns: readonly Unknown[]): Question {
  const address = isUnknown(route.hop.address) ? undefined : shown("address", route.hop.address);
  const via = reason === "gateway" ? "the virtual network gateway" : `the appliance${address ? ` ${address}` : ""}`;
  const trust = reason === "gateway" ? "VirtualNetworkGateway" : address;
  const question = `whether ${via}, the next hop of its route, allows TCP 443 to the Batch service`;
  return trust
    ? { question, unknowns, advice: `If it does, add "${trust}" to the setting trustedNextHops.` }
    : { question, unknowns };
}
