import { expect, test } from "vitest";
import { faultsIn } from "../../../cli/configuration/faults";
import { readConfiguration } from "../../../cli/configuration/read-configuration";
import { RULES } from "../../../policies/rules";
import { anExemption, TODAY } from "../../support/exemptions";

// test/cli/commands/check-config.test.ts has the messages about the current policies.

const renamed = RULES.map((rule) =>
  rule.name === "pool-no-classic-communication" ? { ...rule, aliases: ["pool-mode", "pool-old"] } : rule,
);
const told = (text: string) =>
  faultsIn(readConfiguration(Buffer.from(text)), TODAY, renamed).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );

test.each<[string, string, string[]]>([
  [
    "a level",
    '{\n "pool-mode": "advisory"\n}',
    ["2:2 pool-mode: is called pool-no-classic-communication now. Under the old name it has no effect."],
  ],
  [
    "an exemption",
    `{"settings": {"exemptions": [\n${JSON.stringify({ ...anExemption(), policy: "pool-old" })}]}}`,
    ['2:2 settings.exemptions[0].policy: "pool-old" is called "pool-no-classic-communication" now.'],
  ],
  [
    "what cannot be exempted",
    '{"settings": {"notExemptable": ["undecided",\n "pool-old"]}}',
    ['2:2 settings.notExemptable[1]: "pool-old" is called "pool-no-classic-communication" now.'],
  ],
  ["the present name", '{"pool-no-classic-communication": "advisory"}', []],
  [
    "what is no name",
    '{"settings": {"notExemptable": [7], "exemptions": [7]}}',
    [expect.any(String), expect.any(String)],
  ],
])("a former name of a policy is told: %s", (_what, text, faults) => expect(told(text)).toEqual(faults));
