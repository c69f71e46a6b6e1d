import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { toDocument } from "../../../../cli/migrate/document";
import { LANGUAGE_NAMES, type LanguageName } from "../../../../cli/migrate/snippets/literals";
import { HOSTILE } from "../../../support/hostile-names";
import { everythingCalled, migrationFor } from "../../../support/migration";
import { go, isInstalled, type Parser, python, typescript, yaml } from "../../../support/parsers";
import { VARIANTS } from "../../../support/program/variants";

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
    const program = rewrite(everythingCalled("plain")) ?? everythingCalled("plain");
    const { steps } = toDocument(migrationFor(program, spell ? { spell } : {}), "a");
    const snippets = steps.map(({ snippets }) => snippets[language]).filter(Boolean);
    expect(snippets.length).toBeGreaterThan(6);
    expect(parser(snippets)).toEqual(snippets.map(() => undefined));
  });

  test("can be parsed whatever things are called", () => {
    const snippets = HOSTILE.flatMap(([, name]) =>
      toDocument(migrationFor(everythingCalled(name)), "a").steps.map((step) => step.snippets[language]),
    ).filter(Boolean);
    expect(parser(snippets)).toEqual(snippets.map(() => undefined));
    expect(snippets.join("").replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202e\u2066\u200b\ufeff]/u);
  });
});

test("YAML says what the edits say, but for what Pulumi YAML would obey", () => {
  for (const [, name] of HOSTILE) {
    const plain = name.replace(/\p{Cs}/gu, "\ufffd");
    const { steps } = toDocument(migrationFor(everythingCalled(name)), "a");
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
