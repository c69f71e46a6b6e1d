import { describe, expect, test } from "vitest";
import type { PackConfiguration } from "../../cli/configuration/pack-configuration";
import { readConfiguration } from "../../cli/configuration/read-configuration";
import { judgeProgram } from "../../cli/judge-program";
import { isRefusal } from "../../policies/plan/program";
import { RULES } from "../../policies/rules";
import { anExemption, TODAY } from "../support/exemptions";
import { readProgram } from "../support/read-program";
import { classicState } from "../support/stacks";

function judge(configuration: object = {}, content: object = classicState()) {
  const program = readProgram(JSON.stringify(content), "state.json");
  if (isRefusal(program)) throw new Error(program.refused);
  const given: PackConfiguration = readConfiguration(Buffer.from(JSON.stringify(configuration))).configuration;
  return judgeProgram("state.json", program, given, TODAY);
}

const URN = (type: string, name: string) => `urn:pulumi:dev::shapes::${type}::${name}`;
const STACK = URN("pulumi:pulumi:Stack", "shapes-dev");

test("says what the engine says, with evidence", () => {
  const { findings, exempted, policies, project, stack } = judge();
  expect(findings.map(({ level, policy, urn }) => [level, policy, urn])).toEqual([
    ["mandatory", "pool-no-classic-communication", URN("azure-native:batch:Pool", "render")],
    ["mandatory", "pool-node-management-outbound", URN("azure-native:network:NetworkSecurityGroup", "nsg")],
    ["mandatory", "nsg-no-classic-inbound", URN("azure-native:network:NetworkSecurityGroup", "nsg")],
  ]);
  expect(findings[2]?.evidence).toMatchObject({ securityRule: "AllowBatchInbound", path: expect.any(String) });
  expect(findings[0]?.message.split("\n")[0]).toBe(findings[0]?.evidence?.found);
  expect(exempted).toEqual([]);
  expect([project, stack]).toEqual(["shapes", "dev"]);
  expect(policies).toEqual(
    Object.fromEntries(
      RULES.filter(({ levels }) => levels.recommended !== "disabled").map(({ name, levels }) => [
        name,
        levels.recommended,
      ]),
    ),
  );
});

describe("levels", () => {
  const levels = (configuration: object) =>
    judge(configuration).findings.map(({ level, policy }) => `${policy.split("-")[0]} ${level}`);

  test.each<[string, object, string[]]>([
    ["of all", { all: "advisory" }, ["pool advisory", "pool advisory", "nsg advisory"]],
    ["of one", { "nsg-no-classic-inbound": "disabled" }, ["pool mandatory", "pool mandatory"]],
    [
      "of one in an object",
      { all: "disabled", "nsg-no-classic-inbound": { enforcementLevel: "mandatory" }, settings: "mandatory" },
      ["nsg mandatory"],
    ],
    [
      "of one that remediates nothing",
      { all: "disabled", settings: "advisory", "nsg-no-classic-inbound": "remediate" },
      ["nsg mandatory"],
    ],
    [
      "an object without a level changes none",
      { "nsg-no-classic-inbound": {} },
      ["pool mandatory", "pool mandatory", "nsg mandatory"],
    ],
  ])("%s", (_what, configuration, expected) => expect(levels(configuration)).toEqual(expected));
});

describe("settings", () => {
  test("are read for all policies", () => {
    const { findings } = judge({ settings: { retirementDate: "2027-06-30" } });
    expect(findings.map(({ level }) => level)).toEqual(["advisory", "advisory", "advisory"]);
  });

  test("that are wrong are findings on the stack", () => {
    const found = judge({ settings: { enforcementLevel: "advisory", retirementDate: "soon" } }).findings.filter(
      ({ policy }) => policy === "settings",
    );
    expect(found).toMatchObject([{ level: "advisory", urn: STACK, evidence: { path: "retirementDate" } }]);
  });

  test("that are disabled are told of, and not read", () => {
    const { findings, exempted } = judge({
      settings: { enforcementLevel: "disabled", exemptions: [anExemption()] },
    });
    expect(exempted).toEqual([]);
    expect(findings.at(-1)).toMatchObject({ urn: STACK, level: "advisory" });
    expect(findings.at(-1)?.message).toContain("The policy settings is disabled");
  });

  test("in the wrong place are told of once", () => {
    const told = judge({ "nsg-no-classic-inbound": { exemptions: [] } }).findings.filter(({ message }) =>
      message.includes("takes no settings"),
    );
    expect(told).toMatchObject([{ policy: "nsg-no-classic-inbound", level: "advisory" }]);
    expect(told[0]).not.toHaveProperty("evidence");
  });
});

