import { type Args, native, type Program, ref } from "../support/program/language";
import { network, publicIp, subnet } from "./parts";

/** The address of the firewall of {@link firewallHub}, unknown until deployment. */
export const firewallAddress = ref("fw", "ipConfigurations[0].privateIPAddress");

/** A hub with a firewall, whose only rule collection allows the traffic of these rules. */
export const firewallHub = (allowed: readonly Args[]): Program => ({
  hub: network("10.100.0.0/16"),
  AzureFirewallSubnet: subnet("hub", "10.100.0.0/26", { subnetName: "AzureFirewallSubnet" }),
  "fw-ip": publicIp(),
  policy: native("network:FirewallPolicy", { threatIntelMode: "Alert" }),
  egress: native("network:FirewallPolicyRuleCollectionGroup", {
    firewallPolicyName: ref("policy", "name"),
    ruleCollectionGroupName: "egress",
    priority: 200,
    ruleCollections: [
      {
        ruleCollectionType: "FirewallPolicyFilterRuleCollection",
        name: "out",
        priority: 100,
        action: { type: "Allow" },
        rules: allowed,
      },
    ],
  }),
  fw: native("network:AzureFirewall", {
    firewallPolicy: { id: ref("policy") },
    ipConfigurations: [
      { name: "ip", subnet: { id: ref("AzureFirewallSubnet") }, publicIPAddress: { id: ref("fw-ip") } },
    ],
  }),
});
