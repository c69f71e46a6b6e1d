import type { Value } from "../known/value";
import { needNoEndpointYet } from "../reach/batch-subnets";
import type { Hop } from "../reach/hop";
import type { Reach } from "../reach/reach";
import { refusalOf } from "../reach/refusal";
import type { ResolutionFault } from "../reach/resolution";
import type { Cause, Trace } from "../reach/trace";
import { nameRemedy } from "../remedies/endpoint-advice";
import type { PoolNode } from "../topology/topology";
import { about } from "./lib/about";
import { questionAboutName } from "./lib/dns-questions";
import { dnsFault } from "./lib/dns-wording";
import { type Fault, faultsIn, questionsIn } from "./lib/faults";
import { type Finding, finding, type Rule } from "./rule";

export const endpointNodeManagementDns: Rule = {
  name: "endpoint-node-management-dns",
  title: "The nodes of the pools resolve the name of a node management private endpoint to its private address.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/private-connectivity#use-batch-with-private-endpoints",
  checkReach: (reach, context) => [
    ...faultsIn(reach, misled).map(({ detail, trace, pools }) =>
      toFinding(detail, pools, trace.region, mayWorkPublicly(trace) || needNoEndpointYet(pools, context)),
    ),
    ...unused(reach),
    ...questionsIn(reach, (cause) =>
      cause.kind === "name resolution" ? questionAboutName(cause.resolution) : undefined,
    ),
  ],
};

function misled(cause: Cause): readonly Fault<ResolutionFault>[] {
  const { resolution } = cause.kind === "name resolution" ? cause : { resolution: undefined };
  const fault = resolution && "fault" in resolution ? resolution.fault : undefined;
  return fault ? [{ place: placeOf(fault), detail: fault }] : [];
}

function placeOf(fault: ResolutionFault): string {
  const at = "zone" in fault ? `${fault.zone.entity.resource.urn} ${fault.endpoint.entity.resource.urn}` : "";
  return `${fault.reason} ${at} ${fault.network.entity.resource.urn}`;
}

/**
 * Whether the public path is open, or may be. The finding is then advisory. This includes a preview in which it is unknown whether the
 * path is open: it must not stop a deployment that passes once this is known.
 */
function mayWorkPublicly({ paths, resolution }: Trace): boolean {
  const isBlocked = "fault" in resolution && resolution.fault?.reason === "resolver-blocked";
  const stopping = paths.at(-1)?.hops.filter(({ verdict }) => verdict.is === "violated") ?? [];
  return !isBlocked && stopping.every(mayPass);
}

/** IP rules may by chance allow the addresses that Azure chooses for the nodes. */
function mayPass(hop: Hop): boolean {
  return hop.kind === "account access" && hop.verdict.because.every((each) => refusalOf(each) === "unpredictable");
}

/** Endpoints that would serve the pools, but whose name resolves to the public address. The public path is open as well. */
function unused(reach: Reach): readonly Finding[] {
  const faults = new Map<string, { fault: ResolutionFault; pools: PoolNode[]; region: Value<string> }>();
  for (const { pool, traces } of reach.all()) {
    const [trace, ...others] = traces;
    if (!trace || others.length > 0 || trace.is !== "holds" || trace.resolution.is !== "public") continue;
    const { fault } = trace.resolution;
    if (!fault || !("endpoint" in fault)) continue;
    if (trace.paths.find(({ endpoint }) => endpoint === fault.endpoint)?.is !== "holds") continue;
    const known = faults.get(placeOf(fault));
    if (known) known.pools.push(pool);
    else faults.set(placeOf(fault), { fault, pools: [pool], region: trace.region });
  }
  return [...faults.values()].map(({ fault, pools, region }) => toFinding(fault, pools, region, true));
}

function toFinding(
  fault: ResolutionFault,
  pools: readonly PoolNode[],
  region: Value<string>,
  advisory: boolean,
): Finding {
  return finding({ ...dnsFault(fault, pools), ...about(pools), remedies: [nameRemedy(fault, region)], advisory });
}
