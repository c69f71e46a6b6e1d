import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nameInUrn } from "../../toolchain/engine/events";
import { recordingFile, recordingNames } from "../../toolchain/examples";
import { parseRecording } from "../../toolchain/recording/recording";
import { replay } from "../../toolchain/recording/replay";
import { asExpected, examples } from "../support/examples";
import { usePolicyServer } from "../support/policy-server";

describe.each(examples)("the recorded plans of $name", (example) => {
  const server = usePolicyServer();

  test.each(recordingNames)("%s gives the findings in expected.json", async (name) => {
    const file = recordingFile(example, name);
    const diagnostics = await replay(server(), parseRecording(readFileSync(file, "utf8"), file));
    const findings = diagnostics.map(({ policyName, level, urn }) => ({
      policy: policyName,
      level,
      ...nameInUrn(urn),
    }));
    expect(asExpected(findings)).toEqual(asExpected(example.expected));
  });
});
