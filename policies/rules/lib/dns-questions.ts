import type { Resolution, ResolutionDoubt } from "../../reach/resolution";
import { stoppingRule } from "../../reach/resolver";
import { describeRule } from "../../wording/describe-rule";
import { nameOf } from "../../wording/names";
import { quoted, shown } from "../../wording/shown";
import type { Question } from "./questions";

/** What leaves open where the name of the node management endpoint leads the nodes of a pool. */
export function questionAboutName(resolution: Resolution): Question | undefined {
  if (resolution.is !== "undecided") return undefined;
  const { doubt, unknowns } = resolution;
  const { endpoint } = doubt;
  const whether = endpoint
    ? `whether the name of the account leads its nodes to private endpoint "${nameOf(endpoint.entity)}"`
    : "whether the name of the account leads its nodes to a private or to a public address";
  return { question: `${whether}: ${REASONS[doubt.reason](doubt)}`, unknowns, advice: ADVICE };
}

const ADVICE =
  "See that the node management name of the account resolves, in the pool's network, to an address that its nodes reach.";

const zoneOf = ({ zone }: ResolutionDoubt) => `zone${quoted(zone && shown("name", zone.name))}`;
const networkOf = ({ network }: ResolutionDoubt) =>
  network ? `virtual network "${nameOf(network.entity)}"` : "its network";

const REASONS: Readonly<Record<ResolutionDoubt["reason"], (doubt: ResolutionDoubt) => string>> = {
  "resolver-doubtful": ({ blocked }) =>
    `${describeRule(blocked && stoppingRule(blocked))} may keep its nodes from their DNS servers`,
  "custom-servers": (doubt) => `${networkOf(doubt)} asks DNS servers of its own`,
  forwarding: (doubt) => `a DNS forwarding ruleset is linked to ${networkOf(doubt)}`,
  "no-records": () => "neither a zone group nor a record for it is in this program",
  "zone-outside": () => "its zone group writes to a zone that is not part of this program",
  "zone-unclear": (doubt) => `whether ${zoneOf(doubt)} holds that name is not known`,
  "link-unclear": (doubt) => `whether ${zoneOf(doubt)} is linked to ${networkOf(doubt)} is not known`,
  "record-unclear": (doubt) => `whether ${zoneOf(doubt)} has a record for it is not known`,
  "endpoint-elsewhere": (doubt) =>
    `${zoneOf(doubt)} is linked to ${networkOf(doubt)}, and an endpoint of another program may write to it`,
  "network-outside": () => "the network of its subnet is not part of this program",
};
