import { isUnknown } from "../known/value";
import { regionOf } from "../network/regions";
import { BATCH_TAG, batchTagName } from "../network/service-tags";
import { stillServesClassic } from "../reach/batch-subnets";
import { type Outbound, type OutboundCase, outboundOf } from "../reach/outbound";
import { ruleToAdd } from "../remedies/advice";
import { mendingOf, misdirectedInTime } from "../remedies/misdirected";
import type { Context } from "../settings/context";
import { lastName, parseArmId } from "../topology/arm-id";
import type { SecurityRuleNode } from "../topology/security-group";
import type { PoolNode } from "../topology/topology";
import { capital, describeRule, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { shown } from "../wording/shown";
import { adviceOn, adviceOnEndpoints } from "./lib/doubts";
import { onPool } from "./lib/on-pool";
import { type Finding, finding, type Item, openQuestion, type Rule } from "./rule";

export const poolNodeManagementOutbound: Rule = {
  name: "pool-node-management-outbound",
  title: "The security rules on a Batch pool's subnet let its nodes reach the Batch service.",
  severity: "high",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#outbound-security-rules",
  checkTopology: (topology, context) => {
    const judged = topology.pools.flatMap((pool) => outboundOf(pool, topology) ?? []);
    return [...blocked(judged, context), ...judged.flatMap(open), ...topology.pools.flatMap(outside)];
  },
};

/** One finding for each place where it is mended, naming the pools that it keeps from the service. */
function blocked(judged: readonly Outbound[], context: Context): readonly Finding[] {
  const faults = new Map<string, { outbound: Outbound; fault: OutboundCase; pools: PoolNode[] }>();
  for (const outbound of judged) {
    if (outbound.verdict.is !== "violated" || placesOf(outbound).length > 1) continue;
    for (const fault of outbound.cases) {
      const group = fault.group?.entity.resource.urn ?? fault.subnet.entity.resource.urn;
      const key = `${group} ${isUnknown(outbound.region) ? "" : outbound.region}`;
      const known = faults.get(key);
      if (known) known.pools.push(outbound.pool);
      else faults.set(key, { outbound, fault, pools: [outbound.pool] });
    }
  }
  const somewhere = judged.flatMap((each) => {
    const [fault, ...others] = each.verdict.is === "violated" ? placesOf(each) : [];
    return fault && others.length > 0 ? onPool(toFinding(each, fault, [each.pool], false, context), each.pool) : [];
  });
  const certain = [...faults.values()].map(({ outbound, fault, pools }) => {
    // What is the wrong region for these pools is the right one for others behind the same group.
    const shared = judged.some(
      ({ region, cases }) => region !== outbound.region && cases.some(({ group }) => group === fault.group),
    );
    return toFinding(outbound, fault, pools, shared, context);
  });
  return [...certain, ...somewhere];
}

/** Where it may have to be mended: the groups, or what stands for them, of which one will turn out to be the pool's. */
function placesOf({ cases }: Outbound): readonly OutboundCase[] {
  return [...new Map(cases.map((each) => [adminRuleOf(each) ?? each.group, each])).values()];
}

function adminRuleOf(each: OutboundCase): SecurityRuleNode | undefined {
  const rule = denying(each)?.ref;
  return rule?.origin === "admin" ? rule : undefined;
}

function denying({ traffic }: OutboundCase) {
  return traffic.because.pieces.find((piece) => piece.effect === "Deny")?.rule;
}

function toFinding(
  outbound: Outbound,
  fault: OutboundCase,
  pools: readonly PoolNode[],
  shared: boolean,
  context: Context,
): Finding {
  const { because } = fault.traffic;
  const deciding = denying(fault);
  const tag = tagOf(outbound);
  const partly = because.faultyCount < because.count;
  const part = partly ? `${because.faultyCount} of the ${because.count} addresses of ` : "";
  const byAdmin = adminRuleOf(fault) !== undefined;
  const rule = byAdmin
    ? capital(describeRule(deciding))
    : `In ${fault.group ? `"${nameOf(fault.group.entity)}"` : "the subnet"}, ${describeRule(deciding)}`;
  return finding({
    ...(deciding?.ref ? placeOf(deciding.ref) : { urn: (fault.group ?? fault.subnet).entity.resource.urn, path: "" }),
    found: `${rule} keeps ${namesOf([...new Set(pools)])} from TCP 443 to ${part}${tag}.`,
    why: "Nodes call the Batch service there; those that cannot reach it turn unusable.",
    change: byAdmin ? [beforeAdminRule(tag)] : changeFor(fault, outbound, tag, shared),
    advisory: stillServesClassic(pools, context),
  });
}

function tagOf({ region }: Pick<Outbound, "region">): string {
  const known = isUnknown(region) ? undefined : regionOf(region);
  return known ? batchTagName(known) : BATCH_TAG;
}

/** https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins */
function beforeAdminRule(tag: string): string {
  return `Remove or narrow it, or let TCP 443 out to ${tag} in a security admin rule before it: no rule of a group comes before these.`;
}

function changeFor(fault: OutboundCase, { region }: Outbound, tag: string, shared: boolean): readonly string[] {
  const meant = misdirectedInTime(fault, region, tag);
  return meant && !(shared && meant.fault === "region") ? [mendingOf(meant, tag)] : ruleToAdd(fault, region, tag);
}

function open(outbound: Outbound): readonly Item[] {
  const { pool, verdict, cases } = outbound;
  if (verdict.is !== "undecided") return [];
  const question = "whether its nodes can reach the Batch service on TCP 443 through the security rules of its subnet";
  const { urn } = pool.entity.resource;
  const foreign = cases.flatMap(({ subnet }) =>
    subnet.securityGroup.to === "external" ? subnet.securityGroup.id : [],
  );
  const [group] = foreign;
  if (group === undefined)
    return [openQuestion({ urn, question, unknowns: verdict.unknowns }, () => decider(outbound))];
  const advice = "Judge the program that owns the group, with its name in the setting batchSecurityGroups.";
  const name = nameIn(group);
  const where = `${question}: its group${name} is not part of this program`;
  return [openQuestion({ urn, question: where, unknowns: [] }, () => advice)];
}

/**
 * What decides where all is known: a rule to look at or, where Azure does not say what the default rules mean, one to add; the
 * private endpoint where the rules let nothing out.
 */
function decider({ cases, region, endpoints }: Outbound): string {
  const open = cases.find(({ traffic }) => traffic.is === "undecided");
  const advice = open ? adviceOn(open.traffic.because.doubts) : adviceOnEndpoints(endpoints);
  const tag = tagOf({ region });
  return advice ?? ruleToAdd(open ?? (cases[0] as OutboundCase), region, tag).join(" ");
}

/** What another team's network does is not in this program, neither at preview nor at deployment. */
function outside({ subnet, provision, entity }: PoolNode): readonly Item[] {
  if (subnet.to === "nothing" || subnet.to === "nodes") return [];
  // What is no id at all is reported by the policy about locations.
  if (subnet.to === "external" && !parseArmId(subnet.id)) return [];
  const name = subnet.to === "external" ? nameIn(subnet.id) : "";
  // In Node.js all of networkConfiguration is unknown where one value in it is: then there may be no subnet at all.
  const own = subnet.to === "unknown" && isUnknown(provision.value) ? "its subnet, if it has one," : "its subnet";
  const question = `whether its nodes can reach the Batch service: ${own}${name} is not part of this program`;
  const item = { kind: "undecided", urn: entity.resource.urn, question } as const;
  if (subnet.to === "unknown") return [{ ...item, unknowns: [subnet.why] }];
  const advice = "Judge the program that owns the subnet, with its name in the setting batchSubnets.";
  return [{ ...item, unknowns: [], advice }];
}

/** The name at the end of an id, set off by commas. */
function nameIn(id: string): string {
  const parsed = parseArmId(id);
  const name = parsed && shown("name", lastName(parsed));
  return name === undefined ? "" : `, "${name}",`;
}
