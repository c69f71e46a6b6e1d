import { modesWithoutEntra } from "../topology/authentication";
import { single } from "../topology/link";
import { namesOf, verb } from "../wording/names";
import { shownWord } from "../wording/shown";
import { poolsOn } from "./lib/pools-on";
import { finding, type Rule } from "./rule";

const OTHER_MODES = ["SharedKey", "TaskAuthenticationToken"];

export const accountEntraAuthentication: Rule = {
  name: "account-entra-authentication",
  title: "The account of a Batch pool in a virtual network allows Microsoft Entra authentication.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "advisory" },
  link: "https://learn.microsoft.com/azure/batch/batch-virtual-network#prerequisites",
  checkTopology: (topology) =>
    [
      ...poolsOn(topology, (pool) =>
        pool.subnet.to === "nothing" || pool.subnet.to === "unknown" ? undefined : single(pool.account),
      ),
    ].flatMap(([account, pools]) => {
      const modes = modesWithoutEntra(account);
      if (!modes) return [];
      return [
        finding({
          urn: account.entity.resource.urn,
          path: account.authenticationModes.path,
          found: `${account.authenticationModes.path} is ${modes.map((mode) => shownWord(OTHER_MODES, mode) ?? "another value").join(", ")}; ${namesOf(pools)} ${verb(pools, "uses", "use")} a virtual network.`,
          why: "The Batch API manages pools in a virtual network with Microsoft Entra authentication only.",
          remedies: [
            {
              ...{ do: "set property", entity: account.entity, path: account.authenticationModes.path },
              value: ["AAD", ...modes.flatMap((mode) => shownWord(OTHER_MODES, mode) ?? [])],
            },
          ],
        }),
      ];
    }),
};
