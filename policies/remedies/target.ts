import type { Change } from "./remedy";

/** The URN of the resource that a change is made to, or that an added one belongs to; `undefined` for what only people can do. */
export function targetOf(change: Change): string | undefined {
  switch (change.do) {
    case "add security rule":
      return change.group.entity.resource.urn;
    case "move security rule":
    case "correct security rule":
    case "remove security rule":
    case "narrow security rule":
      return change.rule.property.owner;
    case "add route":
      return change.table.entity.resource.urn;
    case "redirect route":
    case "remove route":
      return change.route.entity.resource.urn;
    case "remove delegation":
      return change.of.resource.urn;
    case "link zone":
      return change.zone.entity.resource.urn;
    case "add zone group":
    case "add zone":
      return change.endpoint.entity.resource.urn;
    case "add endpoint":
    case "add NAT gateway":
      return change.subnet.entity.resource.urn;
    case "add peering":
      return change.from.entity.resource.urn;
    case "set in peering":
      return change.peering.property.owner;
    case "add address":
      return change.gateway.entity.resource.urn;
    case "add firewall rule":
      return change.firewall.entity.resource.urn;
    case "add IP rule":
      return change.account.entity.resource.urn;
    case "set property":
      return change.entity.resource.urn;
    case "remove NAT pool":
      return change.pool.resource.urn;
    default:
      return undefined;
  }
}
