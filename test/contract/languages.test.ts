import { describe, expect, test } from "vitest";
import { formatPolicies } from "../../toolchain/commands/report";
import { nameInUrn } from "../../toolchain/engine/events";
import { firstPreviewFile, recordingNames } from "../../toolchain/examples";
import { asExpected } from "../support/examples";
import { FULL } from "../support/full";
import { useReplays } from "../support/replays";
import { expectedText, faultsOf, hasOwnFirstPreview, translations } from "../support/translations";
import { hashOf } from "../support/tried";

// Recordings of the real engine for programs in other languages, judged like the same programs in TypeScript. The tools of these
// languages need not be installed.

const replayed = useReplays();

/** All languages of a scenario use the same recordings, so that one replay of the program in TypeScript is compared with all of them. */
const tried = (id: string) => {
  const only = recordingNames[hashOf(id) % recordingNames.length];
  return recordingNames.filter((name) => FULL || name === only);
};

describe.each(translations)("the recorded plans of $name", (example) => {
  test.concurrent.each(tried(example.scenario))(
    "%s gives what the program in TypeScript gives, messages included",
    async (name) => {
      const { pack, findings } = await replayed(example, name);
      expect(`${formatPolicies(pack, findings)}\n`).toBe(await expectedText(replayed, example, name));
      if (name === "first-preview" && hasOwnFirstPreview(example)) return;
      const found = findings.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
      expect(asExpected(found)).toEqual(asExpected(example.expected[name]));
    },
  );
});

describe.each(translations.filter(hasOwnFirstPreview))("the first preview of $name", (example) => {
  test("is written down", async () => {
    const { pack, findings } = await replayed(example, "first-preview");
    await expect(`${formatPolicies(pack, findings)}\n`).toMatchFileSnapshot(firstPreviewFile(example));
  });

  test.concurrent("has no false alarm, and a finding or an undecided for each fault", async () => {
    const { findings } = await replayed(example, "first-preview");
    const found = findings.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
    expect(faultsOf(found, example.expected.state)).toEqual([]);
  });
});
