import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { difference, headlineExamples, readTranslations, recordingNames } from "../../toolchain/examples";
import { examples } from "../support/examples";

describe("the examples", () => {
  test("show the headline ones first", () => {
    expect(examples.slice(0, 3).map(({ name }) => name)).toEqual(headlineExamples);
  });

  test.each(examples)("$name has a description, and is a program with package.json", ({ directory, description }) => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    for (const file of ["index.ts", "package.json", "expected.json"]) {
      expect(existsSync(path.join(directory, file)), file).toBe(true);
    }
  });

  test("exist in all languages that run here, with the description of the scenario", () => {
    const scenarios = ["classic-leftover", "private", "shared-nsg", "standalone-rules"];
    const names = scenarios.flatMap((scenario) => ["python", "yaml", "java"].map((name) => `${scenario}/${name}`));
    const translations = readTranslations();
    // rules-of-two-teams is in Java, whose SDK sends the engine less: this must not cause a false alarm.
    const classic = ["classic-leftover/yaml-azure", "standalone-rules/yaml-azure"];
    expect(translations.map(({ name }) => name).sort()).toEqual(
      [...names, ...classic, "rules-of-two-teams/java"].sort(),
    );
    for (const { scenario, provider, description, directory, expected } of translations) {
      const original = examples.find(({ name }) => name === scenario);
      expect(description).toBe(original?.description);
      // With the classic provider, the same findings are on its own types.
      if (provider === "azure-native") expect(expected).toEqual(original?.expected);
      for (const name of recordingNames) {
        const types = expected[name].map(({ type }) => type.split(":")[0]);
        expect(types).toEqual(original?.expected[name].map(() => provider));
        const findings = expected[name].map((finding) => ({ ...finding, type: "" }));
        expect(findings).toEqual(original?.expected[name].map((finding) => ({ ...finding, type: "" })));
      }
      expect(readFileSync(path.join(directory, "Pulumi.yaml"), "utf8").split("\n")[0]).toBe(
        readFileSync(path.join(original?.directory ?? "", "Pulumi.yaml"), "utf8").split("\n")[0],
      );
    }
  });

  test.each(examples)("$name has its expected findings in order", ({ expected }) => {
    for (const findings of Object.values(expected)) {
      const lines = findings.map(({ policy, resource }) => `${policy} ${resource}`);
      expect(lines).toEqual([...lines].sort());
    }
  });
});

describe("findings and expected ones", () => {
  const finding = (policy: string, level = "mandatory") => ({ policy, level, resource: "r", type: "t" });
  test.each([
    ["the same, in another order", [finding("a"), finding("b")], [finding("b"), finding("a")], [], []],
    ["one too few", [finding("a")], [finding("a"), finding("a")], [finding("a")], []],
    ["one too many", [finding("a"), finding("a")], [finding("a")], [], [finding("a")]],
    ["another level", [finding("a", "advisory")], [finding("a")], [finding("a")], [finding("a", "advisory")]],
  ])("%s", (_what, found, expected, missing, unexpected) => {
    expect(difference(found, expected)).toEqual({ missing, unexpected });
  });
});
