// Over 200 lines: one table of groups, and the property that holds for all of them.

import { describe, expect, test } from "vitest";
import { openEvaluation } from "../../policies/judge";
import type { PlannedResource } from "../../policies/plan/resource";
import { applyEdits } from "../../policies/remedies/apply";
import type { Edit } from "../../policies/remedies/edits";
import { allotPriorities } from "../../policies/remedies/priorities";
import { alternatives, inOrder, type Remedy } from "../../policies/remedies/remedy";
import { resourcesOf } from "../../policies/remedies/resources";
import { toEdits } from "../../policies/remedies/to-edits";
import { inWords } from "../../policies/remedies/words";
import { RULES } from "../../policies/rules";
import { endpointNodeManagementDns } from "../../policies/rules/endpoint-node-management-dns";
import { nsgExplicitNodeManagementRule } from "../../policies/rules/nsg-explicit-node-management-rule";
import { nsgNoMixedRules } from "../../policies/rules/nsg-no-mixed-rules";
import { poolFeatureEgress } from "../../policies/rules/pool-feature-egress";
import { poolInterNodeTraffic } from "../../policies/rules/pool-inter-node-traffic";
import { poolNodeManagementOutbound } from "../../policies/rules/pool-node-management-outbound";
import type { Finding, Rule } from "../../policies/rules/rule";
import { readSettings } from "../../policies/settings/settings";
import { farm, inbound, outbound } from "../rules/parts";
import { TODAY } from "../support/exemptions";
import type { Args, Program } from "../support/program/language";
import { SHAPES } from "../support/program/shapes";

/*
 * The proposals of several findings for one security group must be consistent: Azure rejects two rules of one direction with the same
 * priority or the same name.
 */

const context = { settings: readSettings({}, { today: TODAY, policies: [] }), today: TODAY };

/** The policies whose findings propose rules for a group. */
const PROPOSING: readonly Rule[] = [
  poolNodeManagementOutbound,
  nsgExplicitNodeManagementRule,
  endpointNodeManagementDns,
  poolFeatureEgress,
  poolInterNodeTraffic,
];

function shown(program: Program): readonly PlannedResource[] {
  return SHAPES[0]?.show(program, (type) => type) ?? [];
}

function findingsIn(resources: readonly PlannedResource[], rules: readonly Rule[]): readonly Finding[] {
  const evaluation = openEvaluation(resources, context);
  return rules.flatMap((rule) => evaluation.judge(rule).reports.flatMap(({ finding }) => finding ?? []));
}

/** The proposals for groups: the destination and port of a new rule, or the name of a moved one, with the priority. */
function proposals(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ remedies }) =>
    (alternatives(inOrder(...remedies))[0] ?? []).map((change) => {
      if (change.do === "move security rule") return `${change.rule.name} to ${change.priority}`;
      if (change.do !== "add security rule") return change.do;
      const { direction, destination, port } = change.rule;
      return `${direction} ${destination} ${port} at ${change.priority}, ${change.name}`;
    }),
  );
}

/** The edits of the first alternative of each finding, without duplicates. */
function editsOf(findings: readonly Finding[], resources: readonly PlannedResource[]): readonly Edit[] {
  const all = findings.flatMap(
    ({ remedies }) => toEdits(alternatives(inOrder(...remedies))[0] ?? [], resourcesOf(resources)) ?? [],
  );
  return [...new Map(all.map((edit) => [JSON.stringify(edit), edit])).values()];
}

const MOUNTS = {
  mountConfiguration: [
    { nfsMountConfiguration: { source: "10.9.0.4:/data", relativeMountPath: "data" } },
    { cifsMountConfiguration: { source: "\\\\10.9.0.5\\x", relativeMountPath: "x", userName: "u", password: "p" } },
  ],
};
const STORAGE = { startTask: { commandLine: "x", resourceFiles: [{ httpUrl: "https://x.blob.core.windows.net/a" }] } };
const TALKING = { interNodeCommunication: "Enabled" };
const BATCH = "BatchNodeManagement.WestEurope";

function closed(rules: readonly Args[], pool: Args): Program {
  return farm({ rules, pool });
}

