import { isUnknown, type Value } from "../known/value";
import { nodeManagementFlow } from "../network/node-management";
import { flowTo } from "../reach/endpoint-path";
import { contextOf } from "../reach/filters";
import type { FilterCase } from "../reach/security-rules";
import { single } from "../topology/link";
import type { PrivateEndpoint } from "../topology/private-endpoint";
import type { Subnet } from "../topology/subnet";
import { nameOf } from "../wording/names";
import { shown } from "../wording/shown";
import { batchTag } from "../wording/tags";
import { addRule } from "./priorities";
import { type Aim, ask, type NewRule, type Remedy } from "./remedy";

/** A pool's packets that a group stops, and their destination. */
export interface Destination {
  readonly region: Value<string>;
  /** `undefined`: the public addresses of node management. */
  readonly endpoint: PrivateEndpoint | undefined;
}

/**
 * The change that opens the path: a rule with a free priority that takes effect, if there is one.
 *
 * @param others further subnets behind the group, for which the path is also to be opened.
 */
export function openingRemedy(
  { group, subnet }: Pick<FilterCase, "group" | "subnet">,
  to: Destination,
  others: readonly Subnet[] = [],
): Remedy {
  const { region, endpoint } = to;
  if (!group) {
    return ask(
      endpoint
        ? `Allow outbound TCP 443 to private endpoint "${nameOf(endpoint.entity)}".`
        : `Allow outbound TCP 443 to ${batchTag(region)}.`,
    );
  }
  const subnets = [...new Set([subnet, ...others])];
  if (endpoint) {
    const rule: NewRule = {
      ...{ direction: "Outbound", protocol: "Tcp", source: "*", port: "443" },
      destination: prefixOf(endpoint) ?? "VirtualNetwork",
    };
    const aims = subnets.map((each) => ({ flow: flowTo(endpoint, each, region), context: contextOf(each, region) }));
    return addRule(group, rule, ...aims);
  }
  const aims = subnets.map((each): Aim | undefined => {
    const context = contextOf(each, region);
    const flow = isUnknown(region) ? undefined : nodeManagementFlow(context, region);
    return flow && { flow, context };
  });
  // Protocol `*` would work too: Microsoft may need UDP one day, but today nodes use TCP.
  const rule: NewRule = {
    direction: "Outbound",
    protocol: "*",
    source: "*",
    destination: batchTag(region),
    port: "443",
  };
  return addRule(group, rule, ...aims);
}

/** The prefix of an endpoint's subnet, if it has one that is known: the endpoint gets an address of it. */
function prefixOf({ subnet }: PrivateEndpoint): string | undefined {
  const prefixes = single(subnet)?.prefixes;
  if (prefixes === undefined || isUnknown(prefixes)) return undefined;
  const [only, ...more] = prefixes;
  return more.length === 0 ? shown("address", only) : undefined;
}
