// Over 200 lines: two laws about the same programs, and the few exceptions, each with its reason.

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { judgeResource, openEvaluation, type RuleResult } from "../../policies/judge";
import type { Report } from "../../policies/judge/report";
import { type PlannedResource, planResource } from "../../policies/plan/resource";
import { joinPath, toBranch } from "../../policies/plan/tree";
import { RULES } from "../../policies/rules";
import { readSettings } from "../../policies/settings/settings";
import { memo, once } from "../../policies/topology/once";
import { TODAY } from "../support/exemptions";
import { FULL } from "../support/full";
import { hidden, type Place, placesIn } from "../support/hidden-values";
import { SHAPES } from "../support/program/shapes";
import type { Valid } from "../support/rule-tables";
import { holdsAlways } from "../support/runs";
import { isAboutSame, names, PRESUMED, type Presumed } from "../support/silence";
import { isTried } from "../support/tried";
import { everyCase } from "../support/written/tables";

/*
 * Whole programs, those of all tables: an unknown value adds no finding that fails a deployment, and removes none without a question;
 * a resource that no policy reads changes nothing.
 */

let cases: readonly Valid[] = [];
beforeAll(async () => {
  cases = await everyCase();
});

const RUNS = FULL ? 2_000 : 50;
/** A normal run hides one in this many values. */
const SPARSE = 48;

interface Whole {
  readonly title: string;
  readonly given: Valid;
  readonly resources: readonly PlannedResource[];
}

const shown = new Map<Valid, Whole>();

/** A program of the tables with all values known. */
function wholeOf(given: Valid): Whole {
  let whole = shown.get(given);
  if (!whole) {
    const resources = SHAPES[0]?.show(given.program, (type) => type) ?? [];
    whole = { title: given.title, given, resources };
    shown.set(given, whole);
  }
  return whole;
}

function judged(resources: readonly PlannedResource[], { settings, today = TODAY }: Valid): readonly RuleResult[] {
  const context = { settings: readSettings(settings, { today, policies: [] }), today };
  const evaluation = openEvaluation(resources, context);
  return RULES.flatMap((rule) => [
    ...resources.map((resource) => judgeResource(rule, resource, context)),
    evaluation.judge(rule),
  ]);
}

function reportsOn(resources: readonly PlannedResource[], given: Valid): readonly Report[] {
  return reportsOf(judged(resources, given));
}

function reportsOf(results: readonly RuleResult[]): readonly Report[] {
  return results.flatMap(({ reports }) => reports);
}

/** The reports on a program with all values known. */
const reportsOnWhole = memo(({ resources, given }: Whole) => reportsOn(resources, given));

/** The results of a program in which some values are unknown. */
function judgedWithout({ resources, given }: Whole, hiding: readonly Place[]): readonly RuleResult[] {
  return judged(hidden(resources, hiding), given);
}

/** Of several policies that report the same fault, the first one that is certain reports it. */
const ONE_FAULT = [
  [
    "pool-node-management-outbound",
    "nsg-service-tag-direction",
    "nsg-service-tag-region",
    "nsg-explicit-node-management-rule",
  ],
  // A closed account whose endpoint's zone has no link, and a rule that blocks the endpoint. If the rule is undecided, the missing link
  // is the fault; if the link is undecided, the rule is.
  ["account-node-management-reachable", "endpoint-node-management-dns", "pool-node-management-outbound"],
];
const FAILING = new Set(RULES.filter(({ levels }) => levels.strict === "mandatory").map(({ name }) => name));

/** Policy and pool (or else resource) of each finding that fails a deployment with the preset `strict`. */
function failures(reports: readonly Report[], pools: readonly string[]): ReadonlySet<string> {
  const failing = reports.filter(({ policy, level }) => FAILING.has(policy) && level === undefined);
  return new Set(
    failing.flatMap(({ policy, urn, message, finding }) => {
      if (!finding) throw new Error(message);
      const concerned = pools.filter((pool) => message.includes(`"${pool}"`) || urn.endsWith(`::${pool}`));
      const subjects = concerned.length > 0 ? concerned : [urn.split("::").at(-1)];
      return subjects.map((subject) => `${policy} ${subject}`);
    }),
  );
}

function poolsIn(resources: readonly PlannedResource[]): readonly string[] {
  return resources.filter(({ type }) => type.endsWith(":Pool")).map(({ name }) => name);
}

/** Types that no policy reads, of Azure and of others. */
const UNREAD = [
  "azure-native:storage:StorageAccount",
  "azure-native:compute:VirtualMachine",
  "azure-native:network:NetworkInterface",
  "azure-native:network:LoadBalancer",
  "azure-native:batch:Application",
  "azure:storage/account:Account",
  "azure:network/networkInterface:NetworkInterface",
  "aws:ec2/securityGroup:SecurityGroup",
  "kubernetes:core/v1:Service",
  "random:index/randomString:RandomString",
  "render:site:Network",
];

