import { describe, expect, test } from "vitest";
import { judgeResource, openEvaluation, questionsOf } from "../../policies/judge";
import { type Unknown, unknown } from "../../policies/known/value";
import { planResource } from "../../policies/plan/resource";
import { toBranch, UNKNOWN_SENTINELS } from "../../policies/plan/tree";
import type { Item, Rule } from "../../policies/rules/rule";
import { undecided } from "../../policies/rules/undecided";
import type { Context } from "../../policies/settings/context";
import { DEFAULT_SETTINGS, readSettings } from "../../policies/settings/settings";
import { anExemption, TODAY } from "../support/exemptions";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::render::${type}::${name}`;
const POOL = urnOf("azure-native:batch:Pool", "pool");
const NSG = urnOf("azure-native:network:NetworkSecurityGroup", "nsg");
const SUBNET = urnOf("azure-native:network:Subnet", "batch");

const pool = planResource({
  urn: POOL,
  type: "azure-native:batch:Pool",
  name: "pool",
  inputs: { poolName: "p" },
  propertyDependencies: new Map([["networkConfiguration", [SUBNET]]]),
});

const question = (text: string, unknowns: readonly Unknown[] = [], urn = POOL): Item => ({
  kind: "undecided",
  urn,
  question: text,
  unknowns,
});

function ruleOf(name: string, items: readonly Item[]): Rule {
  const levels = { recommended: "mandatory", strict: "mandatory" } as const;
  return { name, title: "…", severity: "high", levels, link: "https://x", checkTopology: () => items };
}

const plain: Context = { settings: DEFAULT_SETTINGS, today: TODAY };

function reports(rules: readonly (readonly Item[])[], resources = [pool], context = plain) {
  const evaluation = openEvaluation(resources, context);
  rules.forEach((items, index) => {
    evaluation.judge(ruleOf(`rule-${index}`, items));
  });
  return evaluation.judge(undecided).reports;
}

const lines = (...args: Parameters<typeof reports>) => reports(...args).map(({ message }) => message.split("\n"));

const again = "The policies are evaluated again at deployment, when these values are known.";
const againUnnamed = "The policies are evaluated again at deployment.";
const see = `See ${undecided.link}`;

test("says nothing where all is decided", () => expect(reports([[], []])).toEqual([]));

test("says what is unknown, which property of which resource decides it, and when it is judged again", () => {
  expect(lines([[question("whether the nodes reach Batch", [unknown("securityRules[0].access", NSG)])]])).toEqual([
    [
      "Unknown until deployment: whether the nodes reach Batch. It depends on securityRules[0].access of NetworkSecurityGroup nsg.",
      again,
      see,
    ],
  ]);
});

test("names the resources that an unknown value is made from", () => {
  const [[first] = []] = lines([[question("whether …", [unknown("networkConfiguration.subnetId", POOL)])]]);
  expect(first).toContain("networkConfiguration.subnetId of Pool pool (made from Subnet batch)");
});

test("is one advisory for each pool or account, whatever policies ask", () => {
  const other = urnOf("azure-native:batch:BatchAccount", "acc");
  const found = reports([[question("whether A"), question("whether B", [], other)], [question("whether C")]]);
  expect(found.map(({ urn }) => urn)).toEqual([POOL, other]);
  expect(found[0]?.message.split("\n").slice(0, 2)).toEqual([
    "Unknown until deployment: whether A.",
    "Unknown until deployment: whether C.",
  ]);
});

test("asks the same question once, with all that decides it", () => {
  const a = question("whether A", [unknown("x", NSG)]);
  const b = question("whether A", [unknown("x", NSG), unknown("y", NSG)]);
  const [only] = lines([[a], [b]]);
  expect(only?.[0]).toBe(
    "Unknown until deployment: whether A. It depends on x of NetworkSecurityGroup nsg, y of NetworkSecurityGroup nsg.",
  );
});

describe("stays short", () => {
  test.each([1, 3, 4, 20])("%d questions", (many) => {
    const items = Array.from({ length: many }, (_, index) => question(`whether ${index}`, [unknown("x", NSG)]));
    const [only] = lines([items]);
    expect(only?.length).toBeLessThanOrEqual(6);
    if (many > 3) expect(only).toContain(`${many - 3} more ${many === 4 ? "is" : "are"} undecided.`);
  });

  test("many unknown values", () => {
    const unknowns = Array.from({ length: 50 }, (_, index) => unknown(`securityRules[${index}]`, NSG));
    expect(lines([[question("whether A", unknowns)]])[0]?.[0]).toMatch(/securityRules\[1\] of .* nsg and 48 more\.$/);
  });
});

describe("promises no deployment that tells", () => {
  const FIREWALL = urnOf("azure-native:network:AzureFirewall", "fw");
  const firewall = (id: unknown, policy: unknown) =>
    planResource({
      urn: FIREWALL,
      type: "azure-native:network:AzureFirewall",
      name: "fw",
      inputs: toBranch({ firewallPolicy: { id: policy } }, FIREWALL),
      outputs: toBranch({ id }, FIREWALL),
    });
  const vault = planResource({
    urn: urnOf("azure-native:keyvault:Vault", "v"),
    type: "azure-native:keyvault:Vault",
    name: "v",
  });
  const outside = "A deployment does not decide it: check the resources in Azure.";
  const [later] = UNKNOWN_SENTINELS;

  test.each<[string, string, unknown, unknown]>([
    ["what lies outside, where all is deployed", outside, "/subscriptions/0/fw", "/subscriptions/0/policy"],
    ["a value that is unknown at an update", again, "/subscriptions/0/fw", later],
    ["anything before the first deployment", again, later, "/subscriptions/0/policy"],
  ])("%s", (_, said, id, policy) => {
    const found = lines(
      [[question("whether A", [unknown("firewallPolicy.id", FIREWALL)])]],
      [firewall(id, policy), vault],
    );
    expect(found[0]?.[1]).toBe(said);
    expect(found[0]?.[0]).toMatch(said === outside ? /^Undecided: whether A\. / : /^Unknown until deployment: /);
  });

  test("what is open without a value", () => {
    expect(lines([[question("whether A")]], [firewall("/subscriptions/0/fw", "x")])[0]?.[1]).toBe(outside);
  });
});

test("what was asked about one resource alone comes last", () => {
  const early: Rule = { ...ruleOf("early", []), checkEntity: () => [question("whether A") as Item] };
  const earlier = {
    judged: new Set([early.name]),
    exempted: [],
    undecided: questionsOf(early, judgeResource(early, pool, plain)),
  };
  const evaluation = openEvaluation([pool], plain, earlier);
  evaluation.judge(ruleOf("late", [question("whether B")]));
  const [report] = evaluation.judge(undecided).reports;
  expect(report?.message.split("\n").slice(0, 2)).toEqual([
    "Unknown until deployment: whether B.",
    "Unknown until deployment: whether A.",
  ]);
});

test("what belongs to no resource is named as it is", () => {
  expect(lines([[question("whether A", [unknown("the region's tag")])]])[0]?.[0]).toBe(
    "Unknown until deployment: whether A. It depends on the region's tag.",
  );
});

describe("resources that hide what they create are named once, and only where something is undecided", () => {
  const hiding = [
    ["azure-native:resources:Deployment", "arm"],
    ["azure-native:resources/v20240301:Deployment", "pinned"],
    ["azapi:resources:Resource", "az"],
    ["pulumi-nodejs:dynamic:Resource", "dyn"],
    ["azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", "classic"],
  ].map(([type = "", name = ""]) => planResource({ urn: urnOf(type, name), type, name, inputs: { a: 1 } }));

  test.each(hiding.map((resource) => [resource.type, resource]))("%s", (_type, resource) => {
    const other = urnOf("azure-native:batch:Pool", "other");
    const found = lines([[question("whether A"), question("whether B", [], other)]], [pool, resource]);
    expect(found[0]).toContain(
      `${againUnnamed} Resources created by ${resource.type.split(":").at(-1)} ${resource.name} are not visible to a policy pack.`,
    );
    expect(found[1]).toContain(againUnnamed);
    expect(reports([[]], [pool, resource])).toEqual([]);
  });

  test("others are not", () => {
    const group = planResource({
      urn: urnOf("azure-native:resources:ResourceGroup", "rg"),
      type: "azure-native:resources:ResourceGroup",
      name: "rg",
    });
    expect(lines([[question("whether A")]], [pool, group])[0]).toContain(againUnnamed);
  });
});

test("it can be accepted like other findings", () => {
  const given = anExemption({ policy: "undecided", resource: "pool" });
  const settings = readSettings({ exemptions: [given] }, { today: TODAY, policies: ["undecided"] });
  expect(reports([[question("whether A")]], [pool], { settings, today: TODAY })).toEqual([]);
});
