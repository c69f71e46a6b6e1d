// Over 200 lines: one policy, with its messages for one group, several groups, and a group or subnet outside of the program.
import { isUnknown } from "../known/value";
import { needNoEndpointYet } from "../reach/batch-subnets";
import type { SecurityRulesHop } from "../reach/hop";
import type { Reach } from "../reach/reach";
import type { FilterCase } from "../reach/security-rules";
import type { Cause, Trace } from "../reach/trace";
import { remedyForClosedAccount } from "../remedies/account-advice";
import { type Destination, openingRemedy } from "../remedies/advice";
import { correctionOf, misdirectedRuleToCorrect } from "../remedies/misdirected";
import { ask, type Remedy } from "../remedies/remedy";
import { inWords } from "../remedies/words";
import type { Context } from "../settings/context";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { SecurityRuleNode } from "../topology/security-group";
import { capital, describeRule, lowerFirst, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { nameInId } from "../wording/outside";
import { batchTag } from "../wording/tags";
import { about } from "./lib/about";
import { type Fault, faultsIn, hopOf, isOfKind, type PoolFault, questionsIn } from "./lib/faults";
import { onPool } from "./lib/on-pool";
import { type Question, unseenEndpointQuestion } from "./lib/questions";
import { doubtAboutRules } from "./lib/rule-doubts";
import { becomeUnusable } from "./lib/unusable";
import { type Finding, finding, type Rule } from "./rule";

export const poolNodeManagementOutbound: Rule = {
  name: "pool-node-management-outbound",
  title: "The security rules on a Batch pool's subnet allow its nodes to reach the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#outbound-security-rules",
  checkReach: (reach, context) => [
    ...faultsIn(reach, blocked).map((fault) => toFinding(fault, reach, context)),
    ...questionsIn(reach, question),
  ],
};

/** Security rules that block packets on their path to the public addresses or to an endpoint. */
interface Blocked {
  readonly at: FilterCase;
  readonly endpoint: PrivateEndpoint | undefined;
  /** Whether the subnet has one of several groups, each of which blocks the packets. */
  readonly isOneOfSeveral: boolean;
}

function blocked(cause: Cause, { region, pool }: Trace): readonly Fault<Blocked>[] {
  const hop = hopOf(cause, "security rules");
  if (cause.kind !== "hop" || !hop) return [];
  const { endpoint } = cause.path;
  const to = endpoint?.entity.resource.urn ?? (isUnknown(region) ? "" : region);
  const places = new Map(hop.verdict.because.map((each) => [mendedAt(each), each]));
  const [[owner = "", at] = []] = places;
  if (!at) return [];
  const isOneOfSeveral = places.size > 1;
  const place = isOneOfSeveral ? pool.entity.resource.urn : owner;
  return [{ place: `${place} ${to}`, detail: { at, endpoint, isOneOfSeveral } }];
}

/** The place to change: the security admin rule, the group, or the subnet. */
function mendedAt(each: FilterCase): string {
  const { group, subnet } = each;
  const admin = adminRuleOf(each)?.property;
  return admin ? `${admin.owner} ${admin.path}` : (group ?? subnet).entity.resource.urn;
}

function adminRuleOf(each: FilterCase): SecurityRuleNode | undefined {
  const rule = denying(each)?.ref;
  return rule?.origin === "admin" ? rule : undefined;
}

function denying({ traffic }: FilterCase) {
  return traffic.because.pieces.find((piece) => piece.effect === "Deny")?.rule;
}

function toFinding(fault: PoolFault<Blocked>, reach: Reach, context: Context): Finding {
  const { detail, trace, pools, isExample } = fault;
  const { at, endpoint } = detail;
  const deciding = denying(at);
  const made = finding({
    ...about(pools),
    ...(deciding?.ref ? placeOf(deciding.ref) : { urn: (at.group ?? at.subnet).entity.resource.urn, path: "" }),
    found: `${stopper(at)} blocks outbound TCP 443 from ${namesOf(pools)} to ${target(at, trace, endpoint)}.`,
    why: endpoint
      ? "The name of the account resolves to the private address of that endpoint, which the tag BatchNodeManagement does not include."
      : `Nodes connect to the Batch service there. Nodes that cannot reach it ${becomeUnusable(pools)}.`,
    remedies: [remedyFor(fault, reach)],
    advisory: needNoEndpointYet(pools, context),
  });
  return isExample || detail.isOneOfSeveral ? onPool(made, trace.pool) : made;
}

function stopper(at: FilterCase): string {
  const group = adminRuleOf(at) ? undefined : at.group;
  return `${capital(describeRule(denying(at)))}${group ? ` of "${nameOf(group.entity)}"` : ""}`;
}

function target({ traffic }: FilterCase, { region }: Trace, endpoint: PrivateEndpoint | undefined): string {
  if (endpoint) return `private endpoint "${nameOf(endpoint.entity)}"`;
  const { faultyCount, count } = traffic.because;
  return `${faultyCount < count ? `${faultyCount} of the ${count} addresses of ` : ""}${batchTag(region)}`;
}

function remedyFor({ detail, trace, traces, isExample }: PoolFault<Blocked>, reach: Reach): Remedy {
  const { at, endpoint } = detail;
  const { region } = trace;
  const to = nameOfTarget({ region, endpoint });
  const closed = endpoint ? undefined : remedyForClosedAccount(traces);
  if (closed) return closed;
  if (adminRuleOf(at)) return ask(beforeAdminRule(to));
  const meant = endpoint ? undefined : misdirectedRuleToCorrect(at, region, to);
  const isRight = meant?.fault === "region" && !isExample && servesOtherRegions(at, trace, reach);
  return meant && !isRight
    ? correctionOf(meant, to)
    : openingRemedy(
        at,
        { region, endpoint },
        traces.flatMap(({ subnet }) => subnet ?? []),
      );
}

function nameOfTarget({ region, endpoint }: Destination): string {
  return endpoint ? `private endpoint "${nameOf(endpoint.entity)}"` : batchTag(region);
}

/** Whether pools in other regions use the same group: a region that is wrong for these pools may be right for those. */
function servesOtherRegions({ group }: FilterCase, { region }: Trace, reach: Reach): boolean {
  return reach.all().some((each) => each.region !== region && each.traces.some((trace) => behind(trace, group)));
}

function behind({ subnet }: Trace, group: FilterCase["group"]): boolean {
  return subnet?.securityGroup.to === "nodes" && group !== undefined && subnet.securityGroup.nodes.includes(group);
}

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins */
function beforeAdminRule(to: string): string {
  return `Remove or narrow it, or allow TCP 443 to ${to} in a security admin rule before it: no rule of a group comes before these.`;
}

const WHETHER = "whether its nodes can reach the Batch service";

function question(cause: Cause, trace: Trace): Question | undefined {
  if (cause.kind === "subnet") return outside(trace);
  if (cause.kind === "unseen endpoint") {
    return isOfKind(cause.hop, "security rules")
      ? unseenEndpointQuestion(
          cause,
          `${lowerFirst(stoppers(cause.hop))} blocks outbound TCP 443 from its nodes to ${batchTag(trace.region)}`,
        )
      : undefined;
  }
  const hop = hopOf(cause, "security rules");
  return hop && cause.kind === "hop" ? open(hop, trace, cause.path.endpoint) : undefined;
}

function stoppers({ verdict }: SecurityRulesHop): string {
  const [first] = verdict.because;
  return first ? stopper(first) : "a security rule";
}

function open({ verdict }: SecurityRulesHop, { region }: Trace, endpoint: PrivateEndpoint | undefined): Question {
  const to = endpoint ? ` to private endpoint "${nameOf(endpoint.entity)}"` : "";
  const question = `${WHETHER} on TCP 443${to} through the security rules of its subnet`;
  const unknowns = verdict.is === "undecided" ? verdict.unknowns : [];
  const externalGroup = verdict.because.find(({ subnet }) => subnet.securityGroup.to === "external");
  if (externalGroup?.subnet.securityGroup.to === "external") {
    return {
      question: `${question}: its group${nameInId(externalGroup.subnet.securityGroup.id)} is not part of this program`,
      unknowns: [],
      outside: externalGroup.subnet.securityGroup.id,
      advice:
        "Run the policy pack on the program that owns the group, and add the group to the setting batchSecurityGroups there.",
    };
  }
  const undecided = verdict.because.find(({ traffic }) => traffic.is === "undecided") ?? verdict.because[0];
  return {
    question: `${question}${undecided ? reasonOf(undecided, endpoint) : ""}`,
    unknowns,
    ...(undecided ? adviceOn(undecided, { region, endpoint }) : {}),
  };
}

function adviceOn(at: FilterCase, to: Destination): Pick<Question, "advice" | "remedy"> {
  const rule = adminRuleOf(at);
  if (rule?.uncommitted) return { advice: COMMIT };
  if (rule?.why?.stays) return { advice: "Check in Azure whether it applies to the virtual network of the pool." };
  const doubt = doubtAboutRules(at.traffic.because.doubts);
  if (doubt !== undefined) return { advice: doubt };
  if (rule) return { advice: beforeAdminRule(nameOfTarget(to)) };
  const remedy = openingRemedy(at, to);
  return { advice: inWords(remedy).join(" "), remedy };
}

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments */
const COMMIT =
  "Check in Azure whether a commit deploys its configuration to the region of the network. A commit of type SecurityAdmin in this program would decide it.";

/** What makes it undecided, as a clause: a rule of the program, or a route. */
function reasonOf(at: FilterCase, endpoint: PrivateEndpoint | undefined): string {
  const rule = denying(at);
  if (at.traffic.is !== "undecided") return "";
  if (!rule?.ref) {
    const table = single(at.subnet.routeTable);
    const isDocumented = endpoint || at.traffic.unknowns.length > 0 || !table || table.unseen;
    return isDocumented ? "" : ROUTED;
  }
  if (rule.ref.uncommitted) return `: no commit in this program deploys ${describeRule(rule)}, which denies it`;
  const isNew = at.traffic.because.doubts.some(({ field }) => field === "location");
  const table = isNew ? "the service tags of this version do not have its region, and " : "";
  return `: ${table}${describeRule(rule)}${at.group && !adminRuleOf(at) ? ` of "${nameOf(at.group.entity)}"` : ""} may deny it`;
}

/** https://github.com/MicrosoftDocs/azure-docs/issues/94454 */
const ROUTED = ": Azure does not document whether its default rules allow addresses for which the subnet has a route";

/** The question about a subnet that is not part of this program: neither a preview nor a deployment shows it. */
function outside({ pool: { subnet, provision } }: Trace): Question | undefined {
  if (subnet.to === "nothing" || subnet.to === "nodes") return undefined;
  const name = subnet.to === "external" ? nameInId(subnet.id) : "";
  // In Node.js all of networkConfiguration is unknown if one value in it is: the pool may then have no subnet.
  const own = subnet.to === "unknown" && isUnknown(provision.value) ? "its subnet, if it has one," : "its subnet";
  const question = `${WHETHER}: ${own}${name} is not part of this program`;
  if (subnet.to === "unknown") return { question, unknowns: [subnet.why] };
  const advice =
    "Run the policy pack on the program that owns the subnet, and add the subnet to the setting batchSubnets there.";
  return { question, unknowns: [], advice, ...(subnet.to === "external" ? { outside: subnet.id } : {}) };
}
