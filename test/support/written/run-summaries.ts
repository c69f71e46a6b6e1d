import { account, inGroup, pool } from "../../programs/parts";
import { farm } from "../../rules/parts";
import { daysFromToday } from "../exemptions";
import { native, ref } from "../program/language";
import type { Cases } from "./tables";

const OTHER = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/shared/providers/Microsoft.Network";
const classic = inGroup({ batch: account(), render: pool(undefined, { targetNodeCommunicationMode: "Classic" }) });
const nothing = inGroup({});
const accepted = { reason: "The old pool drains until the June release.", expires: daysFromToday(100) };
const onRender = { policy: "pool-no-classic-communication", resource: "render", ...accepted };
const onGone = { ...onRender, resource: "gone", stack: "dev" };

const exempted = (...exemptions: readonly object[]) => ({ program: classic, settings: { exemptions } });
const configured = (title: string, settings: object) => ({ title, program: nothing, settings });
const never = "it is about the judging itself";

/** The cases of the policies that judge no resource, but the results of the others and the configuration. */
export const RUN_SUMMARIES: Readonly<Record<string, Cases>> = {
  settings: {
    valid: [configured("all is right", { retirementDate: "2026-09-30" })],
    invalid: [
      configured("a misspelt key", { retirmentDate: "2026-09-30" }),
      configured("a number for a date", { retirementDate: 20260930 }),
      configured("a day that there is not", { retirementDate: "2026-02-30" }),
      configured("a text for a list", { batchSubnets: "snet-batch" }),
      configured("one wrong element", { trustedSources: ["10.0.0.0/8", "10.0.0.0/33"] }),
      configured("a misspelt next hop", { trustedNextHops: ["VirtualNetworkGatway"] }),
      configured("an exemption without a reason", { exemptions: [{ ...onRender, reason: undefined }] }),
      configured("an exemption with a short reason", { exemptions: [{ ...onRender, reason: "because" }] }),
      configured("an exemption for too long", { exemptions: [{ ...onRender, expires: daysFromToday(1000) }] }),
      configured("a misspelt restriction", { exemptions: [{ ...onRender, ruel: "AllowBatch" }] }),
      configured("a misspelt policy", { exemptions: [{ ...onRender, policy: "pool-no-clasic-communication" }] }),
      configured("a policy that is not exemptable", { notExemptable: ["*"], exemptions: [onRender] }),
    ],
    undecided: never,
  },
  undecided: {
    valid: [
      { title: "a network of the program", program: farm({}) },
      { title: "no network at all", program: inGroup({ batch: account(), render: pool(undefined) }) },
    ],
    invalid: [
      {
        title: "a group of another program",
        program: farm({
          subnet: { networkSecurityGroup: { id: `${OTHER}/networkSecurityGroups/nsg-shared` } },
        }),
      },
      {
        title: "a subnet of another program",
        program: inGroup({
          batch: account(),
          render: pool({ subnetId: `${OTHER}/virtualNetworks/vnet/subnets/snet-batch` }),
        }),
      },
      {
        title: "a rule made from another resource",
        program: farm({
          rules: [],
          more: {
            address: native("network:PublicIPAddress", {}),
            deny: native("network:SecurityRule", {
              ...{ networkSecurityGroupName: ref("nsg", "name"), priority: 200, direction: "Outbound", access: "Deny" },
              ...{ protocol: "*", sourceAddressPrefix: "*", sourcePortRange: "*", destinationPortRange: "*" },
              destinationAddressPrefix: ref("address", "ipAddress"),
            }),
          },
        }),
      },
    ],
    undecided: never,
  },
  exemptions: {
    valid: [
      { title: "none", program: classic },
      { title: "one for another stack", ...exempted({ ...onGone, stack: "prod" }) },
    ],
    invalid: [
      { title: "one in use, and one that matches nothing", ...exempted(onRender, onGone) },
      {
        title: "one that is about to expire",
        ...exempted({ ...onRender, expires: daysFromToday(30), ticket: "NET-412" }),
      },
      { title: "one that has expired", ...exempted({ ...onRender, stack: "dev", expires: daysFromToday(-1) }) },
    ],
    undecided: never,
  },
};
