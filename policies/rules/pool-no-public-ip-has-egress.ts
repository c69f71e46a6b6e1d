import { isUnknown } from "../known/value";
import { isAbsent, text } from "../plan/property";
import { hasNoPublicAddresses } from "../reach/egress";
import type { EgressHop, RouteHop } from "../reach/hop";
import type { Cause, Trace } from "../reach/trace";
import { endpointsFor } from "../remedies/account-advice";
import { natGatewayFor } from "../remedies/nat-gateway";
import { newEndpoint } from "../remedies/new-endpoint";
import { ask, either, type Remedy } from "../remedies/remedy";
import { single } from "../topology/link";
import { PROVISIONS } from "../topology/pool";
import { lowerFirst } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { batchTag } from "../wording/tags";
import { type Fault, faultsIn, hopOf, isOfKind, type PoolFault, questionsIn } from "./lib/faults";
import { type Question, unseenEndpointQuestion } from "./lib/questions";
import { checkRejected } from "./lib/rejected-value";
import { routeName } from "./lib/route-wording";
import { becomeUnusable } from "./lib/unusable";
import { type Finding, finding, type Rule } from "./rule";

export const poolNoPublicIpHasEgress: Rule = {
  name: "pool-no-public-ip-has-egress",
  title: "A Batch pool without public IP addresses has another path to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip",
  checkReach: (reach) => [...faultsIn(reach, without).map(toFinding), ...questionsIn(reach, question)],
};

function without(cause: Cause, { pool }: Trace): readonly Fault<EgressHop>[] {
  const hop = hopOf(cause, "egress");
  return hop ? [{ place: pool.entity.resource.urn, detail: hop }] : [];
}

function toFinding({ detail, trace }: PoolFault<EgressHop>): Finding {
  const { pool, subnet } = trace;
  const nat = natWithoutAddress(detail);
  const provision = `${pool.provision.path} is "${text(pool.provision)}"`;
  if (!subnet) {
    return finding({
      ...placeOf(trace),
      found: `${provision}, and the pool has no subnet.`,
      why: "Azure rejects such a pool: its nodes would have no path to the Batch service.",
      remedies: [
        either(
          ask("Set networkConfiguration.subnetId to a subnet with a nodeManagement private endpoint or a NAT gateway"),
          {
            ...{ do: "set property", entity: pool.entity, path: pool.provision.path, value: null },
          },
        ),
      ],
      pools: [pool.entity.resource.urn],
    });
  }
  return finding({
    ...placeOf(trace),
    found: `${provision}, and ${lack(trace, detail)}.`,
    why: `The nodes have no path to the Batch service and ${becomeUnusable([pool])}. Azure's default outbound access does not apply to such pools.`,
    remedies: [remedyFor(trace, nat)],
    pools: [pool.entity.resource.urn],
  });
}

function placeOf({ pool }: Trace) {
  return { urn: pool.entity.resource.urn, path: pool.provision.path };
}

function natWithoutAddress({ verdict }: EgressHop) {
  return verdict.because.find(({ via }) => via === "nat-gateway-without-address")?.natGateway;
}

/** What the subnet lacks for outbound access, as a clause; with the route that decides, if the program declares it. */
function lack({ paths, subnet, region }: Trace, hop: EgressHop): string {
  const own = `subnet "${subnet ? nameOf(subnet.entity) : ""}"`;
  const nat = natWithoutAddress(hop);
  if (nat) return `${own} has a NAT gateway, "${nameOf(nat.entity)}", without a public address`;
  const tag = batchTag(region);
  const route = hop.verdict.because.find((each) => each.via === "no-public-addresses" && each.route?.ref)?.route;
  if (route)
    return `${own} has no NAT gateway, and ${lowerFirst(routeName({ route }))} sends TCP 443 to ${tag} to the internet`;
  const isPartial = paths.at(-1)?.hops.some((each) => isOfKind(each, "route") && leavesElsewhere(each));
  return `${own} has no NAT gateway and no route to an appliance or gateway for ${isPartial ? "all of " : ""}${tag}`;
}

/** Whether some packets take a route to an appliance or a gateway. */
function leavesElsewhere({ verdict }: RouteHop): boolean {
  const types = verdict.because.flatMap(({ because }) => because.map(({ route }) => route.hop.type));
  return types.some((type) => type === "VirtualAppliance" || type === "VirtualNetworkGateway");
}

/** Public addresses do not help if the account is closed to them. */
function remedyFor(trace: Trace, nat: ReturnType<typeof natWithoutAddress>): Remedy {
  const { paths, pool, subnet, region } = trace;
  const access = paths.at(-1)?.hops.find(({ kind }) => kind === "account access");
  const isClosed = access?.verdict.is === "violated";
  if (nat && !isClosed) return { do: "add address", gateway: nat };
  const account = single(pool.account);
  const endpoint = account ? endpointsFor(account, [trace]) : newEndpoint(account, subnet, region);
  return either(endpoint, isClosed || !subnet ? undefined : natGatewayFor(subnet));
}

function question(cause: Cause, trace: Trace): Question | undefined {
  if (cause.kind === "unseen endpoint") {
    return isOfKind(cause.hop, "egress")
      ? unseenEndpointQuestion(cause, `it has no public addresses, and ${lack(trace, cause.hop)}`)
      : undefined;
  }
  const hop = hopOf(cause, "egress");
  if (!hop) return undefined;
  const unknowns = hop.verdict.is === "undecided" ? hop.verdict.unknowns : [];
  const { pool, subnet } = trace;
  if (isUnknown(hasNoPublicAddresses(pool))) {
    const where = subnet ? `: ${lack(trace, hop)}` : "";
    const question = `whether its nodes have public addresses to connect from${where}`;
    return isUnknown(pool.provision.value) || isAbsent(pool.provision)
      ? { question, unknowns }
      : {
          question,
          unknowns: unknowns.filter(({ path }) => path !== pool.provision.path),
          advice: checkRejected(pool.provision.path, `Azure accepts ${PROVISIONS.join(", ")}`),
        };
  }
  const nat = natWithoutAddress(hop);
  if (nat?.hasAddress === false && hasNoPublicAddresses(pool) === false) {
    return {
      question: `whether its nodes have a path to the Batch service: ${lack(trace, hop)}`,
      unknowns,
      advice: `Attach a public IP address or prefix to NAT gateway "${nameOf(nat.entity)}".`,
    };
  }
  const gateway = hop.verdict.because.some(({ via }) => via === "virtual-network-gateway");
  const direct = hop.verdict.because.find(({ route }) => route?.source === "user" && route.hop.type === "Internet");
  const routes = direct?.route
    ? `more specific routes than ${lowerFirst(routeName({ route: direct.route }))} of the subnet`
    : "a default route, and the route table of the subnet has none";
  const via = gateway ? `: a gateway or route server may have ${routes}` : "";
  return {
    question: `whether its nodes, which have no public addresses, have a path to the Batch service${via}`,
    unknowns,
    advice: "Add a NAT gateway with a public address to the subnet.",
  };
}
