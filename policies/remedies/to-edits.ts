import type { Edit } from "./edits";
import { target } from "./edits";
import { endpointAdded, zoneAdded, zoneGroupAdded, zoneLinked } from "./endpoint-edits";
import { firewallRuleAdded } from "./firewall-edits";
import {
  addressAttached,
  delegationRemoved,
  natGatewayAdded,
  natGatewayAttached,
  outputOf,
  peeringAdded,
  removing,
  routeAdded,
  routeRedirected,
  routeRemoved,
  settingIn,
} from "./network-edits";
import type { Change } from "./remedy";
import type { Resources } from "./resources";
import { addingOf, changeOf, portsOf, removalOf } from "./rule-edits";

/** The edits that make some changes in a program; `undefined` if it cannot make one of them by itself. */
export function toEdits(changes: readonly Change[], resources: Resources): readonly Edit[] | undefined {
  const made: Edit[] = [];
  for (const change of changes) {
    const names = new Set(made.flatMap((edit) => (edit.action === "create" ? edit.name : [])));
    const hasName = (name: string) => names.has(name) || resources.hasName(name);
    const edits = editsOf(change, { ...resources, hasName });
    if (edits.length === 0 || edits.some(({ urn }) => resources.isRead(urn))) return undefined;
    made.push(...edits);
  }
  return made;
}

/** The URNs of the resources that some changes are about and that the program only reads. */
export function readIn(changes: readonly Change[], resources: Resources): readonly string[] {
  const urns = changes.flatMap((change) => editsOf(change, resources)).map(({ urn }) => urn);
  return [...new Set(urns.filter(resources.isRead))];
}

function editsOf(change: Change, resources: Resources): readonly Edit[] {
  switch (change.do) {
    case "add security rule": {
      const { group, rule, name, priority } = change;
      return priority === undefined || name === undefined ? [] : addingOf(group, rule, { name, priority }, resources);
    }
    case "move security rule":
      return changeOf(change.rule, { priority: change.priority });
    case "correct security rule":
      return changeOf(change.rule, change.set);
    case "remove security rule":
      return removalOf(change.rule);
    case "narrow security rule":
      return portsOf(change.rule, change.ports);
    case "add route":
      return routeAdded(change.table, change.prefix, resources);
    case "redirect route":
      return routeRedirected(change.route, change.to);
    case "remove route":
      return routeRemoved(change.route);
    case "remove delegation":
      return delegationRemoved(change.of, change.delegation);
    case "link zone":
      return [zoneLinked(target(change.zone.entity), change.zone.entity, change.network, resources)];
    case "add zone group":
      return zoneGroupAdded(change.endpoint, target(change.zone.entity), resources);
    case "add zone":
      return zoneAdded(change.endpoint, change.network, change.name, resources);
    case "add endpoint": {
      const { account, subnet, network, zone, linked } = change;
      return endpointAdded(account, subnet, network, zone, linked?.entity, resources);
    }
    case "add peering":
      return [
        peeringAdded(change.from, change.to, resources),
        ...(change.both ? [peeringAdded(change.to, change.from, resources)] : []),
      ];
    case "set in peering":
      return settingIn(change.peering.property, change.set);
    case "add NAT gateway":
      return change.gateway
        ? natGatewayAttached(change.subnet, outputOf("natGateway", "id", target(change.gateway.entity)), resources)
        : natGatewayAdded(change.subnet, resources);
    case "add address":
      return addressAttached(change.gateway, resources);
    case "add firewall rule":
      return firewallRuleAdded(change);
    case "add IP rule": {
      const { entity } = change.account;
      const isNative = entity.token.provider === "azure-native";
      const path = "networkProfile.nodeManagementAccess.ipRules";
      return change.addresses.map((address) => ({
        ...target(entity),
        action: "add",
        path,
        value: isNative ? { action: "Allow", value: address } : { action: "Allow", ipRange: address },
      }));
    }
    case "set property":
      return [{ ...target(change.entity), action: "set", path: change.path, value: change.value }];
    case "remove NAT pool":
      return [removing(change.natPool)];
    default:
      return [];
  }
}
