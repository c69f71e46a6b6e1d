import { isUnknown } from "../known/value";
import { text } from "../plan/property";
import type { WayOutHop } from "../reach/hop";
import type { Cause, Trace } from "../reach/trace";
import { hasNoPublicAddresses } from "../reach/way-out";
import { newEndpoint } from "../remedies/new-endpoint";
import { ask, either, type Remedy } from "../remedies/remedy";
import { single } from "../topology/link";
import { nameOf } from "../wording/names";
import { type Fault, faultsIn, hopOf, isOfKind, type PoolFault, questionsIn } from "./lib/faults";
import { type Question, unseenEndpointQuestion } from "./lib/questions";
import { type Finding, finding, type Rule } from "./rule";

export const poolNoPublicIpHasEgress: Rule = {
  name: "pool-no-public-ip-has-egress",
  title: "A Batch pool without public IP addresses has another path to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-node-communication-pool-no-public-ip",
  checkReach: (reach) => [...faultsIn(reach, without).map(toFinding), ...questionsIn(reach, question)],
};

function without(cause: Cause, { pool }: Trace): readonly Fault<WayOutHop>[] {
  const hop = hopOf(cause, "way out");
  return hop ? [{ place: pool.entity.resource.urn, detail: hop }] : [];
}

function toFinding({ detail, trace }: PoolFault<WayOutHop>): Finding {
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
            words: `Remove ${pool.provision.path}.`,
          },
        ),
      ],
      pools: [pool.entity.resource.urn],
    });
  }
  return finding({
    ...placeOf(trace),
    found: `${provision}, and ${lack(trace, nat)}.`,
    why: "The nodes have no path to the Batch service and become unusable. Azure's default outbound access does not apply to such pools.",
    remedies: [remedyFor(trace, nat)],
    pools: [pool.entity.resource.urn],
  });
}

function placeOf({ pool }: Trace) {
  return { urn: pool.entity.resource.urn, path: pool.provision.path };
}

function natWithoutAddress({ verdict }: WayOutHop) {
  return verdict.because.find(({ way }) => way === "nat-gateway-without-address")?.natGateway;
}

function lack({ subnet }: Trace, nat: ReturnType<typeof natWithoutAddress>): string {
  const has = nat
    ? `a NAT gateway, "${nameOf(nat.entity)}", without a public address`
    : "no NAT gateway and no route to an appliance or gateway";
  return `subnet "${subnet ? nameOf(subnet.entity) : ""}" has ${has}`;
}

/** An account that is closed to public addresses is of no use to nodes that have one. */
function remedyFor({ ways, pool, subnet, region }: Trace, nat: ReturnType<typeof natWithoutAddress>): Remedy {
  const access = ways.at(-1)?.hops.find(({ kind }) => kind === "account access");
  const isClosed = access?.verdict.is === "violated";
  if (nat && !isClosed) return { do: "add address", gateway: nat };
  const endpoint = newEndpoint(single(pool.account), subnet, region);
  return either(endpoint, isClosed || !subnet ? undefined : { do: "add NAT gateway", subnet });
}

function question(cause: Cause, trace: Trace): Question | undefined {
  if (cause.kind === "unseen endpoint") {
    return isOfKind(cause.hop, "way out")
      ? unseenEndpointQuestion(cause, `it has no public addresses, and ${lack(trace, natWithoutAddress(cause.hop))}`)
      : undefined;
  }
  const hop = hopOf(cause, "way out");
  if (!hop) return undefined;
  const unknowns = hop.verdict.is === "undecided" ? hop.verdict.unknowns : [];
  const { pool, subnet } = trace;
  if (isUnknown(hasNoPublicAddresses(pool))) {
    const where = subnet ? `: ${lack(trace, natWithoutAddress(hop))}` : "";
    return { question: `whether its nodes have public addresses to connect from${where}`, unknowns };
  }
  const gateway = hop.verdict.because.some(({ way }) => way === "virtual-network-gateway");
  const via = gateway
    ? ": a gateway or route server may have a default route, and the route table of the subnet has none"
    : "";
  return {
    question: `whether its nodes, which have no public addresses, have a path to the Batch service${via}`,
    unknowns,
    advice: "Add a NAT gateway with a public address to the subnet.",
  };
}
