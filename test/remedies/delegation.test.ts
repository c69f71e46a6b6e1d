import { describe, expect, it } from "vitest";
import { isUnknown } from "../../policies/known/value";
import { delegationRemoved } from "../../policies/remedies/network-edits";
import type { SubnetEntity } from "../../policies/topology/subnet";
import { buildTopology } from "../../policies/topology/topology";
import { planned } from "../support/planned";

const native = { name: "d", serviceName: "Microsoft.Web/serverFarms" };
const classic = { name: "d", serviceDelegation: { name: "Microsoft.Web/serverFarms" } };
const inside = (more: object) => ({ name: "vnet", subnets: [{ name: "snet", ...more }] });

describe("the delegation of a subnet is removed where it is written", () => {
  it.each<[string, string, object, object]>([
    [
      "in a list of a resource",
      "network:Subnet",
      { subnetName: "snet", delegations: [native] },
      { action: "remove", path: "delegations[0]" },
    ],
    [
      "in a list of a subnet in a network",
      "network:VirtualNetwork",
      inside({ delegations: [native] }),
      { action: "change", path: "subnets[0]", value: { delegations: null } },
    ],
    [
      "in a list of a resource of the classic provider",
      "azure:network/subnet:Subnet",
      { name: "snet", delegations: [classic] },
      { action: "remove", path: "delegations[0]" },
    ],
    [
      "in a subnet in a network of the classic provider, which has no list of them",
      "azure:network/virtualNetwork:VirtualNetwork",
      inside({ delegation: classic }),
      { action: "change", path: "subnets[0]", value: { delegation: null } },
    ],
  ])("%s", (_, type, inputs, edit) => {
    const [subnet] = buildTopology([planned(type, "it", { inputs })]).subnets;
    const [delegation] = !subnet || isUnknown(subnet.delegations) ? [] : subnet.delegations;
    if (!subnet || !delegation) throw new Error("The subnet is not delegated.");
    expect(delegationRemoved(subnet.entity as SubnetEntity, delegation)).toEqual([expect.objectContaining(edit)]);
  });
});
