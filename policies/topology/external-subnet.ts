import { unknown } from "../known/value";
import { text } from "../plan/property";
import { parentId } from "./arm-id";
import type { Association, Attachment, Builder } from "./builder";
import { type Entity, read } from "./entity";
import { type Link, mapLink } from "./link";
import { memo, memoFor } from "./once";
import { resolveReference } from "./resolve";
import type { Subnet } from "./subnet";
import { NO_USE } from "./subnet-use";

const ATTACHMENTS: readonly Attachment[] = ["securityGroup", "routeTable", "natGateway"];

/**
 * A subnet outside this program to which association resources of the classic provider attach a resource: the attached
 * resources are known, everything else is unknown. `undefined` where nothing is attached to it.
 */
export function externalSubnet(id: string, builder: Builder): Subnet | undefined {
  const found = ATTACHMENTS.map((what) => [what, associationTo(id, what, builder)] as const);
  const entity = found.find(([, association]) => association)?.[1];
  if (!entity) return undefined;
  const hidden = unknown("subnetId", entity.resource.urn);
  const target = <K extends Attachment>(what: K): Link<Entity<K>> => {
    const association = found.find(([each]) => each === what)?.[1];
    if (!association) return { to: "unknown", why: hidden };
    return resolveReference(builder.registry, association, read(association, "target"), [what]);
  };
  return {
    entity,
    name: id.split("/").at(-1) ?? id,
    prefixes: hidden,
    virtualNetwork: { to: "external", id: parentId(id) ?? id },
    possibleNetworks: [],
    securityGroup: mapLink(target("securityGroup"), builder.securityGroup),
    routeTable: mapLink(target("routeTable"), builder.routeTable),
    natGateway: mapLink(target("natGateway"), builder.natGateway),
    delegations: hidden,
    endpointPolicies: hidden,
    serviceEndpoints: hidden,
    use: NO_USE,
  };
}

function associationTo(id: string, what: Attachment, builder: Builder): Entity<Association> | undefined {
  return associationsIn(builder)(what).get(id.toLowerCase());
}

/** The associations of one kind by the literal id of their subnet; the first one where there are several. */
const associationsIn = memoFor((builder: Builder) =>
  memo((what: Attachment): ReadonlyMap<string, Entity<Association>> => {
    const found = new Map<string, Entity<Association>>();
    for (const association of builder.registry.ofKind<Association>(`${what}Association`)) {
      const written = text(read(association, "subnet"));
      const key = typeof written === "string" ? written.toLowerCase() : undefined;
      if (key !== undefined && !found.has(key)) found.set(key, association);
    }
    return found;
  }),
);
