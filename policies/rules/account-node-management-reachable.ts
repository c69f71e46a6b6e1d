import { type JudgedAccess, nodeManagementAccess } from "../reach/account-access";
import { nodeManagementEndpoints, otherEndpoints } from "../reach/account-endpoints";
import { needNoEndpointYet } from "../reach/batch-subnets";
import type { Reach } from "../reach/reach";
import { refusalOf } from "../reach/refusal";
import type { Cause, Trace } from "../reach/trace";
import { endpointsFor } from "../remedies/account-advice";
import { newEndpoint } from "../remedies/new-endpoint";
import { ask, either, type Remedy } from "../remedies/remedy";
import type { Context } from "../settings/context";
import type { Account } from "../topology/account";
import { candidates } from "../topology/link";
import type { PoolNode } from "../topology/topology";
import { describeAccess } from "../wording/describe-access";
import { nameOf, namesOf } from "../wording/names";
import { shown } from "../wording/shown";
import { about } from "./lib/about";
import { questionAboutAccess } from "./lib/account-questions";
import { CLIENTS_ONLY, endpointsIn } from "./lib/account-wording";
import { type Fault, faultsIn, hopOf, isOfKind, type PoolFault, questionsIn } from "./lib/faults";
import { type Question, unseenEndpointQuestion } from "./lib/questions";
import { becomeUnusable } from "./lib/unusable";
import { type Finding, finding, type Rule } from "./rule";

export const accountNodeManagementReachable: Rule = {
  name: "account-node-management-reachable",
  title: "A Batch account allows the nodes of its pools to connect to its node management endpoint.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/private-connectivity",
  checkReach: (reach, context) => [
    ...faultsIn(reach, refused).map((fault) => toFinding(fault, reach, context)),
    ...withoutPools(reach),
    ...questionsIn(reach, question),
  ],
};

/** The account that rejects the packets. If the pool may have one of several accounts, each of them does. */
function refused(cause: Cause, { pool }: Trace): readonly Fault<JudgedAccess>[] {
  const [first, ...others] = hopOf(cause, "account access")?.verdict.because ?? [];
  if (!first) return [];
  const owner = others.length > 0 ? pool.entity.resource.urn : first.account.entity.resource.urn;
  return [{ place: `${owner} ${refusalOf(first)}`, detail: first }];
}

function toFinding({ detail, trace, pools }: PoolFault<JudgedAccess>, reach: Reach, context: Context): Finding {
  switch (refusalOf(detail)) {
    case "closed":
      return closed(detail.account, pools, trace, reach, needNoEndpointYet(pools, context));
    case "refused":
      return outsideOfRules(detail, pools, reach, needNoEndpointYet(pools, context));
    default:
      return unpredictable(detail, pools, reach);
  }
}

/** Closed accounts that no pool of this program uses yet: the findings are advisory. */
function withoutPools(reach: Reach): readonly Finding[] {
  const { topology } = reach;
  const { pools, accounts } = topology;
  if (pools.some(({ account }) => account.to === "unknown")) return [];
  const used = new Set(pools.flatMap(({ account }) => candidates(account)));
  return accounts
    .filter((account) => !used.has(account) && nodeManagementAccess(account).is === "closed")
    .filter((account) => nodeManagementEndpoints({ to: "nodes", nodes: [account], by: "id" }, topology).length === 0)
    .map((account) => closedWithoutPools(account, reach));
}

/** An endpoint belongs in the network of the pools, which this program does not show: there may already be one. */
function closedWithoutPools(account: Account, reach: Reach): Finding {
  const others = otherEndpoints(account, reach.topology).length > 0;
  return finding({
    ...placeOf(account),
    ...about([]),
    found: `The account ${describeAccess(nodeManagementAccess(account))}, and ${others ? CLIENTS_ONLY : 'this program has no private endpoint with groupIds ["nodeManagement"] for it'}.`,
    why: `Without such an endpoint in their network, the nodes of its pools have no path to the Batch service and ${becomeUnusable([])}.`,
    remedies: [endpointRemedyFor(account, [], reach)],
    advisory: true,
  });
}

