import { expect, test } from "vitest";
import { openEngineLog } from "../../../cli/input/engine-events";
import { PACK } from "../../../cli/pack";

test("marks for colours, which the CLI leaves in the events that it writes for a terminal, are no text", () => {
  const log = openEngineLog("log");
  const resourceUrn = "urn:pulumi:dev::render::azure-native:batch:Pool::render";
  const message = "<{%reset%}>It is wrong.\nSee https://example.org<{%reset%}>\n";
  log.add({
    policyEvent: {
      policyPackName: PACK.name,
      policyName: "undecided",
      enforcementLevel: "advisory",
      resourceUrn,
      message,
    },
  });
  log.add({ diagnosticEvent: { severity: "error", message: "<{%reset%}>preview failed<{%reset%}>\n" } });
  log.add({ diagnosticEvent: { severity: "error", message: "<{%reset%}>no such stack.<{%reset%}>\n" } });
  const { files, refused } = log.end();
  expect(files[0]?.findings).toMatchObject([{ message: "It is wrong.\nSee https://example.org" }]);
  expect(refused.map(({ reason }) => reason)).toEqual([
    `log ends before ${PACK.name} judged the whole stack: no such stack.`,
  ]);
});

test("what an exception of the configuration accepts is exempted, with its reason, and does not count", () => {
  const log = openEngineLog("log");
  const event = { policyPackName: PACK.name, policyName: "undecided", enforcementLevel: "mandatory" };
  const about = (name: string) => ({
    ...event,
    resourceUrn: `urn:pulumi:dev::render::azure-native:batch:Pool::${name}`,
  });
  const exceptions = [{ id: "EXC-1", reason: "It drains." }];
  log.add({ policyEvent: { ...about("old"), message: "It is wrong.", exceptions } });
  log.add({ policyEvent: { ...about("new"), message: "It is wrong." } });
  const [file] = log.end().files;
  expect(file?.findings.map(({ urn }) => urn)).toEqual([about("new").resourceUrn]);
  expect(file?.exempted).toMatchObject([
    { urn: about("old").resourceUrn, exemptions: [{ at: "exceptions.EXC-1", reason: "It drains." }] },
  ]);
});
