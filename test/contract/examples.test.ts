import { describe, expect, test } from "vitest";
import { nameInUrn } from "../../toolchain/engine/events";
import { recordingNames } from "../../toolchain/examples";
import { asExpected, examples } from "../support/examples";
import { FULL } from "../support/full";
import { useReplays } from "../support/replays";
import { hashOf } from "../support/tried";

const replayed = useReplays();

// A normal run replays one recording of each example; the name of the example decides which one.
const tried = (id: string) => {
  const only = recordingNames[hashOf(id) % recordingNames.length];
  return recordingNames.filter((name) => FULL || name === only);
};

describe.each(examples)("the recorded plans of $name", (example) => {
  test.concurrent.each(tried(example.name))("%s gives the findings in expected.json", async (name) => {
    const { findings } = await replayed(example, name);
    const found = findings.map(({ policyName, level, urn }) => ({ policy: policyName, level, ...nameInUrn(urn) }));
    expect(asExpected(found)).toEqual(asExpected(example.expected[name]));
  });
});
