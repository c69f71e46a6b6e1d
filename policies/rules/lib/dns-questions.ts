import type { Resolution, ResolutionDoubt } from "../../reach/resolution";
import { stoppingRule } from "../../reach/resolver";
import { describeRule } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";
import { quoted, shown } from "../../wording/shown";
import type { Question } from "./questions";

/** The question to which address the nodes of a pool resolve the name of the node management endpoint, if it is undecided. */
export function questionAboutName(resolution: Resolution): Question | undefined {
  if (resolution.is !== "undecided") return undefined;
  const { doubt, unknowns } = resolution;
  const { endpoint } = doubt;
  const whether = endpoint
    ? `whether its nodes resolve the name of the account to private endpoint "${nameOf(endpoint.entity)}"`
    : "whether its nodes resolve the name of the account to a private or a public address";
  return { question: `${whether}: ${REASONS[doubt.reason](doubt)}`, unknowns, advice: ADVICE };
}

const ADVICE =
  "Make sure that the node management name of the account resolves, in the pool's network, to an address that the nodes can reach.";

const zoneOf = ({ zone }: ResolutionDoubt) => `zone${quoted(zone && shown("name", zone.name))}`;
const networkOf = ({ network }: ResolutionDoubt) =>
  network ? `virtual network "${nameOf(network.entity)}"` : "its network";

const REASONS: Readonly<Record<ResolutionDoubt["reason"], (doubt: ResolutionDoubt) => string>> = {
  "resolver-doubtful": ({ blocked }) =>
    `${describeRule(blocked && stoppingRule(blocked))} may block its nodes from their DNS servers`,
  "custom-servers": (doubt) => `${networkOf(doubt)} uses custom DNS servers`,
  forwarding: (doubt) => `a DNS forwarding ruleset is linked to ${networkOf(doubt)}`,
  "no-records": () => "neither a zone group nor a record for it is in this program",
  "zone-outside": () => "its zone group uses a zone that is not part of this program",
  "zone-unclear": (doubt) => `it is unknown whether ${zoneOf(doubt)} contains that name`,
  "link-unclear": (doubt) => `it is unknown whether ${zoneOf(doubt)} is linked to ${networkOf(doubt)}`,
  "record-unclear": (doubt) => `it is unknown whether ${zoneOf(doubt)} has a record for it`,
  "network-outside": () => "the network of its subnet is not part of this program",
};
