import { needNoEndpointYet } from "../reach/batch-subnets";
import type { Hop } from "../reach/hop";
import type { Cause, Trace } from "../reach/trace";
import { endpointRemedy } from "../remedies/endpoint-advice";
import type { Context } from "../settings/context";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import { namesOf } from "../wording/names";
import { about } from "./lib/about";
import { questionAboutEndpoint } from "./lib/endpoint-questions";
import { endpointFault, endpointPlace } from "./lib/endpoint-wording";
import { type Fault, faultsIn, type PoolFault, questionsIn } from "./lib/faults";
import { onPool } from "./lib/on-pool";
import type { Question } from "./lib/questions";
import { becomeUnusable } from "./lib/unusable";
import { type Finding, finding, type Rule } from "./rule";

export const endpointNodeManagementReachable: Rule = {
  name: "endpoint-node-management-reachable",
  title: "The nodes of the pools can reach the private endpoint that the name of their Batch account resolves to.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/private-connectivity",
  checkReach: (reach, context) => [
    ...faultsIn(reach, stopped).map((fault) => toFinding(fault, context)),
    ...questionsIn(reach, question),
  ],
};

interface Stopped {
  readonly hop: Hop;
  readonly endpoint: PrivateEndpoint;
}

const OWN: readonly Hop["kind"][] = ["connection", "peering", "endpoint subnet"];

function stopped(cause: Cause, { subnet }: Trace): readonly Fault<Stopped>[] {
  if (cause.kind !== "hop" || !OWN.includes(cause.hop.kind)) return [];
  const { endpoint } = cause.path;
  if (!endpoint) return [];
  // Each network has its own peering with the network of the endpoint.
  const from = cause.hop.kind === "peering" && subnet?.virtualNetwork.to === "nodes" ? subnet.virtualNetwork.nodes : [];
  const networks = from.map(({ entity }) => entity.resource.urn).join();
  return [
    { place: `${endpoint.entity.resource.urn} ${cause.hop.kind} ${networks}`, detail: { hop: cause.hop, endpoint } },
  ];
}

function toFinding({ detail, trace, traces, pools, isExample }: PoolFault<Stopped>, context: Context): Finding {
  const { hop, endpoint } = detail;
  const found = endpointFault(hop, endpoint, trace);
  const made = finding({
    ...about(pools),
    ...endpointPlace(hop, endpoint),
    found,
    why: `The name of the account resolves to that endpoint: the nodes of ${namesOf(pools)} have no other path to the Batch service and ${becomeUnusable(pools)}.`,
    remedies: [endpointRemedy(hop, endpoint, [trace, ...traces])],
    advisory: needNoEndpointYet(pools, context),
  });
  return isExample ? onPool(made, trace.pool) : made;
}

function question(cause: Cause, trace: Trace): Question | undefined {
  if (cause.kind !== "hop" || !OWN.includes(cause.hop.kind)) return undefined;
  const { endpoint } = cause.path;
  return endpoint && questionAboutEndpoint(cause.hop, endpoint, trace);
}