function closed(account: Account, pools: readonly PoolNode[], trace: Trace, reach: Reach, advisory: boolean): Finding {
  const isStray = pools.some(({ subnet }) => subnet.to === "nothing");
  return finding({
    ...placeOf(account),
    ...about(pools),
    found: `The account ${describeAccess(nodeManagementAccess(account))}, and ${isStray ? `${namesOf(pools)} ${pools.length > 1 ? "have" : "has"} no subnet to reach a private endpoint from` : endpointsIn(account, trace, reach.topology)}.`,
    why: `The nodes of ${namesOf(pools)} have no path to the Batch service and ${becomeUnusable(pools)}.`,
    remedies: [isStray ? ask(STRAY) : endpointRemedyFor(account, pools, reach)],
    advisory,
  });
}

function placeOf(account: Account) {
  const access = nodeManagementAccess(account);
  return { urn: account.entity.resource.urn, path: "property" in access ? access.property.path : "" };
}

const STRAY =
  'Give the pool a subnet, and the account a private endpoint with groupIds ["nodeManagement"] in its network.';

/** The changes by which endpoints of the account serve these pools. Without pools, an endpoint in any network. */
function endpointRemedyFor(account: Account, pools: readonly PoolNode[], reach: Reach): Remedy {
  if (pools.length === 0) return newEndpoint(account, undefined, account.region);
  return endpointsFor(
    account,
    pools.flatMap((pool) => reach.of(pool).traces),
  );
}

function outsideOfRules(
  { account, access, refused }: JudgedAccess,
  pools: readonly PoolNode[],
  reach: Reach,
  advisory: boolean,
): Finding {
  const [first] = refused;
  const address = shown("address", first) ?? "an address";
  return finding({
    ...placeOf(account),
    ...about(pools),
    found: `The account ${describeAccess(access)}. No IP rule covers ${address}, the source address of ${namesOf(pools)}.`,
    why: `The account rejects connections from other addresses, and the nodes ${becomeUnusable(pools)}.`,
    remedies: [
      either(
        { do: "add IP rule", account, addresses: refusedTo(account, pools, reach) },
        endpointRemedyFor(account, pools, reach),
      ),
    ],
    advisory,
  });
}

/** The addresses of all these pools that the account certainly rejects. */
function refusedTo(account: Account, pools: readonly PoolNode[], reach: Reach): readonly string[] {
  const causes = pools.flatMap((pool) => reach.of(pool).traces.flatMap((trace) => trace.causes));
  const judged = causes.flatMap((cause) => hopOf(cause, "account access")?.verdict.because ?? []);
  return [...new Set(judged.flatMap((each) => (each.account === account ? each.refused : [])))];
}

function unpredictable({ account, access }: JudgedAccess, pools: readonly PoolNode[], reach: Reach): Finding {
  return finding({
    ...placeOf(account),
    ...about(pools),
    found: `The account ${describeAccess(access)}; Azure chooses the public addresses of ${namesOf(pools)}.`,
    why: "These addresses are not known in advance and change over time, so an IP rule cannot allow the nodes reliably.",
    remedies: [
      either(
        ask("Give the pools public addresses of your own (UserManaged) or a NAT gateway and allow those"),
        endpointRemedyFor(account, pools, reach),
      ),
    ],
    advisory: true,
  });
}

function question(cause: Cause): Question | undefined {
  if (cause.kind === "unseen endpoint") {
    const [judged] = isOfKind(cause.hop, "account access") ? cause.hop.verdict.because : [];
    return (
      judged &&
      unseenEndpointQuestion(cause, `account "${nameOf(judged.account.entity)}" ${describeAccess(judged.access)}`)
    );
  }
  const hop = hopOf(cause, "account access");
  return hop && questionAboutAccess(hop);
}
