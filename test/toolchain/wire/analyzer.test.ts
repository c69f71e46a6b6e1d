import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { describe, expect, test } from "vitest";
import {
  analyzeRequest,
  analyzeStackRequest,
  configureRequest,
  receivedResource,
  type SentResource,
} from "../../../toolchain/wire/analyzer";
import { diagnostics } from "../../../toolchain/wire/analyzer-answers";
import { fromWire } from "../../../toolchain/wire/properties";

const bare: SentResource = { urn: "urn:pulumi:dev::farm::a:b:C::c", type: "a:b:C", name: "c", properties: { size: 2 } };
const full: SentResource = {
  ...bare,
  options: {
    protect: true,
    ignoreChanges: ["size"],
    deleteBeforeReplace: true,
    aliases: ["urn:old"],
    additionalSecretOutputs: ["key"],
    parent: "urn:parent",
  },
  provider: {
    urn: "urn:provider",
    type: "pulumi:providers:a",
    name: "default",
    properties: { location: "westeurope" },
  },
};
const links = { parent: "urn:parent", dependencies: ["urn:x"], propertyDependencies: { size: ["urn:x"], name: [] } };

describe("a resource in the engine's requests", () => {
  test.each([
    ["bare", bare],
    ["with everything", full],
    ["that says no to deleteBeforeReplace", { ...bare, options: { deleteBeforeReplace: false } }],
  ])("%s, is the same after its way over the wire", (_what, sent) => {
    const received = proto.AnalyzeRequest.deserializeBinary(analyzeRequest(sent).serializeBinary());
    expect(receivedResource(received)).toEqual(sent);
  });

  test("keeps its links in AnalyzeStack", () => {
    const request = analyzeStackRequest([{ ...full, ...links }, bare]);
    const received = proto.AnalyzeStackRequest.deserializeBinary(request.serializeBinary()).getResourcesList();
    expect(received.map(receivedResource)).toEqual([
      { ...full, ...links },
      { ...bare, dependencies: [], propertyDependencies: {} },
    ]);
  });
});

test("configuration goes by policy, with its level apart from its properties", () => {
  const config = configureRequest({ a: { enforcementLevel: "disabled", days: 3 }, b: {} }).getPolicyconfigMap();
  expect(config.get("a")?.getEnforcementlevel()).toBe(proto.EnforcementLevel.DISABLED);
  expect(fromWire(config.get("a")?.getProperties())).toEqual({ days: 3 });
  expect(config.get("b")?.getEnforcementlevel()).toBe(proto.EnforcementLevel.ADVISORY);
});

test.each([
  [proto.EnforcementLevel.ADVISORY, "advisory", proto.PolicySeverity.POLICY_SEVERITY_UNSPECIFIED, "unspecified"],
  [proto.EnforcementLevel.MANDATORY, "mandatory", proto.PolicySeverity.POLICY_SEVERITY_HIGH, "high"],
  [proto.EnforcementLevel.REMEDIATE, "remediate", proto.PolicySeverity.POLICY_SEVERITY_CRITICAL, "critical"],
])("a finding of level %i is %s, of severity %i %s", (enforcementLevel, level, policySeverity, severity) => {
  const diagnostic = new proto.AnalyzeDiagnostic();
  diagnostic.setPolicyname("p");
  diagnostic.setEnforcementlevel(enforcementLevel);
  diagnostic.setSeverity(policySeverity);
  const response = new proto.AnalyzeResponse();
  response.addDiagnostics(diagnostic);
  expect(diagnostics(response)).toMatchObject([{ policyName: "p", level, severity }]);
});
