import { accountEntraAuthentication } from "../../policies/rules/account-entra-authentication";
import { account, inGroup, pool } from "../programs/parts";
import { later, ref } from "../support/program/language";
import { testRule } from "../support/rule-tester";
import { farm } from "./parts";

const modes = (...allowedAuthenticationModes: unknown[]) => ({ account: { allowedAuthenticationModes } });
const at = "allowedAuthenticationModes";

testRule(accountEntraAuthentication, {
  valid: [
    { title: "nothing said: all are allowed", program: farm({}) },
    { title: "an empty list", program: farm(modes()) },
    { title: "Entra and keys", program: farm(modes("SharedKey", "AAD")) },
    { title: "in lower case", program: farm(modes("aad")) },
    {
      title: "no virtual network",
      program: inGroup({ batch: account({ allowedAuthenticationModes: ["SharedKey"] }), render: pool(undefined) }),
    },
    { title: "no pool", program: inGroup({ batch: account({ allowedAuthenticationModes: ["SharedKey"] }) }) },
    { title: "one mode is not known", program: farm(modes("SharedKey", later("AAD"))) },
    { title: "a list that is not known", program: farm({ account: { allowedAuthenticationModes: later(["AAD"]) } }) },
  ],
  invalid: [
    {
      title: "keys alone",
      program: farm(modes("SharedKey")),
      finds: [
        {
          on: "batch",
          at,
          says: [
            'allowedAuthenticationModes is SharedKey; pool "render" uses a virtual network.',
            'Fix: Set allowedAuthenticationModes to ["AAD", "SharedKey"].',
          ],
        },
      ],
    },
    {
      title: "two pools, one finding",
      program: farm({
        ...modes("SharedKey", "TaskAuthenticationToken"),
        more: { comp: pool({ subnetId: ref("snet") }), bare: pool(undefined) },
      }),
      finds: [{ on: "batch", at, says: ['pools "comp" and "render" use a virtual network'] }],
    },
  ],
  undecided: "modes that are not known are somebody's choice",
});
