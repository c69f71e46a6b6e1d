import type { Edit } from "../../policies/remedies/edits";
import type { Change } from "../../policies/remedies/remedy";

/** The edits of each kind of remedy: action, resource type and property; or the reason why no plan has one. */
const KINDS: Readonly<Record<Change["do"], RegExp | string>> = {
  "add security rule": /^(create (Network)?SecurityRule|add NetworkSecurityGroup securityRules)$/,
  "move security rule": /^(set \w+ priority|change NetworkSecurityGroup securityRules priority)$/,
  "correct security rule": /^(set \w+|change NetworkSecurityGroup securityRules) [\w,]*AddressPrefix$/,
  "remove security rule": /^(delete (Network)?SecurityRule|remove NetworkSecurityGroup securityRules)$/,
  "narrow security rule": /^(set \w+|change NetworkSecurityGroup securityRules) [\w,]*destinationPortRanges?$/,
  "add route": /^(create Route|add RouteTable routes)$/,
  "redirect route": /^(set Route|change RouteTable routes) nextHopType$/,
  "remove route": "it is the second choice, after another next hop",
  "remove delegation": "its policy is not about the path to the Batch service, of which plans are",
  "link zone": /^create (Zone)?VirtualNetworkLink$/,
  "add zone group":
    /^(create PrivateDnsZoneGroup|add PrivateDnsZoneGroup privateDnsZoneConfigs|set Endpoint privateDnsZoneGroup.*)$/,
  "add zone": /^create (Private)?Zone$/,
  "add endpoint": /^create (Private)?Endpoint$/,
  "add peering": /^create VirtualNetworkPeering$/,
  "set in peering": /^set VirtualNetworkPeering /,
  "add NAT gateway": /^(create NatGateway|set Subnet natGateway|create SubnetNatGatewayAssociation)$/,
  "add address": /^(add NatGateway publicIpAddresses|create NatGatewayPublicIpAssociation)$/,
  "add firewall rule": /^add \w+ (networkRuleCollections|ruleCollections)$/,
  "add IP rule": /^add (Batch)?Account networkProfile.nodeManagementAccess.ipRules$/,
  "set property": /^set Pool /,
  "remove NAT pool": "its policy is not about the path to the Batch service, of which plans are",
  ask: "only people can do it",
};

export const KINDS_OF_CHANGES = Object.keys(KINDS) as readonly Change["do"][];

/** The kinds of remedies that no plan applies itself. */
export const NOT_IN_PLANS: readonly string[] = Object.entries(KINDS)
  .filter(([, form]) => typeof form === "string")
  .map(([kind]) => kind);

/** The kinds of remedies that a plan may apply itself. */
export const IN_PLANS: readonly string[] = Object.keys(KINDS).filter((kind) => !NOT_IN_PLANS.includes(kind));

/** The kinds of remedies to which the edits belong. */
export function kindsOf(edits: readonly Edit[]): ReadonlySet<string> {
  const forms = edits.map(formOf);
  return new Set(IN_PLANS.filter((kind) => forms.some((form) => (KINDS[kind as Change["do"]] as RegExp).test(form))));
}

function formOf(edit: Edit): string {
  const type = edit.type.split(":").at(-1);
  const place = "path" in edit ? [edit.path.replace(/\[\d+\]/g, "")] : [];
  const properties = edit.action === "change" ? [Object.keys(edit.value).join(",")] : [];
  return [edit.action, type, ...place, ...properties].join(" ");
}
