import { isUnknown, type Unknown, type Value } from "../known/value";
import { parseCidr } from "./address-set";
import { type NextHop, readHopType } from "./next-hop";
import type { Parsed } from "./parsed";
import { type Destination, readRoutePrefix } from "./spellings";
import type { Cloud } from "./tag-data";

/** A user-defined route as Azure Resource Manager spells it. `ref` is the caller's own name for it. */
export interface UserRouteFields<Ref> {
  readonly ref: Ref;
  readonly name: Value<string> | undefined;
  /** A CIDR prefix or a service tag. */
  readonly addressPrefix: Value<string> | undefined;
  readonly nextHopType: Value<string> | undefined;
  readonly nextHopIpAddress: Value<string> | undefined;
}

/** A route of a subnet's routing table. */
export interface Route<Ref> {
  /** A user-defined route, one that a virtual network gateway propagates, or one of Azure's own. */
  readonly source: "user" | "gateway" | "system";
  /** The user-defined route; `undefined` for others, and for routes that the program does not show. */
  readonly ref: Ref | undefined;
  readonly name: Value<string> | undefined;
  /** What it is for: a prefix or a service tag, as written. */
  readonly prefix: Value<string> | undefined;
  readonly hop: NextHop;
  /** The unknown values on which it depends what this route does, and whether it is there. */
  readonly unknowns: readonly Unknown[];
  /** Why Azure would refuse it. */
  readonly problems: readonly string[];
}

/**
 * Reads a user route: what it is for, and the route. A route that Azure would refuse is for anything, its next hop is
 * open, and `problems` name it.
 *
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#custom-routes
 */
export function readUserRoute<Ref>(
  fields: UserRouteFields<Ref>,
  cloud: Cloud | undefined,
): { readonly target: Destination | "anything"; readonly route: Route<Ref> } {
  const target = readTarget(fields.addressPrefix, cloud);
  const { hop, problem } = readHop(fields);
  const problems = [target.problem, problem].filter((each) => each !== undefined);
  const unknowns = [fields.addressPrefix, fields.nextHopType].filter(isUnknown);
  const { ref, name, addressPrefix: prefix } = fields;
  return { target: target.value ?? "anything", route: { source: "user", ref, name, prefix, hop, unknowns, problems } };
}

function readTarget(prefix: Value<string> | undefined, cloud: Cloud | undefined): Parsed<Destination | "anything"> {
  if (isUnknown(prefix)) return { value: "anything" };
  return typeof prefix === "string" ? readRoutePrefix(prefix, cloud) : { problem: "it has no address prefix" };
}

/** Only an appliance has an address, and it must have one; an empty text is how some programs leave it out. */
function readHop({ nextHopType, nextHopIpAddress }: UserRouteFields<unknown>): { hop: NextHop; problem?: string } {
  const type = readHopType(nextHopType);
  const address = nextHopIpAddress === "" ? undefined : nextHopIpAddress;
  const refused = (problem: string) => ({ hop: { type: undefined, address }, problem });
  if (type === undefined) return refused(`${JSON.stringify(nextHopType)} is not a next hop type of a user route`);
  if (isUnknown(type) || isUnknown(address)) return { hop: { type, address } };
  if (type !== "VirtualAppliance") {
    return address === undefined
      ? { hop: { type, address } }
      : refused(`a next hop address goes with VirtualAppliance only`);
  }
  if (address === undefined) return refused("a VirtualAppliance next hop needs an address");
  const valid = typeof address === "string" && !address.includes("/") && parseCidr(address).problem === undefined;
  return valid ? { hop: { type, address } } : refused(`${JSON.stringify(address)} is not the address of a next hop`);
}