/** A resource of one of these types, beside the others, with property names and values that the policies read in other types. */
function unread({ resources }: Whole): fc.Arbitrary<PlannedResource> {
  const urns = fc.subarray(resources.map(({ urn }) => urn));
  const words = fc.constantFrom("nsg", "render", "Inbound", "29876", "BatchNodeManagement", "10.0.1.0/24", "Classic");
  const names = fc.constantFrom("name", "subnetId", "securityRules", "networkSecurityGroup", "id", "location");
  return fc
    .record({ type: fc.constantFrom(...UNREAD), inputs: fc.dictionary(names, words), dependencies: urns })
    .map(({ type, inputs, dependencies }) => {
      const urn = `urn:pulumi:dev::shapes::${type}::unread`;
      const branch = toBranch(inputs, urn);
      const propertyDependencies = new Map(Object.keys(inputs).map((name) => [name, dependencies]));
      return planResource({
        urn,
        type,
        name: "unread",
        inputs: branch,
        outputs: branch,
        dependencies,
        propertyDependencies,
      });
    });
}

/** The failures that a program has only when some of its values are unknown. */
function addedBy(
  whole: Whole,
  hiding: readonly Place[],
  without: readonly RuleResult[] = judgedWithout(whole, hiding),
): readonly string[] {
  const pools = poolsIn(whole.resources);
  const before = failures(reportsOnWhole(whole), pools);
  const after = failures(reportsOf(without), pools);
  const what = hiding.map(({ at, path }) => `${whole.resources[at]?.name} ${path.join(".")}`).join(", ");
  return [...after]
    .filter((failure) => !before.has(failure) && !isSameFault(failure, before))
    .map((failure) => `${whole.title}, without ${what}: ${failure}`);
}

function isSameFault(failure: string, before: ReadonlySet<string>): boolean {
  return ONE_FAULT.some((policies) => {
    const place = policies.findIndex((policy) => failure.startsWith(`${policy} `));
    const earlier = policies.slice(0, Math.max(0, place));
    return earlier.some((policy) => [...before].some((other) => other.startsWith(`${policy} `)));
  });
}

const MANDATORY = new Set(RULES.filter(({ levels }) => levels.recommended === "mandatory").map(({ name }) => name));

/** Unknown values that hide a finding without a question, with the reasons. */
const SILENT: readonly Presumed[] = [
  ...PRESUMED,
  {
    policy: /^pool-no-cloud-services-configuration$/,
    hiding: /^deploymentConfiguration/,
    because: "in the API version of these tokens the property is gone: no value that a deployment tells can hold it",
  },
];

/** The mandatory findings that disappear without a question when one value of the program is unknown. */
function silencedBy(whole: Whole, place: Place, after: readonly RuleResult[]): readonly string[] {
  const { resources, title } = whole;
  const before = reportsOnWhole(whole).filter(({ policy, level }) => MANDATORY.has(policy) && level === undefined);
  if (before.length === 0) return [];
  if (after.some(({ undecided }) => undecided.some((question) => names(question, place, resources)))) return [];
  const told = reportsOf(after).filter(({ policy }) => policy !== "undecided");
  const path = place.path.reduce<string>(joinPath, "");
  return before
    .filter((report) => !told.some((other) => isAboutSame(report, other, resources)))
    .filter(({ policy }) => !SILENT.some((each) => each.policy.test(policy) && each.hiding.test(path)))
    .map(({ policy }) => `${title}, without ${resources[place.at]?.name} ${path}: ${policy}`);
}

/** The hidden value, as the id of a case. */
function idOf({ title, resources }: Whole, { at, path }: ReturnType<typeof placesIn>[number]): string {
  return `${title}: ${resources[at]?.name} ${path.join(".")}`;
}

/** The faults with a single unknown value; judged once for both tests. */
const oneHidden = once(() => {
  const all = cases.map(wholeOf).flatMap((whole) => placesIn(whole.resources).map((place) => ({ whole, place })));
  const tried = all.filter(({ whole, place }) => isTried(idOf(whole, place), SPARSE));
  const faults = tried.map(({ whole, place }) => {
    const without = judgedWithout(whole, [place]);
    return { added: addedBy(whole, [place], without), silenced: silencedBy(whole, place, without) };
  });
  return { added: faults.flatMap(({ added }) => added), silenced: faults.flatMap(({ silenced }) => silenced) };
});

const anyProgram = fc.nat().map((at) => wholeOf(cases[at % cases.length] as Valid));

describe("whole programs", () => {
  test("there are many of them", () => expect(cases.length).toBeGreaterThan(300));

  test("a value that is not known never adds a finding that fails a deployment", { timeout: 1_800_000 }, () => {
    expect(oneHidden().added).toEqual([]);
  });

  test("a mandatory finding does not fall silent when a value is not known: a question names it", {
    timeout: 1_800_000,
  }, () => {
    expect(oneHidden().silenced).toEqual([]);
  });

  test("several values that are not known never do", () => {
    holdsAlways(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 2, maxLength: 4 }), (program, chosen) => {
        const whole = wholeOf(cases[program % cases.length] as Valid);
        const all = placesIn(whole.resources);
        expect(
          addedBy(
            whole,
            chosen.map((at) => all[at % all.length] as Place),
          ),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  test("a resource of a kind that no policy reads changes nothing", () => {
    const pairs = anyProgram.chain((whole) => unread(whole).map((more) => ({ whole, more })));
    holdsAlways(
      fc.property(pairs, fc.nat(), ({ whole, more }, at) => {
        const { resources, given } = whole;
        const place = at % (resources.length + 1);
        const longer = [...resources.slice(0, place), more, ...resources.slice(place)];
        const messages = (all: readonly PlannedResource[]) =>
          reportsOn(all, given).map(({ urn, message, level }) => [urn, level, message]);
        expect(messages(longer)).toEqual(messages(resources));
      }),
      RUNS,
    );
  });
});
