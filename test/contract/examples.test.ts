import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { root } from "../../toolchain/checkout";
import { nameInUrn } from "../../toolchain/engine/events";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { replay } from "../../toolchain/recording/replay";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";
import { hashOf } from "../support/tried";

// Each starts a policy server; outside of CI one recording of each example is replayed, which one depends on the name of the example.
const tried = (id: string) => {
  const only = recordingNames[hashOf(id) % recordingNames.length];
  return recordingNames.filter((name) => FULL || name === only);
};

describe.each(examples)("the recorded plans of $name", (example) => {
  test.concurrent.each(tried(example.name))("%s gives the findings in expected.json", async (name) => {
    const file = recordingFile(example, name);
    const { findings } = await replay(root, parseRecording(readFileSync(file, "utf8"), file));
    const found = findings.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
    expect(asExpected(found)).toEqual(asExpected(example.expected[name]));
  });
});
