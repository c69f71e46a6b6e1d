import { poolVnetLocation } from "../../policies/rules/pool-vnet-location";
import { account, inGroup, network, pool, subnet } from "../programs/parts";
import { later, ref, SUBSCRIPTION } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm, locatedLater } from "./parts";

const OTHER = "99999999-2222-3333-4444-555555555555";
const GROUP = (subscription: string) => `/subscriptions/${subscription}/resourceGroups/rg-network/providers`;
const NETWORK = "Microsoft.Network/virtualNetworks/vnet";
const at = "networkConfiguration.subnetId";
const inSubnet = (subnetId: unknown) => inGroup({ batch: account(), render: pool({ subnetId }) });

testRule(poolVnetLocation, {
  valid: [
    { title: "one region, one subscription", program: farm({}) },
    { title: "no network", program: inGroup({ batch: account(), render: pool(undefined) }) },
    {
      title: "a subnet outside of the program, in the same subscription",
      program: inSubnet(`${GROUP(SUBSCRIPTION)}/${NETWORK}/subnets/batch`),
    },
    {
      title: "an id in another casing",
      program: inSubnet(
        `${GROUP(SUBSCRIPTION)}/${NETWORK}/subnets/batch`.toLowerCase().replace("resourcegroups", "RESOURCEGROUPS"),
      ),
    },
    {
      title: "one region in two spellings",
      program: farm({ vnet: { location: "North Europe" }, account: { location: "northeurope" } }),
    },
    { title: "a network whose region is not known", program: farm(locatedLater("westeurope", {}, ["vnet"])) },
    {
      title: "an account outside of the program",
      program: farm({ vnet: { location: "eastus" }, pool: { accountName: "elsewhere" } }),
    },
    {
      title: "a subnet that is not known",
      program: inSubnet(later(`${GROUP(SUBSCRIPTION)}/${NETWORK}/subnets/batch`)),
    },
  ],
  invalid: [
    {
      title: "a name in place of an id",
      program: inSubnet("snet-batch"),
      finds: [
        {
          on: "render",
          at,
          says: [
            "networkConfiguration.subnetId is not the id of a subnet.",
            "Fix: Use an id of the form /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/….",
          ],
        },
      ],
    },
    {
      title: "the id of a network",
      program: inSubnet(`${GROUP(SUBSCRIPTION)}/${NETWORK}`),
      finds: [{ on: "render", at, says: ["is not the id of a subnet"] }],
    },
    {
      title: "a classic network",
      program: inSubnet(`${GROUP(SUBSCRIPTION)}/Microsoft.ClassicNetwork/virtualNetworks/vnet/subnets/batch`),
      finds: [{ on: "render", at, says: ["is in a classic virtual network"] }],
    },
    {
      title: "another region, for two pools at once",
      page: true,
      program: farm({ vnet: { location: "westus" }, more: { comp: pool({ subnetId: ref("snet") }) } }),
      finds: [
        {
          on: "comp",
          at,
          says: [
            'The account is in westeurope, the virtual network in westus; this affects pools "comp" and "render".',
            "Fix: Use a virtual network in the region of the account, or an account in that of the network.",
          ],
        },
      ],
    },
    {
      title: "two networks, one in another region",
      program: farm({
        more: {
          far: network("10.9.0.0/16", { location: "eastus" }),
          there: subnet("far", "10.9.1.0/24"),
          comp: pool({ subnetId: ref("there") }),
        },
      }),
      finds: [{ on: "comp", at, says: ['in eastus; this affects pool "comp"'] }],
    },
    {
      title: "another subscription, once the account is there",
      program: inSubnet(`${GROUP(OTHER)}/${NETWORK}/subnets/batch`),
      finds: [
        { on: "render", at, says: [`The pool's account is in subscription ${SUBSCRIPTION}, its subnet in ${OTHER}.`] },
      ],
      onlyDeployed: "the subscription of an account is in its id",
    },
  ],
  undecided: [
    {
      title: "a region of the network that a deployment tells",
      program: farm(locatedLater("westus", {}, ["vnet"])),
      asks: [
        { on: "render", whether: "whether its virtual network is in the region of its account", by: ["vnet location"] },
      ],
    },
    {
      title: "a region of the account that a deployment tells",
      program: farm(locatedLater("westus", {}, ["account"])),
      asks: [
        {
          on: "render",
          whether: "whether its virtual network is in the region of its account",
          by: ["batch location"],
        },
      ],
    },
  ],
});
