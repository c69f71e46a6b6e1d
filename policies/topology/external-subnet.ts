import { unknown } from "../known/value";
import { text } from "../plan/property";
import { parentId } from "./arm-id";
import { type Entity, read } from "./entity";
import { type Link, mapLink } from "./link";
import { memo, memoFor } from "./once";
import { resolveReference } from "./resolve";
import type { Subnet, SubnetEntity } from "./subnet";
import type { Attachment, Surroundings } from "./surroundings";

const ATTACHMENTS: readonly Attachment[] = ["securityGroup", "routeTable", "natGateway"];

/**
 * A subnet outside this program to which the program attaches something, with the classic provider's association
 * resources: what is attached is known, everything else is not. `undefined` where nothing is attached to it.
 */
export function externalSubnet(id: string, around: Surroundings): Subnet | undefined {
  const found = ATTACHMENTS.map((what) => [what, associationTo(id, what, around)] as const);
  const entity = found.find(([, association]) => association)?.[1];
  if (!entity) return undefined;
  const hidden = unknown("subnetId", entity.resource.urn);
  const target = (what: Attachment): Link<Entity> => {
    const association = found.find(([each]) => each === what)?.[1];
    if (!association) return { to: "unknown", why: hidden };
    return resolveReference(around.registry, association, read(association, "target"), [what]);
  };
  return {
    entity: entity as Entity as SubnetEntity,
    name: id.split("/").at(-1) ?? id,
    prefixes: hidden,
    virtualNetwork: { to: "external", id: parentId(id) ?? id },
    securityGroup: mapLink(target("securityGroup"), (each) => around.securityGroup(each as Entity<"securityGroup">)),
    routeTable: mapLink(target("routeTable"), (each) => around.routeTable(each as Entity<"routeTable">)),
    natGateway: mapLink(target("natGateway"), (each) => around.natGateway(each as Entity<"natGateway">)),
    delegations: hidden,
    defaultOutboundAccess: hidden,
    endpointPolicies: hidden,
    serviceEndpoints: hidden,
  };
}

type Association = Entity<"securityGroupAssociation">;

function associationTo(id: string, what: Attachment, around: Surroundings): Association | undefined {
  return associationsIn(around)(what).get(id.toLowerCase());
}

/** The associations of one sort by the literal id of their subnet; the first one where there are several. */
const associationsIn = memoFor((around: Surroundings) =>
  memo((what: Attachment): ReadonlyMap<string, Association> => {
    const found = new Map<string, Association>();
    for (const association of around.registry.ofKind(`${what}Association`) as readonly Association[]) {
      const written = text(read(association, "subnet"));
      const key = typeof written === "string" ? written.toLowerCase() : undefined;
      if (key !== undefined && !found.has(key)) found.set(key, association);
    }
    return found;
  }),
);
