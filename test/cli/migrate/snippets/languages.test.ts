import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { toDocument } from "../../../../cli/migrate/document";
import { LANGUAGE_NAMES, type LanguageName } from "../../../../cli/migrate/snippets/literals";
import { pool, securityGroup, standaloneRule, subnet } from "../../../programs/parts";
import { denyInternetOut, farm, inbound, outbound } from "../../../rules/parts";
import { HOSTILE } from "../../../support/hostile-names";
import { migrationFor } from "../../../support/migration";
import { go, isInstalled, type Parser, python, typescript, yaml } from "../../../support/parsers";
import { type Program, ref } from "../../../support/program/language";
import { VARIANTS } from "../../../support/program/variants";

const classic = { targetNodeCommunicationMode: "Classic" };

/** Every sort of edit, with names and a formula that may be anything. */
function everything(name: string): Program {
  const formula = { scaleSettings: { autoScale: { formula: `$TargetDedicatedNodes = 1; // ${name}` } } };
  return farm({
    rules: [
      { ...inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877"), name },
      { ...inbound(110, "Allow", "Tcp", "Internet", "29000-30000"), name: `wide ${name}` },
      { ...outbound(120, "Allow", "Tcp", "Storage", "443"), name: `storage ${name}` },
      { ...denyInternetOut, name: `deny ${name}` },
    ],
    pool: { ...classic, scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 3 } } },
    more: {
      [`pool ${name}`]: pool({ subnetId: ref("snet") }, { ...classic, ...formula }),
      [name]: securityGroup(),
      [`old ${name}`]: standaloneRule(name, inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877")),
      [`deny ${name}`]: standaloneRule(name, denyInternetOut),
      other: subnet("vnet", "10.0.2.0/24", { networkSecurityGroup: { id: ref(name) } }),
      second: pool({ subnetId: ref("other") }, classic),
    },
  });
}

const PARSERS: Partial<Record<LanguageName, readonly [parse: Parser, command?: string]>> = {
  typescript: [typescript],
  yaml: [yaml],
  python: [python, "python3"],
  go: [go, "gofmt"],
};

const parsed = LANGUAGE_NAMES.flatMap((language) => {
  const [parser, command] = PARSERS[language] ?? [];
  return parser && (command === undefined || isInstalled(command)) ? [[language, parser] as const] : [];
});

describe.each(parsed)("%s", (language, parser) => {
  test.each(VARIANTS)("can be parsed: $name", ({ rewrite, spell }) => {
    const program = rewrite(everything("plain")) ?? everything("plain");
    const { steps } = toDocument(migrationFor(program, spell ? { spell } : {}), "a");
    const snippets = steps.map(({ snippets }) => snippets[language]).filter(Boolean);
    expect(snippets.length).toBeGreaterThan(5);
    expect(parser(snippets)).toEqual(snippets.map(() => undefined));
  });

  test("can be parsed whatever things are called", () => {
    const snippets = HOSTILE.flatMap(([, name]) =>
      toDocument(migrationFor(everything(name)), "a").steps.map((step) => step.snippets[language]),
    ).filter(Boolean);
    expect(parser(snippets)).toEqual(snippets.map(() => undefined));
    expect(snippets.join("").replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202e\u2066\u200b\ufeff]/u);
  });
});

test("YAML says what the edits say, but for what Pulumi YAML would obey", () => {
  for (const [, name] of HOSTILE) {
    const plain = name.replace(/\p{Cs}/gu, "\ufffd");
    const { steps } = toDocument(migrationFor(everything(name)), "a");
    const back = steps.find(({ kind }) => kind === "resize");
    const { resources } = parse(back?.snippets.yaml ?? "");
    expect(resources[`pool ${plain}`]).toEqual({
      type: "azure-native:batch:Pool",
      properties: { scaleSettings: { autoScale: { formula: `$TargetDedicatedNodes = 1; // ${plain}` } } },
    });
    expect(resources.render.properties.scaleSettings.fixedScale).toEqual({
      targetDedicatedNodes: 2,
      targetLowPriorityNodes: 3,
    });
  }
});
