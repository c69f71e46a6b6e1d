import { isUnknown } from "../known/value";
import { isAbsent, text } from "../plan/property";
import { hasCommunicationMode } from "../topology/api-version";
import { checkPool } from "./lib/check-pool";
import { simplifiedMode } from "./lib/simplified-mode";
import { finding, type Rule } from "./rule";

export const poolExplicitCommunicationMode: Rule = {
  name: "pool-explicit-communication-mode",
  title: "A Batch pool in a virtual network sets simplified node communication explicitly.",
  severity: "low",
  levels: { recommended: "disabled", strict: "advisory" },
  link: "https://learn.microsoft.com/azure/batch/simplified-compute-node-communication",
  checkEntity: checkPool((pool) => {
    // A network configuration that is unknown as a whole is not absent: it depends on a subnet or an address of this program.
    if (isAbsent(pool.networkConfiguration) || !hasCommunicationMode(pool.apiVersion)) return [];
    if (!isUnknown(pool.networkConfiguration.value) && isAbsent(pool.subnetId)) return [];
    const mode = text(pool.mode);
    if (isUnknown(mode) || (mode !== undefined && mode.toLowerCase() !== "default")) return [];
    return [
      finding({
        urn: pool.entity.resource.urn,
        path: pool.mode.path,
        found: mode === undefined ? `${pool.mode.path} is not set.` : `${pool.mode.path} is "${mode}".`,
        why: "Azure Batch then chooses the mode. Pools in a virtual network created before October 2024 got the classic mode.",
        remedies: [simplifiedMode(pool)],
      }),
    ];
  }),
};
