import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { toMarkdown } from "../../../cli/migrate/markdown";
import { type Migration, migrationOf } from "../../../cli/migrate/migration";
import { LANGUAGE_NAMES, type LanguageName } from "../../../cli/migrate/snippets/literals";
import { isRefusal } from "../../../policies/plan/program";
import { DEFAULT_SETTINGS } from "../../../policies/settings/settings";
import { root } from "../../../toolchain/checkout";
import { pool, routeTable, securityGroup, standaloneRule, subnet } from "../../programs/parts";
import { denyInternetOut, farm, inbound, outbound, toBatch } from "../../rules/parts";
import { migrationFor, RETIRED } from "../../support/migration";
import { later, type Program, ref } from "../../support/program/language";
import { VARIANTS } from "../../support/program/variants";
import { readProgram } from "../../support/read-program";

// Whole plans, as the command prints them. "npm run docs" renews the files.
const folder = path.join(__dirname, "plans");

const classic = { targetNodeCommunicationMode: "Classic" };
const classicIn = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
const storageOut = outbound(120, "Allow", "Tcp", "Storage.WestEurope", "443");

/** Pools of every kind behind one group with standalone rules. */
const shared: Program = farm({
  rules: [],
  pool: { ...classic, scaleSettings: { fixedScale: { targetDedicatedNodes: 8, targetLowPriorityNodes: 2 } } },
  more: {
    "old-inbound": standaloneRule("nsg", classicIn),
    "old-storage": standaloneRule("nsg", storageOut),
    deny: standaloneRule("nsg", denyInternetOut),
    other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref("nsg") } }),
    formula: pool(
      { subnetId: ref("other") },
      {
        ...classic,
        scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes = 5;\n$NodeDeallocationOption = requeue;" } },
      },
    ),
    settled: pool({ subnetId: ref("other") }),
    cloud: pool(
      { subnetId: ref("snet") },
      { deploymentConfiguration: { cloudServiceConfiguration: { osFamily: "6" } } },
    ),
  },
});

/** Faults that a plan cannot fix. */
const byHand: Program = farm({
  rules: [inbound(110, "Allow", "Tcp", "Internet", "1024-65535"), storageOut, outbound(100, "Deny", "*", "Internet")],
  pool: {
    ...classic,
    scaleSettings: { fixedScale: { targetDedicatedNodes: later(3) } },
    startTask: { resourceFiles: [{ autoStorageContainerName: "in" }] },
  },
  subnet: { routeTable: { id: ref("rt") } },
  account: { publicNetworkAccess: "Disabled" },
  more: {
    rt: routeTable({ name: "all", addressPrefix: "0.0.0.0/0", nextHopType: "None" }),
    somewhere: pool({ subnetId: later("x") }, { targetNodeCommunicationMode: later("Classic") }),
  },
});

function variant(name: string, program: Program): Migration {
  const found = VARIANTS.find((each) => each.name === name);
  const written = found?.rewrite(program);
  if (!found || !written) throw new Error(`The program cannot be written so: ${name}.`);
  return migrationFor(written, found.spell ? { spell: found.spell } : {});
}

/** The plan of the guide, with the snippets of one provider. */
const guide = farm({
  rules: [classicIn, storageOut, denyInternetOut],
  pool: { ...classic, scaleSettings: { fixedScale: { targetDedicatedNodes: 8 } } },
});

function example(name: string, recording: string): Migration {
  const text = readFileSync(path.join(root, "examples", name, "recordings", `${recording}.json`), "utf8");
  const program = readProgram(text, name);
  if (isRefusal(program)) throw new Error(program.refused);
  return migrationOf(program, { settings: DEFAULT_SETTINGS, today: RETIRED });
}

const PLANS: readonly (readonly [name: string, make: () => Migration, languages: readonly LanguageName[]])[] = [
  ["classic-leftover", () => example("classic-leftover", "state"), LANGUAGE_NAMES],
  ["classic-leftover-before-deployment", () => example("classic-leftover", "first-preview"), ["typescript"]],
  ["mixed-estate", () => example("mixed-estate", "state"), ["typescript"]],
  ["two-regions", () => example("two-regions", "state"), ["typescript"]],
  ["pools-that-share-a-group", () => migrationFor(shared), LANGUAGE_NAMES],
  ["before-the-retirement", () => migrationFor(shared, { today: "2026-03-01" }), ["typescript"]],
  ["by-hand", () => migrationFor(byHand, { shown: "preview" }), ["typescript"]],
  [
    "wide-rule",
    () => migrationFor(farm({ rules: [inbound(110, "Allow", "Tcp", "Internet", "1024-65535"), toBatch] })),
    LANGUAGE_NAMES,
  ],
  ["classic-provider", () => variant("classic provider", shared.cloud ? withoutCloud(shared) : shared), LANGUAGE_NAMES],
  ["classic-provider-rules-in-the-group", () => variant("classic provider", guide), LANGUAGE_NAMES],
  ["v2-tokens", () => variant("v2 tokens", guide), LANGUAGE_NAMES],
  ["v3-tokens", () => variant("v3 tokens", guide), LANGUAGE_NAMES],
  ["nothing", () => migrationFor(farm({ rules: [toBatch], more: { web: securityGroup() } })), ["typescript"]],
];

/** The classic provider does not support Cloud Services. */
function withoutCloud(program: Program): Program {
  return Object.fromEntries(Object.entries(program).filter(([name]) => name !== "cloud"));
}

describe("the plans", () => {
  test.each(PLANS)("%s is what is written down", async (name, make, languages) => {
    const file = path.join(folder, `${name}.md`);
    await expect(toMarkdown(make(), languages), 'renew it with "npm run docs"').toMatchFileSnapshot(file);
  });

  test("each file belongs to a plan", () => {
    expect(readdirSync(folder).sort()).toEqual(PLANS.map(([name]) => `${name}.md`).sort());
  });
});
