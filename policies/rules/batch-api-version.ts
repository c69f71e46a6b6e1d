import { ask } from "../remedies/remedy";
import { finding, type Rule } from "./rule";

/** The retirement of older versions was announced on 2026-05-15; its date is unknown. https://github.com/Azure/Batch/issues/140 */
const OLDEST_THAT_STAYS = "2025-06-01";

export const batchApiVersion: Rule = {
  name: "batch-api-version",
  title: "Batch resources use an API version whose retirement is not announced.",
  severity: "low",
  levels: { recommended: "disabled", strict: "advisory" },
  link: "https://github.com/Azure/Batch/issues/140",
  checkEntity: (entity) => {
    const pinned = entity.token.apiVersion;
    if (entity.token.module !== "batch" || pinned === undefined) return [];
    if (pinned.slice(0, 10) >= OLDEST_THAT_STAYS) return [];
    return [
      finding({
        urn: entity.resource.urn,
        path: "",
        found: `The type is pinned to Batch API version ${pinned}.`,
        why: `Microsoft has announced the retirement of the versions before ${OLDEST_THAT_STAYS}.`,
        remedies: [
          ask(
            `Generate the SDK of a later version: "pulumi package add azure-native batch ${OLDEST_THAT_STAYS.replaceAll("-", "")}".`,
          ),
        ],
      }),
    ];
  },
};
