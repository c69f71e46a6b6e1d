import { poolRegionSupportsSimplified } from "../../policies/rules/pool-region-supports-simplified";
import { pool } from "../programs/parts";
import { later } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const located = (location: unknown) => ({ account: { location }, vnet: { location } });

testRule(poolRegionSupportsSimplified, {
  valid: [
    { title: "West Europe", program: farm({}) },
    { title: "the newer region with a similar name", program: farm(located("chinaeast2")) },
    { title: "the one in the south of the country", program: farm(located("South India")) },
    { title: "a region that is not known", program: farm(located(later("westeurope"))) },
  ],
  invalid: [
    {
      title: "West India, for each pool",
      program: farm({ ...located("West India"), more: { comp: pool(undefined) } }),
      finds: [
        { on: "comp", at: "", says: ["West India"] },
        {
          on: "render",
          at: "",
          says: ["The pool's account is in West India.", "Fix: Move the account and its network to another region."],
        },
      ],
    },
    {
      title: "China East 1",
      page: true,
      program: farm(located("chinaeast")),
      finds: [{ on: "render", at: "", says: ["China East 1"] }],
    },
    {
      title: "before the retirement",
      program: farm(located("chinaeast")),
      today: "2026-03-31",
      finds: [{ on: "render", at: "", says: ["there, and supports the classic mode nowhere after 2026-03-31."] }],
    },
    {
      title: "China North 1",
      program: farm(located("China North")),
      finds: [{ on: "render", at: "", says: ["China North 1"] }],
    },
  ],
  undecided: "a region that is not known is most likely another",
});
