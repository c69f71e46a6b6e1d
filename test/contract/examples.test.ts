import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { nameInUrn } from "../../toolchain/engine/events";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { replay } from "../../toolchain/recording/replay";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";

// Each starts a policy server; outside of CI one recording of each example is replayed, of every example another.
const tried = (at: number) => recordingNames.filter((_, index) => FULL || (index + at) % recordingNames.length === 0);

describe.each(examples.map((example, at) => ({ ...example, at })))(
  "the recorded plans of $name",
  ({ at, ...example }) => {
    test.concurrent.each(tried(at))("%s gives the findings in expected.json", async (name) => {
      const file = recordingFile(example, name);
      const { findings } = await replay(root, parseRecording(readFileSync(file, "utf8"), file));
      const found = findings.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
      expect(asExpected(found)).toEqual(asExpected(example.expected[name]));
    });
  },
);