const TOGETHER: readonly [title: string, program: Program, expected: readonly string[]][] = [
  [
    "a pool that needs much behind a rule that denies all",
    closed([outbound(4000, "Deny", "*", "*")], { ...MOUNTS, ...STORAGE }),
    [
      `Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`,
      "Outbound Storage 443 at 200, AllowStorageOutbound",
      "Outbound 10.9.0.4 2049 at 300, AllowNfsOutbound",
      "Outbound 10.9.0.5 445 at 400, AllowSmbOutbound",
    ],
  ],
  [
    "where one priority is free, the rule behind it is moved for the second",
    closed([outbound(101, "Deny", "*", "*")], STORAGE),
    [
      `Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`,
      "DenyOutbound101 to 102",
      "Outbound Storage 443 at 101, AllowStorageOutbound",
    ],
  ],
  [
    "where none is, it is moved as far as both need",
    closed([outbound(100, "Deny", "*", "*")], STORAGE),
    [
      "DenyOutbound100 to 102",
      `Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`,
      "DenyOutbound100 to 102",
      "Outbound Storage 443 at 101, AllowStorageOutbound",
    ],
  ],
  [
    "where none is, and a rule behind it allows the same, the move is enough",
    closed([outbound(100, "Deny", "*", "*"), outbound(101, "Allow", "*", BATCH, "443")], {}),
    ["DenyOutbound100 to 102"],
  ],
  [
    "the same beside a new rule, which gets the priority that this frees",
    closed([outbound(100, "Deny", "*", "*"), outbound(101, "Allow", "*", BATCH, "443")], STORAGE),
    ["DenyOutbound100 to 102", "DenyOutbound100 to 102", "Outbound Storage 443 at 100, AllowStorageOutbound"],
  ],
  [
    "two of the same kind, of which one name is taken",
    closed(
      [outbound(4000, "Deny", "*", "*"), { ...outbound(100, "Allow", "Tcp", BATCH, "443"), name: "allowNFSoutbound" }],
      {
        mountConfiguration: ["10.9.0.4", "10.9.0.5"].map((host) => ({
          nfsMountConfiguration: { source: `${host}:/data`, relativeMountPath: host },
        })),
      },
    ),
    ["Outbound 10.9.0.4 2049 at 200, AllowNfsOutbound2", "Outbound 10.9.0.5 2049 at 300, AllowNfsOutbound3"],
  ],
  [
    "both directions",
    closed([outbound(4000, "Deny", "*", "*"), inbound(4001, "Deny", "*", "*")], TALKING),
    [
      `Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`,
      "Outbound VirtualNetwork * at 200, AllowBatchNodesOutbound",
      "Inbound VirtualNetwork * at 300, AllowBatchNodesInbound",
    ],
  ],
  [
    "a rule that says the same right behind the one that denies is moved",
    closed([outbound(200, "Deny", "*", "*"), outbound(300, "Allow", "Tcp", BATCH, "443")], {}),
    ["AllowOutbound300 to 100"],
  ],
  [
    "the same for the tag of all regions, beside a new rule",
    closed([outbound(200, "Deny", "*", "*"), outbound(300, "Allow", "*", "BatchNodeManagement", "443")], STORAGE),
    ["AllowOutbound300 to 100", "Outbound Storage 443 at 110, AllowStorageOutbound"],
  ],
  [
    "one that allows more than needed stays where it is",
    closed([outbound(200, "Deny", "*", "*"), outbound(300, "Allow", "*", BATCH)], {}),
    [`Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`],
  ],
  [
    "one to other places as well",
    closed([outbound(200, "Deny", "*", "*"), outbound(300, "Allow", "*", "AzureCloud", "443")], {}),
    [`Outbound ${BATCH} 443 at 100, AllowBatchNodeManagementOutbound`],
  ],
];

describe("what findings propose for one group", () => {
  test.each(TOGETHER)("%s", (_, program, expected) => {
    expect(proposals(findingsIn(shown(program), PROPOSING))).toEqual(expected);
  });

  test.each(TOGETHER)("%s: made all at once, nothing of it is left", (_, program) => {
    const before = shown(program);
    const edits = editsOf(findingsIn(before, PROPOSING), before);
    const after = applyEdits(edits, before);
    expect(findingsIn(after, PROPOSING).map(({ found }) => found)).toEqual([]);
    expect(findingsIn(after, [nsgNoMixedRules])).toEqual([]);
  });

  test.each(TOGETHER)("%s: in whichever order the policies are judged", (_, program) => {
    const resources = shown(program);
    const evaluation = openEvaluation(resources, context);
    const judged = RULES.filter((rule) => PROPOSING.includes(rule)).toReversed();
    const found = judged.map((rule) => evaluation.judge(rule).reports.flatMap(({ finding }) => finding ?? []));
    const asListed = RULES.filter((rule) => PROPOSING.includes(rule)).flatMap((rule) => findingsIn(resources, [rule]));
    expect(proposals(found.toReversed().flat())).toEqual(proposals(asListed));
  });
});

describe("what is told as an example, or follows from another change", () => {
  const [[, program] = []] = TOGETHER;
  const resources = program ? shown(program) : [];
  const evaluation = openEvaluation(resources, context, undefined, "as they are");
  const alone = PROPOSING.flatMap((rule) =>
    evaluation.judge(rule).reports.flatMap(({ finding }) => finding?.remedies ?? []),
  );
  const places = (remedies: readonly Remedy[]) =>
    remedies.flatMap((remedy) => inWords(remedy).map((line) => / priority (\d+)/.exec(line)?.[1]));

  test("each by itself wants the same place", () => {
    expect(places(alone)).toEqual(["100", "100", "100", "100"]);
  });

  test("an example gets a place that no other has", () => {
    const told = alone.map((remedy, at): Remedy => (at === 2 ? { do: "ask", example: remedy } : remedy));
    expect(places(told.map(allotPriorities(told).of))).toEqual(["100", "200", "300", "400"]);
  });

  test("what follows leaves what was allotted before to others, in the group as it is then", () => {
    const [first, second] = [alone.slice(0, 2), alone.slice(2)];
    const earlier = allotPriorities(first);
    expect(places(second.map(allotPriorities(second, earlier).of))).toEqual(["300", "400"]);
    const edits = toEdits(alternatives(inOrder(...first.map(earlier.of))).flat(), resourcesOf(resources)) ?? [];
    expect(edits).toHaveLength(2);
    const later = openEvaluation(applyEdits(edits, resources), context, undefined, "as they are");
    const rest = PROPOSING.flatMap((rule) =>
      later.judge(rule).reports.flatMap(({ finding }) => finding?.remedies ?? []),
    );
    expect(places(rest.map(allotPriorities(rest, earlier).of))).toEqual(["300", "400"]);
  });
});
