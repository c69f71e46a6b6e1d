import { isUnknown } from "../known/value";
import { needNoEndpointYet } from "../reach/batch-subnets";
import type { RouteHop } from "../reach/hop";
import type { RouteOutcome } from "../reach/next-hop";
import type { Cause, Trace } from "../reach/trace";
import { routeRemedy } from "../remedies/route-advice";
import type { Context } from "../settings/context";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import { lowerFirst } from "../wording/describe-rule";
import { nameOf } from "../wording/names";
import { batchTag } from "../wording/tags";
import { about } from "./lib/about";
import { type Fault, faultsIn, hopOf, isOfKind, type PoolFault, questionsIn } from "./lib/faults";
import { onPool } from "./lib/on-pool";
import { type Question, unseenEndpointQuestion } from "./lib/questions";
import { questionAboutRoute } from "./lib/route-questions";
import { routeFault } from "./lib/route-wording";
import { becomeUnusable } from "./lib/unusable";
import { type Finding, finding, type Rule } from "./rule";

export const subnetRouteReachesNodeManagement: Rule = {
  name: "subnet-route-reaches-node-management",
  title: "The routes of a Batch pool's subnet send its nodes' packets to the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#user-defined-routes-for-forced-tunneling",
  checkReach: (reach, context) => [
    ...faultsIn(reach, stopped).map((fault) => toFinding(fault, context)),
    ...questionsIn(reach, question),
  ],
};

/** A route that drops packets, or sends them to a next hop that does not forward them. */
interface Stopped {
  readonly outcome: RouteOutcome;
  readonly endpoint: PrivateEndpoint | undefined;
}

function stopped(cause: Cause, trace: Trace): readonly Fault<Stopped>[] {
  const hop = hopOf(cause, "route");
  if (cause.kind !== "hop" || !hop) return [];
  const { endpoint } = cause.path;
  return outcomesOf(hop).map((outcome) => ({
    place: placeOf(outcome, trace, endpoint),
    detail: { outcome, endpoint },
  }));
}

/** The routes of the packets that certainly do not arrive. */
function outcomesOf({ verdict }: RouteHop): readonly RouteOutcome[] {
  return verdict.because.filter(({ is }) => is === "violated").flatMap(({ because }) => because);
}

function placeOf(
  { route: { ref, prefix } }: RouteOutcome,
  { region, subnet }: Trace,
  endpoint: PrivateEndpoint | undefined,
) {
  const written = ref ? `${ref.property.owner} ${ref.property.path}` : `${subnet?.entity.resource.urn} ${prefix}`;
  return `${written} ${endpoint?.entity.resource.urn ?? (isUnknown(region) ? "" : region)}`;
}

function toFinding({ detail, trace, traces, pools, isExample }: PoolFault<Stopped>, context: Context): Finding {
  const { outcome, endpoint } = detail;
  const { property } = outcome.route.ref ?? {};
  const to = endpoint ? `private endpoint "${nameOf(endpoint.entity)}"` : batchTag(trace.region);
  const made = finding({
    ...about(pools),
    urn: property?.owner ?? trace.subnet?.entity.resource.urn ?? "",
    path: property?.path ?? "",
    found: routeFault(outcome, pools, to),
    why: `Nodes connect to the Batch service there. Nodes that cannot reach it ${becomeUnusable(pools)}.`,
    remedies: [routeRemedy(outcome, [trace, ...traces], endpoint)],
    advisory: needNoEndpointYet(pools, context),
  });
  return isExample ? onPool(made, trace.pool) : made;
}

function question(cause: Cause, trace: Trace): Question | undefined {
  if (cause.kind === "unseen endpoint" && isOfKind(cause.hop, "route")) {
    const [first] = outcomesOf(cause.hop);
    return (
      first &&
      unseenEndpointQuestion(
        cause,
        lowerFirst(routeFault(first, [trace.pool], batchTag(trace.region))).replace(/\.$/, ""),
      )
    );
  }
  const hop = hopOf(cause, "route");
  return hop && cause.kind === "hop" ? questionAboutRoute(hop, trace, cause.path.endpoint) : undefined;
}