test("exempted findings are apart, with their grounds", () => {
  const { findings, exempted } = judge({ settings: { exemptions: [anExemption({ ticket: "NET-412" })] } });
  expect(findings.map(({ policy }) => policy)).not.toContain("pool-no-classic-communication");
  expect(exempted).toMatchObject([
    {
      policy: "pool-no-classic-communication",
      level: "mandatory",
      exemptions: [{ at: "exemptions[0]", ticket: "NET-412" }],
    },
  ]);
});

test("an ARM id exempts nothing before a resource is created, as in the engine", () => {
  const { exempted } = judge({ settings: { exemptions: [anExemption({ resource: "/subscriptions/*" })] } });
  expect(exempted).toEqual([]);
});

test("a decrypted secret is judged and not shown, an encrypted one neither", () => {
  const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const pool = (mode: object, name: object) => ({
    version: 3,
    deployment: {
      resources: [
        {
          urn: URN("azure-native:batch:Pool", "p"),
          type: "azure-native:batch:Pool",
          inputs: { poolName: { ...SIGNATURE, ...name }, targetNodeCommunicationMode: { ...SIGNATURE, ...mode } },
        },
      ],
    },
  });
  const { findings, networkPaths } = judge({}, pool({ plaintext: '"Classic"' }, { plaintext: '"geheim"' }));
  const [classic] = findings.filter(({ policy }) => policy === "pool-no-classic-communication");
  // A value that Azure defines is not a secret.
  expect(classic?.message).toContain('targetNodeCommunicationMode is "Classic"');
  expect(JSON.stringify([findings, networkPaths])).not.toContain("geheim");
  const encrypted = judge({}, pool({ ciphertext: "v1:geheim" }, { ciphertext: "v1:geheim" }));
  expect(JSON.stringify(encrypted)).not.toContain("geheim");
  expect(encrypted.findings.map(({ policy }) => policy)).not.toContain("pool-no-classic-communication");
});

describe("network paths", () => {
  test("say what the findings say", () => {
    const { networkPaths } = judge();
    expect(networkPaths.map(({ name, is }) => [name, is])).toEqual([["render", "blocked"]]);
    const blocked = networkPaths[0]?.hops.filter(({ is, kind }) => is === "blocked" && kind !== "service");
    expect(blocked).toMatchObject([
      { kind: "security-group", urn: URN("azure-native:network:NetworkSecurityGroup", "nsg") },
    ]);
  });

  test("do so whatever is exempted, disabled or advisory", () => {
    const { findings, networkPaths } = judge({ all: "disabled", settings: { exemptions: [anExemption()] } });
    expect(findings).toEqual([]);
    const told = judge().networkPaths.map((path) => ({ ...path, hops: path.hops.map(({ remedy: _, ...hop }) => hop) }));
    expect(networkPaths).toEqual(told);
  });

  test("show the fix where packets end", () => {
    const [path] = judge().networkPaths;
    expect(path?.hops.flatMap(({ kind, remedy }) => (remedy === undefined ? [] : [[kind, remedy]]))).toEqual([
      ["security-group", expect.stringMatching(/^Add a rule to "nsg": priority \d+, outbound Allow/)],
    ]);
  });

  test("are judged with the settings", () => {
    const { deployment } = classicState() as { deployment: { resources: readonly { type: string }[] } };
    const resources = deployment.resources.filter(({ type }) => type !== "azure-native:batch:Pool");
    const content = { version: 3, deployment: { resources } };
    expect(judge({}, content).networkPaths).toEqual([]);
    expect(judge({ settings: { batchSubnets: ["snet"] } }, content).networkPaths).toMatchObject([
      { name: "pools in snet" },
    ]);
  });

  test("show no secret, even where it is a name", () => {
    const text = JSON.stringify(classicState());
    const secret = `{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","plaintext":"\\"DenyInternet\\""}`;
    const { networkPaths } = judge({}, JSON.parse(text.replaceAll('"DenyInternet"', secret)));
    expect(networkPaths[0]?.hops.find(({ kind }) => kind === "security-group")?.detail).toContain('rule "[secret]"');
    expect(JSON.stringify(networkPaths)).not.toContain("DenyInternet");
  });
});

test("an empty stack has nothing to judge", () => {
  expect(judge({}, { version: 3, deployment: {} })).toMatchObject({ project: "", stack: "", findings: [] });
});
