import type { Hop } from "../../reach/hop";
import type { PeeringEvidence } from "../../reach/peering";
import type { Trace } from "../../reach/trace";
import { ALLOW_ACCESS } from "../../remedies/peering-advice";
import type { PrivateEndpoint } from "../../topology/private-endpoint";
import { describeRule } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";
import { CHECK_CONFIGURATION, DENIES_ACCESS, MAY_CONNECT } from "./other-connections";
import type { Question } from "./questions";
import { doubtAboutRules } from "./rule-doubts";

/** The question about an undecided hop that belongs to an endpoint. */
export function questionAboutEndpoint(hop: Hop, endpoint: PrivateEndpoint, trace: Trace): Question | undefined {
  const unknowns = hop.verdict.is === "undecided" ? hop.verdict.unknowns : [];
  const name = `private endpoint "${nameOf(endpoint.entity)}"`;
  const question = `whether its nodes can reach ${name}`;
  switch (hop.kind) {
    case "connection": {
      const waits = hop.verdict.because.some(({ reason }) => reason === "not-approved");
      return {
        question: `${question}: ${waits ? "its connection to the account is not approved" : "its account or sub-resource is unknown"}`,
        unknowns,
        advice: `Approve the connection of ${name} to the account.`,
      };
    }
    case "peering":
      return {
        question: `${question}: ${peeringDoubt(hop, trace)}`,
        unknowns,
        advice: adviceOn(hop.verdict.because.reason),
      };
    case "endpoint subnet": {
      const { traffic, subnet } = hop.verdict.because;
      // If the program does not show its subnet, the question about the peering covers it.
      if (!subnet) return undefined;
      const rule = traffic?.pieces.find(({ effect }) => effect === "Deny")?.rule;
      return {
        question: `${question}: ${rule ? `${describeRule(rule)} of its own subnet may deny it` : "the security rules of its own subnet decide"}`,
        unknowns,
        advice:
          (traffic && doubtAboutRules(traffic.doubts)) ??
          `Make sure that nothing on the path blocks the nodes from ${name}.`,
      };
    }
    default:
      return { question, unknowns };
  }
}

function adviceOn(reason: PeeringEvidence["reason"]): string {
  return reason === "access-denied" ? ALLOW_ACCESS : (OTHER_WAYS[reason]?.advice ?? BOTH_DIRECTIONS);
}

const BOTH_DIRECTIONS =
  "A peering works only if both networks have one to the other: make sure that both directions exist.";

/** What may connect two networks instead of a peering, and the advice on it. */
const OTHER_WAYS: Readonly<Record<string, { readonly may: string; readonly advice: string }>> = {
  hub: {
    may: MAY_CONNECT.hub,
    advice: "Make sure that the hub routes packets between the two, or peer them.",
  },
  forwarded: {
    may: "routes of its subnet may lead there through an appliance or a gateway",
    advice: "Make sure that the next hop forwards TCP 443 to the endpoint, or peer the two.",
  },
  managed: {
    may: MAY_CONNECT.managed,
    advice: CHECK_CONFIGURATION,
  },
};

function peeringDoubt({ verdict }: Extract<Hop, { kind: "peering" }>, { subnet }: Trace): string {
  const { reason, from, to } = verdict.because;
  const own = from ? `"${nameOf(from.entity)}"` : `the network of subnet "${subnet ? nameOf(subnet.entity) : ""}"`;
  if (reason === "outside")
    return to ? `${own} is not part of this program` : "its network is not part of this program";
  if (reason === "one-direction")
    return `this program peers ${own} and "${to ? nameOf(to.entity) : ""}" in one direction only`;
  if (reason === "access-denied")
    return `the peering between ${own} and "${to ? nameOf(to.entity) : ""}" ${DENIES_ACCESS}`;
  const way = OTHER_WAYS[reason];
  if (way) return `this program does not peer ${own} and "${to ? nameOf(to.entity) : ""}", but ${way.may}`;
  return `it is unknown whether ${own} is peered with ${to ? `"${nameOf(to.entity)}"` : "its network"}`;
}
